/** Who may have an archive packed or a file read now, who waits for it, and who is told to come again. */
import type { PersonId } from '@tallystick/domain/cells/ids';

export type PlaceLimits = {
  /** Work that is under way at once. */
  atOnce: number;
  /** Of one person, waiting ones included. */
  perPerson: number;
  waiting: number;
  wait_ms: number;
};

export class Places {
  readonly #limits: PlaceLimits;
  readonly #of = new Map<PersonId, number>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  /** Waits for a place; false where there is none for this person, or in time, or who asked has `left`. */
  async enter(person: PersonId, left: AbortSignal): Promise<boolean> {
    const own = this.#of.get(person) ?? 0;
    const isFree = this.#taken < this.#limits.atOnce;
    if (own >= this.#limits.perPerson) return false;
    if (!isFree && this.#waiting.length >= this.#limits.waiting) return false;
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
    const end = AbortSignal.any([left, AbortSignal.timeout(this.#limits.wait_ms)]);
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
