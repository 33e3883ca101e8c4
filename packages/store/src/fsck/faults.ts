/** What `fsck` finds. */

/**
 * One thing that is not as the journal says. `index`: the log index of the entry that is bad, or where entries are
 * missing; null where a row belongs to no entry. With `to` it is a range: one of the entries from `index` to before `to`.
 */
export type Fault = {
  index: number | null;
  to?: number;
  workbook?: string;
  number?: number;
  what: string;
};

export type FsckReport = {
  ok: boolean;
  entries: number;
  faults: Fault[];
  /** What is as it was written and worth knowing, in sentences; absent where there is nothing. */
  remarks?: string[];
};

/** Enough to see what happened; a file that is wrong throughout must not fill the memory. */
const FAULTS_MAX = 1_000;

/**
 * Faults of entries and of the tree, in the order of the log, then those of projections: a wrong projection may only
 * follow from a wrong entry. A range of the tree adds nothing where an entry in it is named already.
 */
export class Faults {
  readonly #journal: Fault[] = [];
  readonly #projections: Fault[] = [];

  entry(fault: Fault): void {
    add(this.#journal, fault);
  }

  /** A hash over entries `from` to `to` (exclusive) is wrong. */
  range(from: number, to: number, what: string): void {
    const overlaps = ({ index, to: end }: Fault) =>
      index !== null && index < to && (end ?? index + 1) > from;
    if (this.#journal.some(overlaps)) return;
    const which = to - from === 1 ? `Entry ${from}` : `One of the entries ${from} to ${to - 1}`;
    add(this.#journal, { index: from, to, what: `${which} is not what was written: ${what}` });
  }

  projection(fault: Fault): void {
    add(this.#projections, fault);
  }

  /** All faults, the first bad one first. A range in which an entry is named by itself is left out. */
  all(): Fault[] {
    const exact = this.#journal.flatMap(({ index, to }) => (to === undefined ? [index ?? -1] : []));
    const journal = this.#journal.filter(
      ({ index, to }) => to === undefined || !exact.some((at) => at >= (index ?? 0) && at < to),
    );
    return [journal, this.#projections].flatMap((rank) =>
      rank.toSorted((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity)),
    );
  }
}

function add(faults: Fault[], fault: Fault): void {
  if (faults.length < FAULTS_MAX) faults.push(fault);
}
