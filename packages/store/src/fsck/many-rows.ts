/**
 * Expected rows of a table that grows with the journal: a command for each event, a client id for each page that was
 * opened. A million of them as objects would take a gigabyte: here each is a short key and three numbers.
 */
import type { Row } from './rows.ts';
import type { ExpectedRow } from './rows.ts';

export class ManyRows {
  readonly #keyColumn: string;
  readonly #valueColumn: string;
  /** Texts that come again and again, by their place and by themselves. */
  readonly #texts: unknown[] = [];
  readonly #places = new Map<unknown, number>();
  /** Place of a row in the lists below, by workbook and key. */
  readonly #rows = new Map<string, number>();
  readonly #indices: number[] = [];
  readonly #numbers: number[] = [];
  /** Places of values among the texts. */
  readonly #values: number[] = [];

  /** The columns beside `workbook`: one that names the row, and one that it says. */
  constructor(keyColumn: string, valueColumn: string) {
    this.#keyColumn = keyColumn;
    this.#valueColumn = valueColumn;
  }

  has(workbook: unknown, key: unknown): boolean {
    return this.#rows.has(this.#nameOf(workbook, key));
  }

  /** `value` is a text that others share; without one it is the number of the entry. A later row takes an earlier one's place. */
  set(
    of: { workbook: unknown; key: unknown; value?: unknown },
    at: { index: number; number: number },
  ): void {
    const { workbook, key, value } = of;
    this.#placeOf(workbook);
    this.#rows.set(this.#nameOf(workbook, key), this.#indices.length);
    this.#indices.push(at.index);
    this.#numbers.push(at.number);
    if (value !== undefined) this.#values[this.#indices.length - 1] = this.#placeOf(value);
  }

  /** All rows of a workbook are expected no more. */
  dropWorkbook(workbook: unknown): void {
    const begin = `[${this.#places.get(workbook) ?? -1},`;
    for (const name of this.#rows.keys()) if (name.startsWith(begin)) this.#rows.delete(name);
  }

  /** What a row of the table has to be; each answers once, and undefined where there is to be none. */
  take(row: Row): ExpectedRow | undefined {
    const { workbook, [this.#keyColumn]: key } = row;
    const name = this.#nameOf(workbook, key);
    const at = this.#rows.get(name);
    if (at === undefined) return undefined;
    this.#rows.delete(name);
    return this.#rowAt(at, { workbook, [this.#keyColumn]: key });
  }

  /** Those that no row was found for. */
  *rest(): Generator<ExpectedRow> {
    for (const [name, at] of this.#rows) {
      const [place, key] = JSON.parse(name) as [number, unknown];
      yield this.#rowAt(at, { workbook: this.#texts[place], [this.#keyColumn]: key });
    }
  }

  #rowAt(at: number, named: Row): ExpectedRow {
    const number = this.#numbers[at] as number;
    const place = this.#values[at];
    const value = place === undefined ? number : this.#texts[place];
    const index = this.#indices[at] as number;
    return { index, number, row: { ...named, [this.#valueColumn]: value } };
  }

  #nameOf(workbook: unknown, key: unknown): string {
    return JSON.stringify([this.#places.get(workbook) ?? -1, key]);
  }

  #placeOf(text: unknown): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
}
