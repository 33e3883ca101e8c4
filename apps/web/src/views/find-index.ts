/**
 * Everything that a row knows, made ready for finding: what its cells show and hold, what the KPI set says of it, what
 * people said and asked.
 */
import { fixedText } from '../lines/cell-facts.ts';
import { lookOf } from '../lines/cell-look.ts';
import { columnsOf, type SheetColumn, type SheetName } from '../lines/sheet-columns.ts';
import type { LineRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { folded, packed } from '../texts/folded-text.ts';
import { linesOf } from './sorted-rows.ts';
import type { LookWords } from '../lines/quick-words.ts';

/** Where a text stands: a column of the sheet, or one of these. */
export type Where = {
  column: string;
  kind: 'cell' | 'stored' | 'code' | 'about' | 'said' | 'asked';
};
export type Entry = Where & {
  text: string;
  folded: string;
  /** Codes alone: without blanks and colons. */
  packed?: string;
};

/** A comment or a question of a row, as far as the person may read it. */
export type Said = { column: string; kind: 'said' | 'asked'; text: string };

/** Longest text that is looked through, in characters; the rest of a longer one is not found. */
const LONGEST = 10_000;

function entry(where: Where, text: string): Entry {
  const cut = text.slice(0, LONGEST);
  return { ...where, text: cut, folded: folded(cut) };
}

function codeEntry(text: string): Entry {
  return { ...entry({ column: 'code', kind: 'code' }, text), packed: packed(text) };
}

/** What the KPI set says of a row, beyond its cells. */
function aboutRow(source: SheetSource, row: LineRow): Entry[] {
  if (row.kind === 'profile') {
    const kpis = source.catalogue.kpis.filter(({ key }) => row.line.usedBy.includes(key));
    return kpis.map(({ name }) => entry({ column: 'usedBy', kind: 'about' }, name));
  }
  const { kpi, inputs, label } = row.point;
  return [
    codeEntry(kpi.id),
    ...kpi.aliases.map(({ code }) => codeEntry(code)),
    entry({ column: 'kpi', kind: 'about' }, label),
    // The other two have a column of their own for their labels.
    ...inputs
      .filter((use) => use.column === 'further')
      .map((use) => entry({ column: use.column, kind: 'about' }, use.input.label)),
  ];
}

function cellEntries(
  source: SheetSource,
  row: LineRow,
  { column, t }: { column: SheetColumn; t: LookWords },
): Entry[] {
  const look = lookOf(source, row, column, t);
  const texts = [look.text, look.detail];
  if (column.kind === 'fixed') texts.push(fixedText(row, column.id));
  const entries = texts.map((text) => entry({ column: column.id, kind: 'cell' }, text));
  const stored = column.kind === 'filled' ? source.get(`${row.id}:${column.id}`) : undefined;
  if (stored !== undefined) entries.push(entry({ column: column.id, kind: 'stored' }, stored));
  return entries;
}

function distinct(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries.filter((each) => {
    const key = `${each.column}\n${each.folded}`;
    if (each.folded.trim() === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export class FindIndex {
  private readonly known = new Map<string, readonly Entry[]>();
  private readonly source: SheetSource;
  private readonly t: LookWords;
  /** The rows of both sheets, in the template's order. */
  readonly lines: Readonly<Record<SheetName, readonly LineRow[]>>;

  constructor(source: SheetSource, t: LookWords) {
    this.source = source;
    this.t = t;
    this.lines = {
      kpi: linesOf(source.catalogue, 'kpi'),
      profile: linesOf(source.catalogue, 'profile'),
    };
  }

  /** Everything that is known of a row, in the order of its columns. */
  entries(row: LineRow): readonly Entry[] {
    const before = this.known.get(row.id);
    if (before) return before;
    const columns = columnsOf(row.kind === 'profile' ? 'profile' : 'kpi');
    const entries = distinct([
      ...columns.flatMap((column) => cellEntries(this.source, row, { column, t: this.t })),
      ...aboutRow(this.source, row),
      ...(this.source.said?.(row.id) ?? []).map((said) => entry(said, said.text)),
    ]);
    this.known.set(row.id, entries);
    return entries;
  }

  /** Rows look different now. */
  forget(rows: Iterable<string> | 'all'): void {
    if (rows === 'all') this.known.clear();
    else for (const row of rows) this.known.delete(row);
  }
}
