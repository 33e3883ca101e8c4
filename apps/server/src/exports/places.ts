/** Who may have an archive packed now, who waits for it, and who is told to come again. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import {
  EXPORT_WAIT_MS,
  EXPORTS_AT_ONCE,
  EXPORTS_PER_PERSON_MAX,
  EXPORTS_WAITING_MAX,
} from '../service/limits.ts';

export class Places {
  readonly #of = new Map<PersonId, number>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  /** Waits for a place; false where there is none for this person, or in time, or who asked has `left`. */
  async enter(person: PersonId, left: AbortSignal): Promise<boolean> {
    const own = this.#of.get(person) ?? 0;
    const isFree = this.#taken < EXPORTS_AT_ONCE;
    if (own >= EXPORTS_PER_PERSON_MAX) return false;
    if (!isFree && this.#waiting.length >= EXPORTS_WAITING_MAX) return false;
    this.#of.set(person, own + 1);
    if (isFree) this.#taken += 1;
    const isIn = isFree || (await this.#wait(left));
    if (!isIn) this.#forget(person);
    return isIn;
  }

  /** Gives a place back: it is the next one's. */
  leave(person: PersonId): void {
    this.#forget(person);
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }

  #wait(left: AbortSignal): Promise<boolean> {
    const end = AbortSignal.any([left, AbortSignal.timeout(EXPORT_WAIT_MS)]);
    return new Promise((isIn) => {
      const next = () => isIn(true);
      this.#waiting.push(next);
      const giveUp = () => {
        const at = this.#waiting.indexOf(next);
        if (at >= 0) this.#waiting.splice(at, 1);
        // Who has been given the place keeps it.
        if (at >= 0) isIn(false);
      };
      if (end.aborted) giveUp();
      else end.addEventListener('abort', giveUp, { once: true });
    });
  }

  #forget(person: PersonId): void {
    const own = (this.#of.get(person) ?? 1) - 1;
    if (own > 0) this.#of.set(person, own);
    else this.#of.delete(person);
  }
}
