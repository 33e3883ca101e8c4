/**
 * What `fsck` finds. Own file because each of its checks adds to one list, and the list decides what comes first.
 */

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

export type FsckReport = { ok: boolean; entries: number; faults: Fault[] };

/** Enough to see what happened; a file that is wrong throughout must not fill the memory. */
const FAULTS_MAX = 1_000;

/**
 * Faults in three ranks, each in the order of the log. An entry that contradicts itself is named exactly; a wrong hash of
 * the tree names a range; a wrong projection may only follow from a wrong entry, so it comes last.
 */
export class Faults {
  readonly #entries: Fault[] = [];
  readonly #ranges: Fault[] = [];
  readonly #projections: Fault[] = [];

  entry(fault: Fault): void {
    add(this.#entries, fault);
  }

  /** A hash over entries `from` to `to` (exclusive) is wrong. Says nothing new where one of them is named already. */
  range(from: number, to: number, what: string): void {
    const named = ({ index }: Fault) => index !== null && index >= from && index < to;
    if (this.#entries.some(named) || this.#ranges.some(named)) return;
    const which = to - from === 1 ? `Entry ${from}` : `One of the entries ${from} to ${to - 1}`;
    add(this.#ranges, { index: from, to, what: `${which} is not what was written: ${what}` });
  }

  projection(fault: Fault): void {
    add(this.#projections, fault);
  }

  /** All faults, the first bad one first. */
  all(): Fault[] {
    return [this.#entries, this.#ranges, this.#projections].flatMap((rank) =>
      rank.toSorted((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity)),
    );
  }
}

function add(faults: Fault[], fault: Fault): void {
  if (faults.length < FAULTS_MAX) faults.push(fault);
}
