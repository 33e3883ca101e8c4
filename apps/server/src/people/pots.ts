/**
 * Bounds how often something may be tried: some tries at once, then one more after each pause. The list is bounded as
 * well; the oldest line of it goes first.
 */

/** Keys remembered at most. */
const KEYS_MAX = 10_000;

type Pot = { left: number; at: number };

export class Pots {
  readonly #now: () => number;
  readonly #most: number;
  readonly #refill_ms: number;
  readonly #pots = new Map<string, Pot>();

  constructor(now: () => number, made: { most: number; refill_ms: number }) {
    this.#now = now;
    this.#most = made.most;
    this.#refill_ms = made.refill_ms;
  }

  /** How many are left now. */
  left(key: string): number {
    return this.#present(key).left;
  }

  /** Milliseconds until there is one; 0 where there is. */
  wait(key: string): number {
    const { left, at } = this.#present(key);
    return left > 0 ? 0 : Math.max(1, at + this.#refill_ms - this.#now());
  }

  /** Takes one, or answers that there is none. */
  take(key: string): boolean {
    const { left, at } = this.#present(key);
    if (left === 0) return false;
    this.#put(key, { left: left - 1, at });
    return true;
  }

  giveBack(key: string): void {
    const { left, at } = this.#present(key);
    this.#put(key, { left: Math.min(this.#most, left + 1), at });
  }

  /** All are there again. */
  fill(key: string): void {
    this.#pots.delete(key);
  }

  #present(key: string): Pot {
    const now = this.#now();
    const pot = this.#pots.get(key);
    if (pot === undefined) return { left: this.#most, at: now };
    const came = Math.max(0, Math.floor((now - pot.at) / this.#refill_ms));
    const left = pot.left + came;
    return left >= this.#most
      ? { left: this.#most, at: now }
      : { left, at: pot.at + came * this.#refill_ms };
  }

  #put(key: string, pot: Pot): void {
    this.#pots.delete(key);
    this.#pots.set(key, pot);
    if (this.#pots.size <= KEYS_MAX) return;
    const [oldest] = this.#pots.keys();
    if (oldest !== undefined) this.#pots.delete(oldest);
  }
}
