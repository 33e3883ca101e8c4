/**
 * Verdicts of the past: which the city has been shown, and which stood when a version was left. The state knows the
 * present verdicts alone, and a history must neither hide what was released nor tell what never was.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import { emptyState, fold } from '@tallystick/domain/fold';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Submission, Verification } from '@tallystick/domain/state';

/** `version`: the last one that was locked by then; null before the first. */
export type GivenVerdict = {
  entry: EventEntry;
  event: Extract<Event, { type: 'verified' | 'verification-withdrawn' }>;
  version: number | null;
  released: boolean;
};

/** Takes all events in order; `released` are the numbers of the entries that a release has made known. */
export class VerdictRecord {
  readonly released = new Set<number>();
  /** Verdicts, withdrawals, locks and unlocks, oldest first. */
  readonly #entries: EventEntry[] = [];
  /** Set, changed or withdrawn since the last release. */
  readonly #waiting = new Map<RowId, { number: number; isVerdict: boolean }>();
  readonly #shown = new Set<RowId>();

  add(entry: EventEntry): void {
    const { event, number } = entry;
    switch (event.type) {
      case 'verified':
      case 'verification-withdrawn':
        this.#waiting.set(event.row, { number, isVerdict: event.type === 'verified' });
        this.#entries.push(entry);
        break;
      case 'verification-released':
        this.#release();
        break;
      case 'locked':
      case 'unlocked':
        this.#entries.push(entry);
    }
  }

  /**
   * Those that stood when the version locked by entry `number` was opened again; where it was not, the present ones.
   * Nothing after entry `upTo` is looked at.
   */
  standingOn({ number }: Submission, upTo = Number.MAX_SAFE_INTEGER): Verification[] {
    const isTurn = ({ event }: EventEntry) => event.type === 'locked' || event.type === 'unlocked';
    const turn = this.#entries.find((entry) => entry.number > number && isTurn(entry));
    const end = Math.min(upTo, turn?.number ?? upTo);
    const given = this.#entries.filter((entry) => !isTurn(entry) && entry.number <= end);
    return [...given.reduce(fold, emptyState()).verifications.values()];
  }

  /** All verdicts and withdrawals, oldest first. */
  *given(): Generator<GivenVerdict> {
    let version: number | null = null;
    for (const entry of this.#entries) {
      const { event, number } = entry;
      if (event.type === 'locked') version = event.submission;
      if (event.type !== 'verified' && event.type !== 'verification-withdrawn') continue;
      yield { entry, event, version, released: this.released.has(number) };
    }
  }

  #release(): void {
    for (const [row, { number, isVerdict }] of this.#waiting) {
      // That a verdict nobody was shown was taken back is nobody's business either.
      if (isVerdict || this.#shown.has(row)) this.released.add(number);
      if (isVerdict) this.#shown.add(row);
      else this.#shown.delete(row);
    }
    this.#waiting.clear();
  }
}
