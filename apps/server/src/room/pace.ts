/**
 * How long a large room rests between two rounds of sending. It is as long as a round usually costs, times a factor, so
 * that sending leaves about half of the processor to everything else; what is to be sent gathers meanwhile.
 */
import { ROUND_REST_MS_MAX } from '../service/limits.ts';

/** Rest after a round, as a multiple of what rounds cost. */
const REST_FACTOR = 0.8;

export class Pace {
  #end_ms = Number.NEGATIVE_INFINITY;
  #last_ms = 0;
  #cost_ms = 0;

  /** A round to everybody began and ended at these times of one clock, in milliseconds. */
  ended(began_ms: number, end_ms: number): void {
    const cost_ms = end_ms - began_ms;
    // Of two rounds the cheaper: one in which the machine did something else must not make everybody wait once more.
    this.#cost_ms = Math.min(cost_ms, this.#last_ms);
    this.#last_ms = cost_ms;
    this.#end_ms = end_ms;
  }

  /** Milliseconds from `now_ms` until the next round may begin; 0 when it may begin now. */
  rest_ms(now_ms: number): number {
    const rest_ms = Math.min(this.#cost_ms * REST_FACTOR, ROUND_REST_MS_MAX);
    return Math.max(0, this.#end_ms + rest_ms - now_ms);
  }
}
