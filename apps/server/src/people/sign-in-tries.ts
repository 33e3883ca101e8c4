/**
 * Slowing down guesses of passwords: so many failures for an address and e-mail, then a wait.
 * Own file because it keeps the only state of the sign-in, bounded in size.
 */
import { SIGN_IN_TRIES_MAX, SIGN_IN_WINDOW_MS } from '../limits.ts';

/** Keys remembered at most; the oldest goes first. */
const KEYS_MAX = 10_000;

export class SignInTries {
  readonly #now: () => number;
  readonly #failures = new Map<string, { count: number; since: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  mayTry(key: string): boolean {
    const seen = this.#failures.get(key);
    if (seen === undefined || this.#now() - seen.since > SIGN_IN_WINDOW_MS) return true;
    return seen.count < SIGN_IN_TRIES_MAX;
  }

  failed(key: string): void {
    const seen = this.#failures.get(key);
    const now = this.#now();
    const fresh = seen === undefined || now - seen.since > SIGN_IN_WINDOW_MS;
    this.#failures.delete(key);
    this.#failures.set(key, fresh ? { count: 1, since: now } : { ...seen, count: seen.count + 1 });
    if (this.#failures.size > KEYS_MAX) {
      const [oldest] = this.#failures.keys();
      if (oldest !== undefined) this.#failures.delete(oldest);
    }
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
