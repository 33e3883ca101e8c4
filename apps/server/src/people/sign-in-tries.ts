/**
 * Slowing down guesses of passwords: so many tries for an address and e-mail, then a wait.
 * Own file because it keeps the only state of the sign-in, bounded in size.
 */
import { SIGN_IN_TRIES_MAX, SIGN_IN_WINDOW_MS } from '../limits.ts';

/** Keys remembered at most; the oldest goes first. */
const KEYS_MAX = 10_000;

export class SignInTries {
  readonly #now: () => number;
  readonly #tries = new Map<string, { count: number; since: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Counts a try, or answers that there were too many. Before the password is looked at: hashing takes its time, and
   * guesses sent meanwhile must find this one counted.
   */
  begin(key: string): boolean {
    const seen = this.#tries.get(key);
    const now = this.#now();
    const fresh = seen === undefined || now - seen.since > SIGN_IN_WINDOW_MS;
    if (!fresh && seen.count >= SIGN_IN_TRIES_MAX) return false;
    this.#tries.delete(key);
    this.#tries.set(key, fresh ? { count: 1, since: now } : { ...seen, count: seen.count + 1 });
    if (this.#tries.size > KEYS_MAX) {
      const [oldest] = this.#tries.keys();
      if (oldest !== undefined) this.#tries.delete(oldest);
    }
    return true;
  }

  /** The password was right: its tries are given back. */
  succeeded(key: string): void {
    this.#tries.delete(key);
  }
}
