/**
 * The rows of a sheet by one of its columns. Pure. Figures are compared as exact decimals, words as the person's
 * language has it; what is empty or not reported comes last either way.
 */
import { filledFacts } from '../lines/cell-facts.ts';
import { readValue } from '../lines/formula-facts.ts';
import { lookOf } from '../lines/cell-look.ts';
import { columnsOf, type SheetColumn, type SheetName } from '../lines/sheet-columns.ts';
import type { LineRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { wordLocale } from '../texts/locale.ts';
import type { Sort } from './view-state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { LookWords } from '../lines/quick-words.ts';

/** What a row is placed by; an absent key comes last, after unreadable words. */
type Key = { figure: string } | { words: string } | undefined;

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/u;

/** Compares plain decimals of any length without rounding them. */
export function compareDecimals(a: string, b: string): number {
  const [one, other] = [PLAIN.exec(a), PLAIN.exec(b)];
  if (!one || !other) return Number(a) - Number(b);
  const [low, high] = [isNegative(one), isNegative(other)];
  if (low !== high) return low ? -1 : 1;
  const size = compareSizes(one, other);
  return low ? -size : size;
}

function isNegative([, sign, whole, part = '']: RegExpExecArray): boolean {
  return sign === '-' && /[1-9]/u.test(`${whole}${part}`);
}

function compareSizes(a: RegExpExecArray, b: RegExpExecArray): number {
  const [one, other] = [a, b].map((parts) => (parts[2] ?? '').replace(/^0+/u, '')) as [
    string,
    string,
  ];
  if (one.length !== other.length) return one.length - other.length;
  if (one !== other) return one < other ? -1 : 1;
  const places = Math.max(a[3]?.length ?? 0, b[3]?.length ?? 0);
  const [x, y] = [a, b].map((parts) => (parts[3] ?? '').padEnd(places, '0')) as [string, string];
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

/** Orders that are no alphabet. */
const LEVELS = ['core', 'advanced'];

function keyOf(
  source: SheetSource,
  row: LineRow,
  { column, t }: { column: SheetColumn; t: LookWords },
): Key {
  if (column.id === 'result' && row.kind === 'data-point') {
    const { decimal, status, text } = source.result(row.id);
    if (decimal !== null) return { figure: decimal };
    return status === 'not-reported' ? undefined : { words: text };
  }
  if (column.id === 'level' && row.kind === 'data-point')
    return { figure: String(LEVELS.indexOf(row.point.kpi.level)) };
  if (column.id === 'usedBy' && row.kind === 'profile')
    return { figure: String(row.line.usedBy.length) };
  if (column.kind === 'filled') {
    const { spec, home, stored, cell } = filledFacts(source, row, column.id);
    const own = spec ?? homeSpec(source, home);
    const reading = own && stored !== undefined ? readValue(source, own, stored) : undefined;
    if (reading?.ok && reading.value.kind === 'number') return { figure: reading.value.decimal };
    if (source.draft?.(cell) && stored === undefined) return undefined;
  }
  const { text } = lookOf(source, row, column, t);
  return text === '' || text === '—' ? undefined : { words: text };
}

function homeSpec(source: SheetSource, home: string | undefined) {
  const at = home?.lastIndexOf(':') ?? -1;
  if (home === undefined || at === -1) return undefined;
  const id = home.slice(0, at);
  const { catalogue } = source;
  const known = catalogue.rows.get(id);
  if (!known) return undefined;
  const line: LineRow =
    known.kind === 'profile'
      ? { kind: 'profile', id, line: known }
      : { kind: 'data-point', id, point: known };
  return filledFacts(source, line, home.slice(at + 1)).spec;
}

function compareKeys(
  a: Key,
  b: Key,
  { sign, words }: { sign: 1 | -1; words: Intl.Collator },
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if ('figure' in a && 'figure' in b) return sign * compareDecimals(a.figure, b.figure);
  if ('words' in a && 'words' in b) return sign * words.compare(a.words, b.words);
  // Figures before words that should have been figures.
  return 'figure' in a ? -1 : 1;
}

/** The lines of a sheet in the template's order. */
export function linesOf(catalogue: Catalogue, sheet: SheetName): LineRow[] {
  return sheet === 'kpi'
    ? catalogue.dataPoints.map((point) => ({ kind: 'data-point', id: point.row, point }))
    : catalogue.profile.map((line) => ({ kind: 'profile', id: line.row, line }));
}

/** The ids of all rows of a sheet, by a column; equal ones stay in the template's order. */
export function sortedIds(
  source: SheetSource,
  sheet: SheetName,
  { sort, t }: { sort: Sort; t: LookWords },
): string[] {
  const column = columnsOf(sheet).find(({ id }) => id === sort.column);
  const lines = linesOf(source.catalogue, sheet);
  if (!column) return lines.map(({ id }) => id);
  const words = new Intl.Collator(wordLocale(), { numeric: true, sensitivity: 'base' });
  const how = { sign: sort.direction === 'up' ? 1 : -1, words } as const;
  return lines
    .map((line) => ({ id: line.id, key: keyOf(source, line, { column, t }) }))
    .toSorted((a, b) => compareKeys(a.key, b.key, how))
    .map(({ id }) => id);
}

/** Flat rows in a given order: groups have no place in an order of their own rows. */
export function linesInOrder(
  catalogue: Catalogue,
  sheet: SheetName,
  { order, visible }: { order: readonly string[]; visible: ReadonlySet<string> | undefined },
): LineRow[] {
  const byId = new Map(linesOf(catalogue, sheet).map((line) => [line.id, line]));
  return order.flatMap((id) => ((visible?.has(id) ?? true) ? (byId.get(id) ?? []) : []));
}
