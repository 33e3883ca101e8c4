/**
 * Compares the index of the history with what the entries speak of. The index is as large as the journal: it is summed
 * up by stretches of numbers instead of being held in memory row by row.
 */
import type { Entry } from '@tallystick/domain/entry';
import { randomBytes } from 'node:crypto';
import { type Mentioned, nothingMentioned, remember, subjectsOf } from '../projections/mentions.ts';
import type { Faults } from './faults.ts';
import type { JournalRows } from './rows.ts';

/** Entries whose mentions are summed up together: a fault names one such stretch. */
const STRETCH = 1_024;

/** Two sums of keyed hashes and a count; made from the entries, lessened by the rows, they must come to nothing. */
type Sum = [number, number, number];
/** `last`: the highest number that the journal has. */
type Book = { upTo: number; last: number; mentioned: Mentioned; sums: Map<number, Sum> };

export class MentionCheck {
  readonly #books = new Map<unknown, Book>();
  // Drawn anew for each check, so that rows cannot be made up to match.
  readonly #keys = new Uint32Array(new Uint8Array(randomBytes(16)).buffer);

  /** Reads how far the index has followed each journal. */
  constructor(rows: JournalRows) {
    for (const { workbook, up_to: upTo } of rows.table('mentioned')) {
      const book = { upTo: Number(upTo), last: 0, mentioned: nothingMentioned(), sums: new Map() };
      this.#books.set(workbook, book);
    }
  }

  /** Takes one more entry into account; in the order of the log. */
  expect(entry: Entry): void {
    const book = this.#books.get(entry.workbook);
    if (book === undefined) return;
    book.last = Math.max(book.last, entry.number);
    if (entry.number > book.upTo) return;
    for (const subject of subjectsOf(entry, book.mentioned))
      this.#add(book, entry.number, subject, 1);
    remember(book.mentioned, entry);
  }

  finish(rows: JournalRows, faults: Faults): void {
    for (const { workbook, subject, number } of rows.table('mention')) {
      const book = this.#books.get(workbook);
      if (typeof number === 'number' && typeof subject === 'string' && book !== undefined)
        this.#add(book, number, subject, -1);
      else wrong(faults, workbook, 'holds a row of no entry');
    }
    for (const [workbook, { sums, upTo, last }] of this.#books) {
      if (!(upTo <= last))
        wrong(faults, workbook, `claims entry ${upTo}, the journal ends with ${last}`);
      for (const [stretch, sum] of sums) {
        if (sum.every((part) => part === 0)) continue;
        const first = stretch * STRETCH + 1;
        wrong(faults, workbook, `differs from the entries ${first} to ${first + STRETCH - 1}`);
      }
    }
  }

  #add(book: Book, number: number, subject: string, sign: 1 | -1): void {
    const stretch = Math.floor((number - 1) / STRETCH);
    let sum = book.sums.get(stretch);
    if (sum === undefined) book.sums.set(stretch, (sum = [0, 0, 0]));
    const [a, b, c, d] = this.#keys as unknown as [number, number, number, number];
    let one = a ^ number;
    let two = b ^ number;
    for (let i = 0; i < subject.length; i++) {
      const code = subject.charCodeAt(i);
      one = Math.imul(one ^ code, 0x01000193) ^ (one >>> 15);
      two = Math.imul(two ^ code, 0x85ebca6b) ^ (two >>> 13);
    }
    sum[0] = (sum[0] + sign * mixed(one ^ c)) | 0;
    sum[1] = (sum[1] + sign * mixed(two ^ d)) | 0;
    sum[2] += sign;
  }
}

/** The finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function wrong(faults: Faults, workbook: unknown, what: string): void {
  faults.projection({
    index: null,
    workbook: String(workbook),
    what: `The index of the history of ${String(workbook)} ${what}. It is made anew where its row in "mentioned" is deleted.`,
  });
}
