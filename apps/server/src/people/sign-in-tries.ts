/**
 * Slows down guesses of passwords: by address, by account over all addresses. Nobody is locked out of their own account
 * by somebody else's guesses: a browser that has signed in to it before has tries of its own, and an address that has
 * hardly tried yet is let in beside those that guess. The numbers stand in `limits.ts`.
 */
import {
  SIGN_IN_ACCOUNT_REFILL_MS,
  SIGN_IN_ACCOUNT_TRIES_MAX,
  SIGN_IN_NEWCOMER_REFILL_MS,
  SIGN_IN_NEWCOMER_TRIES,
  SIGN_IN_NEWCOMERS_MAX,
  SIGN_IN_REFILL_MS,
  SIGN_IN_TRIES_MAX,
  SIGN_INS_PER_ADDRESS_MAX,
  SIGN_INS_PER_ADDRESS_REFILL_MS,
} from '../service/limits.ts';
import { Pots } from './pots.ts';

export type SignInTry = {
  /** The e-mail as it is typed, whether or not anybody has it. */
  account: string;
  /** The address that asks (`senderOf`). */
  sender: string;
  /** The browser, where it has signed in to this account before. */
  browser: string | null;
};

export class SignInTries {
  readonly #browsers: Pots;
  readonly #senders: Pots;
  readonly #pairs: Pots;
  readonly #accounts: Pots;
  readonly #newcomers: Pots;

  constructor(now: () => number) {
    const tries = { most: SIGN_IN_TRIES_MAX, refill_ms: SIGN_IN_REFILL_MS };
    this.#browsers = new Pots(now, tries);
    this.#pairs = new Pots(now, tries);
    this.#senders = new Pots(now, {
      most: SIGN_INS_PER_ADDRESS_MAX,
      refill_ms: SIGN_INS_PER_ADDRESS_REFILL_MS,
    });
    this.#accounts = new Pots(now, {
      most: SIGN_IN_ACCOUNT_TRIES_MAX,
      refill_ms: SIGN_IN_ACCOUNT_REFILL_MS,
    });
    this.#newcomers = new Pots(now, {
      most: SIGN_IN_NEWCOMERS_MAX,
      refill_ms: SIGN_IN_NEWCOMER_REFILL_MS,
    });
  }

  /**
   * Counts a try, or answers the milliseconds to wait before the next. Before the password is looked at: hashing takes
   * its time, and guesses sent meanwhile must find this one counted.
   */
  begin(one: SignInTry): number {
    const { account, sender, browser } = one;
    if (browser !== null && this.#browsers.take(`${browser} ${account}`)) return 0;
    const pair = pairOf(one);
    const wait = Math.max(this.#senders.wait(sender), this.#pairs.wait(pair));
    if (wait > 0) return wait;
    if (this.#accounts.wait(account) > 0) {
      const tried = SIGN_IN_TRIES_MAX - this.#pairs.left(pair);
      if (tried >= SIGN_IN_NEWCOMER_TRIES) return this.#accounts.wait(account);
      if (!this.#newcomers.take(account)) return this.#newcomers.wait(account);
    } else {
      this.#accounts.take(account);
    }
    this.#senders.take(sender);
    this.#pairs.take(pair);
    return 0;
  }

  /** The password was right: the tries of this browser are given back, or those of its address and one of the account. */
  succeeded(one: SignInTry): void {
    if (one.browser !== null) {
      this.#browsers.fill(`${one.browser} ${one.account}`);
      return;
    }
    this.#pairs.fill(pairOf(one));
    this.#accounts.giveBack(one.account);
  }
}

const pairOf = ({ sender, account }: SignInTry) => `${sender} ${account}`;
