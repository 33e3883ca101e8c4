/**
 * Entries that are dated before the one before them in their journal: the server's clock was set back. Such an entry is
 * as it was written, so it is a remark and no fault; but whoever reads its time must know.
 */
const REMARKS_MAX = 20;

export class ClockCheck {
  readonly #last = new Map<string, number>();
  readonly #remarks: string[] = [];
  #count = 0;

  add(entry: { workbook: string; number: number; at: number }, index: number): void {
    const before = this.#last.get(entry.workbook);
    this.#last.set(entry.workbook, entry.at);
    if (before === undefined || !(entry.at < before)) return;
    this.#count += 1;
    if (this.#count > REMARKS_MAX) return;
    this.#remarks.push(
      `Entry ${index} (${entry.workbook}, number ${entry.number}) is dated ${before - entry.at} ms before the one before it: the clock of the server was set back.`,
    );
  }

  remarks(): string[] {
    const more = this.#count - REMARKS_MAX;
    return more > 0
      ? [...this.#remarks, `... and ${more} more entries dated before the one before them.`]
      : this.#remarks;
  }
}
