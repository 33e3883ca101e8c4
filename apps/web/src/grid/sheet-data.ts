/**
 * The KPI sheets as the spreadsheet layer asks for them. The layer knows places and texts alone, and this is where they
 * become cells of a workbook.
 */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import { type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import type { CellTyped } from '../lines/cell-store.ts';
import { readTyped } from '../lines/read-typed.ts';
import { withoutIsolates } from '../texts/direction.ts';
import type { LeftOut, Place, SheetData, Typed, Written } from '../spreadsheet/port.ts';
import { JUDGED } from '../lines/judging.ts';
import { filledFacts, fixedText, lineName } from '../lines/cell-facts.ts';
import { cannotSay, lookOf, sentenceOf } from '../lines/cell-look.ts';
import { readValue } from '../lines/formula-facts.ts';
import { beginText } from '../lines/begin-text.ts';
import { columnsOf, type SheetColumn, type SheetName } from '../lines/sheet-columns.ts';
import type { LineRow } from '../lines/sheet-rows.ts';
import type { SheetContext } from './painting/cell-painters.ts';

/** A place as the sheet knows it. */
type Known = { row: LineRow; column: SheetColumn };

const TEXTS: ReadonlySet<string> = new Set(['source', 'notes']);
const PLAIN = /^-?\d+(?:\.\d+)?$/;

/** Answers the layer for one sheet. */
export function sheetData(context: SheetContext, sheet: SheetName): SheetData {
  const { source, t } = context;
  const columns = new Map(columnsOf(sheet).map((column) => [column.id, column]));

  const known = ({ row, column }: Place): Known | undefined => {
    const line = lineOf(context, row);
    const found = columns.get(column);
    return line && found && { row: line, column: found };
  };

  const cannot = (place: Place): string | undefined => {
    const at = known(place);
    if (!at) return t('cell.absent');
    if (context.readOnly || !source.mayEdit) return t('sheet:cannot.readOnly');
    if (place.column === JUDGED) {
      const refusal = source.mayEdit(`${place.row}:${place.column}`);
      return refusal && cannotSay(refusal, t, place.column);
    }
    if (at.column.kind !== 'filled') return t(`sheet:cannot.${at.column.kind}`);
    const facts = filledFacts(source, at.row, place.column);
    if (facts.absent) return t('cell.absent');
    if (facts.home !== undefined)
      return t('sheet:cannot.elsewhere', { line: nameOfHome(context, facts.home) });
    const refusal = source.mayEdit(facts.cell);
    return refusal && cannotSay(refusal, t);
  };

  const typedText = (place: Place): string => {
    const at = known(place);
    if (place.column === JUDGED) return source.judging?.text(place.row as RowId) ?? '';
    return at?.column.kind === 'filled' ? beginText({ data: at.row, context }, place.column) : '';
  };

  return {
    hasCells: (row) => source.catalogue.rows.has(row),
    shown: (place) => {
      const at = known(place);
      return at ? shownAt(context, at) : '';
    },
    typedText,
    figure: (place) => {
      const at = known(place);
      return at && figureAt(context, at);
    },
    cannot,
    holdsOther: ({ row, column }, { shown, holds }) =>
      cellSpec(source.catalogue, `${row}:${column}`)?.kind === 'number'
        ? t('sheet:cannot.holdsOther', { shown, holds: formatDecimal(holds, source.locale) })
        : undefined,
    name: (place) => {
      const at = known(place);
      const column = t(`columns.${place.column}`);
      return at ? t('sheet:place', { column, line: lineName(at.row) }) : column;
    },
    isLocked: ({ row, column }) => source.mayEdit?.(`${row}:${column}`)?.code === 'locked',
    reads: (typed) =>
      readTyped(
        { catalogue: source.catalogue, read: (cell) => source.get(cell) },
        { ...typed, cell: `${typed.row}:${typed.column}` },
      ).ok,
    isText: (column) => TEXTS.has(column),
    isEntry: (column) => columns.get(column)?.kind === 'filled',
    columnName: (column) => t(`columns.${column}`),
    write: (gesture, changes) => written(context, { cannot, typedText }, gesture, changes),
  };
}

type Asking = {
  cannot: (place: Place) => string | undefined;
  typedText: (place: Place) => string;
};

/** Brings a gesture's texts to their cells; what a cell does not take is left with the reason. */
function written(
  { source, t }: SheetContext,
  { cannot, typedText }: Asking,
  ...[gesture, changes]: Parameters<SheetData['write']>
): Written {
  const left: LeftOut[] = [];
  const news: (Typed & CellTyped)[] = [];
  for (const change of changes) {
    const why = cannot(change);
    const cell = `${change.row}:${change.column}`;
    if (why !== undefined) left.push({ ...change, why });
    // What is read in another way than it is shown here may be another figure.
    else if (
      change.column === JUDGED ||
      (change.figure ?? change.decimal ?? change.typed !== typedText(change))
    )
      news.push({ ...change, cell });
  }
  const taken = source.writeBlock?.(gesture, news) ?? { taken: 0, left: [] };
  for (const { cell, typed, refusal } of taken.left) {
    const place = splitCellId(cell);
    if (place) left.push({ ...place, typed, why: sentenceOf(refusal, t) });
  }
  return { taken: taken.taken, left };
}

function lineOf({ source }: SheetContext, id: string): LineRow | undefined {
  const row = source.catalogue.rows.get(id);
  if (!row) return undefined;
  return row.kind === 'data-point'
    ? { kind: 'data-point', id, point: row }
    : { kind: 'profile', id, line: row };
}

function nameOfHome(context: SheetContext, home: string): string {
  const line = lineOf(context, splitCellId(home)?.row ?? '');
  return line ? lineName(line) : '';
}

/** Columns of which the sheet shows something else than what stands in them. */
const REWORDED = new Set(['unit', 'level', 'type', 'usedBy']);

/** As `lookOf` says it, without its marks and sentences where they are not needed: all of a sheet may be asked for. */
function shownAt({ source, t }: SheetContext, { row, column }: Known): string {
  if (!REWORDED.has(column.id)) {
    if (column.kind === 'fixed') return fixedText(row, column.id);
    if (column.kind === 'filled') {
      const { cell, spec, shown } = filledFacts(source, row, column.id);
      if (spec?.kind !== 'yes-no') return source.draft?.(cell)?.typed ?? shown;
    }
  }
  return withoutIsolates(lookOf(source, row, column, t).text);
}

/** Figures alone: not what is "less than", not what was refused. */
function figureAt({ source }: SheetContext, { row, column }: Known): string | undefined {
  if (column.id === 'result' && row.kind === 'data-point') {
    const { status, text } = source.result(row.id);
    return status === 'reported' && PLAIN.test(text) ? text : undefined;
  }
  if (column.kind !== 'filled') return undefined;
  const { cell, home, stored } = filledFacts(source, row, column.id);
  const spec = cellSpec(source.catalogue, home ?? cell);
  if (!spec || stored === undefined || source.draft?.(cell)) return undefined;
  const reading = readValue(source, spec, stored);
  if (!reading.ok) return undefined;
  const { value } = reading;
  if (value.kind === 'year') return String(value.year);
  return value.kind === 'number' && value.qualifier === '' ? value.decimal : undefined;
}
