/**
 * What a file brings for one cell, seen three ways: as it was exported, as the file has it, as the workbook has it now.
 * The server tells it to programs, and the page asks again whenever somebody types. Pure.
 */
import type { CellSpec } from '../cells/cell-spec.ts';
import { readCell, takeTyped } from '../cells/cell-text.ts';
import type { CellId } from '../cells/ids.ts';
import { isFormula } from '../formula/formula-text.ts';
import { type Outcome, no, type Refusal, yes } from '../refusals.ts';
import { comesToTheSame, meansTheSame } from './meaning.ts';

/**
 * A cell of a file. `shown`: what its sheet shows in place of the text; `isShare`: as per cent, where something is
 * counted; `raw`: what stands there unreadable.
 */
export type FileHeld =
  | { kind: 'text'; text: string; shown?: string; isShare?: true }
  | { kind: 'empty'; shown?: string }
  | { kind: 'unreadable'; why: string; raw: string };

/**
 * What a cell was when the file was exported: `text` as the workbook had it then, `meant` what a formula came to,
 * `exported` as the file says that it carried it. Only of files of this very workbook.
 */
export type Base = { text: string | null; meant?: string; exported: string | null };

/** One cell as a file brings it. */
export type IncomingCell = {
  cell: CellId;
  /** Place of its sheet in the file's list, from 0. */
  sheet: number;
  /** `E12` of that sheet. */
  address: string;
  held: FileHeld;
  base?: Base;
};

export const INCOMING_CLASSES = [
  /** The file has a value of its own, and nobody has changed ours since. */
  'theirs',
  /** Both have changed it since, or nobody knows since when they differ: ours would be lost. */
  'conflict',
  /** Changed in the workbook alone: the file has what was exported. */
  'ours',
  /** Both have come to the same. */
  'equal',
  'unchanged',
  'unreadable',
  /** The file has another value, and the cell is not this person's to edit. */
  'not-yours',
  /** The same, while the workbook is locked or archived. */
  'locked',
] as const;
export type IncomingClass = (typeof INCOMING_CLASSES)[number];

export type Incoming =
  /** `text`: what would be written; null empties the cell. */
  | { class: 'theirs' | 'conflict'; text: string | null }
  | { class: 'ours' | 'equal' | 'unchanged' }
  | { class: 'unreadable'; why: string; detail?: string }
  | { class: 'not-yours' | 'locked'; text: string | null; refusal: Refusal };

export type Seen = {
  spec: CellSpec;
  held: FileHeld;
  base: Base | undefined;
  /** The workbook's text now; null is empty. */
  now: string | null;
  /** What a formula that stands there now comes to. */
  nowMeant?: string | null | undefined;
  /** Why this person may not write the cell. */
  permit: () => Refusal | undefined;
};

/** Where to put a cell of a file. */
export function incomingOf({ spec, held, base, now, nowMeant, permit }: Seen): Incoming {
  const same = (one: string | null, other: string | null) => meansTheSame(spec, one, other);
  const isOursSame = base !== undefined && same(base.text, now);
  if (held.kind === 'unreadable') {
    // A text of the workbook's own, word for word, is nobody's change, even where a file's would not be taken.
    const raw = held.raw?.trim();
    if (raw !== undefined && raw === base?.text?.trim())
      return { class: isOursSame ? 'unchanged' : 'ours' };
    return { class: 'unreadable', why: held.why };
  }
  // What was carried of a formula comes back as the program computes it, unless somebody typed over it.
  const isComputed = base?.text != null && isFormula(spec, base.text);
  const asCarried = (text: string | null) =>
    base !== undefined &&
    (isComputed
      ? [base.exported, base.meant ?? base.exported].some((each) =>
          comesToTheSame(spec, each, text),
        )
      : same(base.exported, text));
  // As it was carried it was not touched, whatever else would be thought of it: a formula that waits for its figures.
  if (base && held.kind === 'text' && asCarried(held.text))
    return { class: isOursSame ? 'unchanged' : 'ours' };
  const taken = held.kind === 'empty' ? yes(null) : takenText(spec, held.text);
  if (!taken.ok) {
    const { code, detail } = taken.refusal;
    return { class: 'unreadable', why: code, ...(detail === undefined ? {} : { detail }) };
  }
  const theirs = taken.value;
  // An empty cell takes nothing away unless the file says itself that it was full.
  const isUntouched =
    base === undefined
      ? theirs === null
      : asCarried(theirs) || (theirs !== null && same(base.text, theirs));
  const isEqual = same(theirs, now) || (nowMeant != null && comesToTheSame(spec, theirs, nowMeant));
  if (isUntouched) return { class: isOursSame || (isEqual && !base) ? 'unchanged' : 'ours' };
  if (isEqual) return { class: base ? 'equal' : 'unchanged' };
  const refusal = permit();
  if (refusal !== undefined) {
    const isClosed = refusal.code === 'locked' || refusal.code === 'archived';
    return { class: isClosed ? 'locked' : 'not-yours', text: theirs, refusal };
  }
  const isNews = base === undefined ? now === null : isOursSame;
  return { class: isNews ? 'theirs' : 'conflict', text: theirs };
}

/**
 * The text that a room would hold for a text of a file. Figures are read without a locale, so that `1,234` is refused
 * and not guessed; nothing in a file is taken for a formula.
 */
function takenText(spec: CellSpec, text: string): Outcome<string | null> {
  const plain = text.replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (plain === '') return yes(null);
  if (spec.kind !== 'number') return takeTyped(spec, plain, { decimal: '.' });
  if (plain.startsWith('=')) return no('not-a-number');
  const reading = readCell(spec, plain);
  return reading.ok ? yes(plain) : reading;
}

/** A cell that may be taken over as it is, and what it needs. */
export function isTakeable(
  incoming: Incoming,
): incoming is Extract<Incoming, { class: 'theirs' | 'conflict' }> {
  return incoming.class === 'theirs' || incoming.class === 'conflict';
}
