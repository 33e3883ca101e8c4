/**
 * Which verdicts the city has been shown: those that stood when the auditor released. Own file because the state knows
 * the present verdicts alone, and a history must neither hide what was released nor tell what never was.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { RowId } from '@tallystick/domain/ids';
import type { Store } from '@tallystick/store/port';
import type { LiveWorkbook } from './live-workbook.ts';
import { readEntries } from './load.ts';

/** Folds verdicts, withdrawals and releases; `numbers` are the entries that a release has made known. */
export class Released {
  readonly numbers = new Set<number>();
  /** Set, changed or withdrawn since the last release. */
  readonly #waiting = new Map<RowId, { number: number; isVerdict: boolean }>();
  readonly #shown = new Set<RowId>();

  add({ event, number }: EventEntry): void {
    if (event.type === 'verified') this.#waiting.set(event.row, { number, isVerdict: true });
    else if (event.type === 'verification-withdrawn')
      this.#waiting.set(event.row, { number, isVerdict: false });
    else if (event.type === 'verification-released') this.#release();
  }

  #release(): void {
    for (const [row, { number, isVerdict }] of this.#waiting) {
      // That a verdict nobody was shown was taken back is nobody's business either.
      if (isVerdict || this.#shown.has(row)) this.numbers.add(number);
      if (isVerdict) this.#shown.add(row);
      else this.#shown.delete(row);
    }
    this.#waiting.clear();
  }
}

type Read = { upTo: number; released: Released; reading: Promise<void> };
const read = new WeakMap<LiveWorkbook, Read>();

/** Numbers of the entries of verdicts and withdrawals that were released by now. Events are read once. */
export async function releasedOf(
  store: Store,
  workbook: LiveWorkbook,
): Promise<ReadonlySet<number>> {
  const known = read.get(workbook) ?? {
    upTo: 0,
    released: new Released(),
    reading: Promise.resolve(),
  };
  read.set(workbook, known);
  const { head } = workbook;
  known.reading = known.reading.then(async () => {
    if (known.upTo >= head) return;
    const range = { after: known.upTo, upTo: head, kind: 'event' as const };
    for await (const { entry } of readEntries(store, workbook.id, range)) {
      known.released.add(entry as EventEntry);
      known.upTo = entry.number;
    }
    known.upTo = head;
  });
  try {
    await known.reading;
  } catch (error) {
    read.delete(workbook);
    throw error;
  }
  return known.released.numbers;
}
