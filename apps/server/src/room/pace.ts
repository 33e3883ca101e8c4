/**
 * How long a large room rests between two rounds of sending. It is as long as a round usually costs, times a factor, so
 * that sending leaves about half of the processor to everything else; what is to be sent gathers meanwhile, and is written
 * to the journal so late that it is durable just when the rest is over.
 */
import { ROUND_REST_MS_MAX } from '../service/limits.ts';

/** Rest after a round, as a multiple of what rounds cost. */
const REST_FACTOR = 0.8;

/**
 * What something usually takes, in milliseconds: the lesser of the last two times. One in which the machine did something
 * else must not make everybody wait once more.
 */
class Usual {
  #last_ms = 0;
  #usual_ms = 0;

  get ms(): number {
    return this.#usual_ms;
  }

  took(ms: number): void {
    this.#usual_ms = Math.min(ms, this.#last_ms);
    this.#last_ms = ms;
  }
}

export class Pace {
  #end_ms = Number.NEGATIVE_INFINITY;
  readonly #round = new Usual();
  readonly #writing = new Usual();

  /** A round to everybody began and ended at these times of one clock, in milliseconds. */
  ended(began_ms: number, end_ms: number): void {
    this.#round.took(end_ms - began_ms);
    this.#end_ms = end_ms;
  }

  /** Edits were decided and made durable in so many milliseconds. */
  wrote(took_ms: number): void {
    this.#writing.took(took_ms);
  }

  /** Milliseconds from `now_ms` until the next round may begin; 0 when it may begin now. */
  rest_ms(now_ms: number): number {
    const rest_ms = Math.min(this.#round.ms * REST_FACTOR, ROUND_REST_MS_MAX);
    return Math.max(0, this.#end_ms + rest_ms - now_ms);
  }

  /** Milliseconds from `now_ms` until edits are to be decided, so that they are durable when the next round may begin. */
  gather_ms(now_ms: number): number {
    return Math.max(0, this.rest_ms(now_ms) - this.#writing.ms);
  }
}
