/**
 * What a verdict is given on: the content of a data point, in the one form in which it is kept with a verdict, hashed
 * and compared. Server, sheet, filters, versions and record all ask here whether a verdict still holds.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { referred } from '../formula/cell-formula.ts';
import { CONTENT_PARTS_MAX, HASHES_KNOWN_MAX } from '../cells/cell-limits.ts';
import { cellSpec, rowSpecs } from '../cells/cell-spec.ts';
import { computeRow, type ReadCell, type Result } from '../formula/compute.ts';
import type { ContentParts } from '../events.ts';
import { type CellId, cellId, type RowId, splitCellId } from '../cells/ids.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Verification } from '../state.ts';
import type { EvidenceBody } from './evidence/body.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Content = {
  row: RowId;
  parts: ContentParts;
  /** Every cell that was looked at, empty ones too, in the order in which changes are named. */
  cells: ReadonlySet<string>;
};

/**
 * One part that reads otherwise than when the verdict was given. `before` and `after` are null where the part was empty;
 * both are left out where only the hash of a text is kept.
 */
export type ContentChange = { part: string; before?: string | null; after?: string | null };

/** The part of everything beyond the bound. */
export const REST_PART = 'rest';
/** Columns of parts that no cell has. */
export const RESULT_PART = 'result';
export const EXACT_PART = 'exact';
/** Of a row: its files and links. */
export const EVIDENCE_COLUMN = 'evidence';

/** Whether a key can be that of a part. */
export function isPart(key: string): boolean {
  return key === REST_PART || splitCellId(key) !== undefined;
}

/** The parts of a content as it was kept: what is none is not compared with what stands now. */
export function partsOf(kept: ContentParts): ContentParts {
  return Object.fromEntries(Object.entries(kept).filter(([key]) => isPart(key)));
}

/** What stands behind a row: as much of it as a verdict covers. */
export type Backing = Pick<EvidenceBody, 'file' | 'link' | 'cell' | 'note'>;

type Of = {
  catalogue: Catalogue;
  read: ReadCell;
  /** Files and links behind a row, in any order. */
  backing: (row: string) => readonly Backing[];
  /** Where it is at hand, or was locked as something else than this program would compute. */
  result?: Pick<Result, 'text' | 'decimal'>;
};

/**
 * The content of a data point: its result, all that is typed in its row, every figure that its formula or a formula in a
 * cell of it uses, and what is said about those figures (year, unit, quality, origin, source, notes) and stands behind
 * them (files, links). Comments, marks and assignments are none of it. Throws on a row without result.
 */
export function contentOf(of: Of, row: RowId | string): Content {
  const { catalogue, read, backing, result } = of;
  const { text, decimal } = result ?? computeRow(catalogue, row, read);
  const typedIn = coveredCells(catalogue, row, read);
  const rows = new Set([...typedIn].map((cell) => splitCellId(cell)?.row ?? row));
  // They change as cells do, so they are named among them.
  const cells = new Set([...typedIn, ...[...rows].map((each) => cellId(each, EVIDENCE_COLUMN))]);
  const parts: [part: string, kept: string][] = [[cellId(row, RESULT_PART), text]];
  if (decimal !== null) parts.push([cellId(row, EXACT_PART), decimal]);
  for (const cell of typedIn) {
    const typed = read(cell);
    if (typed) parts.push([cell, isHashed(cell) ? knownHash(typed) : typed]);
  }
  for (const each of rows) {
    const behind = backing(each);
    if (behind.length > 0) parts.push([cellId(each, EVIDENCE_COLUMN), knownHash(textOf(behind))]);
  }
  const beyond = parts.splice(CONTENT_PARTS_MAX);
  if (beyond.length > 0) parts.push([REST_PART, hashOf(JSON.stringify(beyond))]);
  return { row: row as RowId, parts: Object.fromEntries(parts), cells };
}

/** What a locked version holds for a verdict on a row; its results are those that were locked. Undefined without one. */
export function contentInVersion(
  { cells, results, evidence = {} }: Pick<Snapshot, 'cells' | 'results' | 'evidence'>,
  catalogue: Catalogue,
  row: RowId,
): Content | undefined {
  const result = results[row];
  if (result === undefined) return undefined;
  const behind = Object.values(evidence);
  const backing = (of: string) => behind.filter((each) => each.row === of);
  return contentOf({ catalogue, read: (cell) => cells[cell], backing, result }, row);
}

/** SHA-256 (hexadecimal) of a content: by it a command says what its author saw. */
export function contentPrint({ row, parts }: Pick<Content, 'row' | 'parts'>): string {
  // Not in the order of the sheet: what was said outlives an order.
  const sorted = Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1));
  return hashOf(JSON.stringify([row, ...sorted]));
}

/** The bytes or the link, the cell that it is for, and what is said of it. Names, people and times are none of it. */
function textOf(behind: readonly Backing[]): string {
  const lines = behind.map(({ file, link, cell, note }) =>
    JSON.stringify([file ?? '', link ?? '', cell ?? '', note]),
  );
  return lines.toSorted().join('\n');
}

/** The cells of a content: those of the row, then what they use, then what those use, each with what is said of it. */
function coveredCells(catalogue: Catalogue, row: string, read: ReadCell): Set<CellId> {
  const cells = new Set(rowSpecs(catalogue, row).map(({ cell }) => cell));
  const point = catalogue.rows.get(row);
  if (point?.kind === 'data-point') for (const { cell } of point.inputs) cells.add(cell as CellId);
  // A set is walked to its end, also to what is added on the way.
  for (const cell of cells) {
    const spec = cellSpec(catalogue, cell);
    if (spec === undefined || spec.group === 'about') continue;
    for (const about of rowSpecs(catalogue, spec.row))
      if (about.group === 'about') cells.add(about.cell);
    const text = read(cell);
    if (text === undefined) continue;
    for (const used of referred(catalogue, spec, text)) cells.add(used.spec.cell);
  }
  return cells;
}

const HASHED: ReadonlySet<string> = new Set(['source', 'notes', EVIDENCE_COLUMN]);

/** Texts without a form of their own: only their hash is kept. Told by the cell alone, so that no text can pass for one. */
function isHashed(part: string): boolean {
  const column = splitCellId(part)?.column as string | undefined;
  return column === undefined || HASHED.has(column);
}

const hashes = new Map<string, string>();

/** A source is hashed for every row that uses its figure, and again with every change of another cell. */
function knownHash(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = hashOf(text);
  if (hashes.size >= HASHES_KNOWN_MAX) hashes.clear();
  hashes.set(text, hash);
  return hash;
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

type Judged = Pick<Verification, 'row' | 'result' | 'content'>;

/** Both contents as far as they can be compared, and the parts that differ. */
function compared({ row, result, content }: Judged, now: Content) {
  const shown = cellId(row, RESULT_PART);
  // Verdicts from before the content was kept are on the result alone.
  const was: ContentParts = content ?? { [shown]: result };
  const is: ContentParts = content ? now.parts : { [shown]: now.parts[shown] ?? '' };
  const parts = new Set([...Object.keys(is), ...Object.keys(was)]);
  return { was, is, changed: [...parts].filter((part) => is[part] !== was[part]) };
}

/** Whether a verdict was given on another content than the present one. */
export function isStale(verdict: Judged, now: Content): boolean {
  return compared(verdict, now).changed.length > 0;
}

/**
 * What reads otherwise than when a verdict was given, in the order of the content; nothing where the verdict holds. The
 * exact result follows from the other parts, so it is named only where nothing else is.
 */
export function changesSince(verdict: Judged, now: Content): ContentChange[] {
  const { was, is, changed } = compared(verdict, now);
  const exact: string = cellId(now.row, EXACT_PART);
  const order = new Map<string, number>();
  for (const part of [cellId(now.row, RESULT_PART), ...now.cells]) order.set(part, order.size);
  const placeOf = (part: string): number => order.get(part) ?? order.size;
  return changed
    .filter((part) => part !== exact || changed.length === 1)
    .sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
    .map((part) =>
      isHashed(part) ? { part } : { part, before: was[part] ?? null, after: is[part] ?? null },
    );
}
