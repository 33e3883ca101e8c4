/**
 * The server's clock as the browser knows it, and an alarm for the end of the next reopening. Cells must turn read-only
 * by themselves, and a computer's own clock may be wrong.
 */
import { standing } from '@tallystick/domain/nouns/reopening';
import type { WorkbookState } from '@tallystick/domain/state';

/** The longest time that a browser's timer can wait, in milliseconds (a signed 32-bit number); later ends are asked anew. */
const TIMER_MAX_MS = 2_147_483_647;

export class ReopeningClock {
  private ahead_ms = 0;
  private alarm: ReturnType<typeof setTimeout> | undefined;
  private readonly ring: () => void;

  /** `ring` is called when a reopening has come to its end. */
  constructor(ring: () => void) {
    this.ring = ring;
  }

  /** The server said what time it is: milliseconds since 1970, UTC. */
  set(server: number): void {
    this.ahead_ms = server - Date.now();
  }

  /** Milliseconds since 1970, UTC, by the server's clock. */
  now(): number {
    return Date.now() + this.ahead_ms;
  }

  /** Waits for the end of the reopening that ends first. */
  watch(state: WorkbookState): void {
    clearTimeout(this.alarm);
    const [next] = standing(state, this.now());
    if (next === undefined) return;
    const wait_ms = Math.min(next.until - this.now() + 1, TIMER_MAX_MS);
    this.alarm = setTimeout(() => this.ring(), wait_ms);
  }

  stop(): void {
    clearTimeout(this.alarm);
  }
}
