/** KPI data: one row for each data point, in columns A to W as the template has them. */
import { pointName } from '@tallystick/catalogue/catalogue';
import { rowSpecs } from '@tallystick/domain/cells/cell-spec';
import { isPercent } from '@tallystick/domain/cells/cell-text';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { parseFormula } from '@tallystick/domain/formula/formula';
import type { DataPoint, InputUse, ProfileRow } from '@tallystick/catalogue/kpi-set';
import type { FileColumn } from '../own/words/file-words.ts';
import type { OutRow, OutSheet, OutValidation, OutValue } from '../xlsx/write/out-book.ts';
import type { StyleName } from '../xlsx/write/styles.ts';
import { type Making, placeFrom, scalarAt } from './making.ts';
import { notesOf } from './notes.ts';
import { footnoteOf } from './queries-sheet.ts';
import { entityName } from './profile-sheet.ts';
import { reportedValue, resultValue } from './results.ts';
import {
  figureStyle,
  headRows,
  heightOf,
  putTyped,
  type RowCells,
  rowCells,
  tableSheet,
} from './table-cells.ts';

type Table = { making: Making; checks: OutValidation[]; notes: Map<string, string> };

export function dataSheet(making: Making): OutSheet {
  const { layout } = making;
  const rows: OutRow[] = headRows(making, 'data');
  const table: Table = { making, checks: [], notes: new Map() };
  let dimension = '';
  for (const point of layout.points) {
    const row = layout.placeOf(point.row)?.row ?? 1;
    if (point.kpi.dimensionId !== dimension) rows.push(band(making, point, row - 1));
    dimension = point.kpi.dimensionId;
    const cells = pointCells(table, point, row);
    rows.push({ row, height: heightOf(making, 'data', cells), level: 1, cells });
  }
  const notes = notesOf(making, 'data', table.notes);
  const sheet = tableSheet(making, 'data', { rows, validations: table.checks, notes });
  return { ...sheet, tab: 'FF1F4E78' };
}

/** The head of a dimension's group. */
function band({ layout }: Making, { kpi }: DataPoint, row: number): OutRow {
  const cells = layout.columns.data.map((_, at) => ({ column: at + 1, style: 'band' as const }));
  const [first, ...rest] = cells;
  return { row, cells: first === undefined ? [] : [{ ...first, holds: kpi.dimension }, ...rest] };
}

function pointCells(table: Table, point: DataPoint, row: number) {
  const { making } = table;
  const { asked, layout } = making;
  const line = rowCells(making, 'data', row);
  const specs = new Map(rowSpecs(asked.catalogue, point.row).map((spec) => [spec.column, spec]));
  const fixed = fixedCells(making, point);
  for (const { id } of layout.columns.data) {
    const spec = specs.get(id as never);
    const known = fixed[id];
    if (spec !== undefined) putTyped(making, line, { spec, point, checks: table.checks });
    else if (known !== undefined) line.put(id, ...known);
    else putInput(making, line, { id, point });
  }
  noteRow(table, line, point);
  return line.cells;
}

type Fixed = [StyleName, (OutValue | undefined)?];

/** Columns that nobody types into, whatever the row. */
function fixedCells(making: Making, point: DataPoint): Record<string, Fixed> {
  const { words } = making;
  const { kpi } = point;
  const result = resultValue(making, point);
  return {
    dimension: ['fixed-words', kpi.dimension],
    subdimension: ['fixed-words', kpi.subdimension],
    category: ['fixed-words', kpi.category],
    code: ['fixed-words', kpi.id],
    key: ['key', making.keyOf(point.row)],
    kpi: ['fixed-bold', pointName(point)],
    level: ['fixed-words', words.level[kpi.level]],
    type: ['fixed-words', words.type[kpi.type]],
    unit: ['fixed-words', point.unit],
    result: [resultStyle(point), result],
    reported: ['fixed-answer', reportedValue(making, point, result)],
    benchmark: ['fixed-answer'],
    verified: ['fixed-answer', verdictWords(making, point)],
    entity: ['fixed-words', entityName(making, point.row)],
  };
}

/** What an input is called, and one that this row only shows. */
function putInput(
  making: Making,
  line: RowCells,
  { id, point }: { id: string; point: DataPoint },
): void {
  const use = point.inputs.find(({ column }) => column === id || `${column}Label` === id);
  if (use === undefined) line.put(id, 'fixed');
  else if (use.column === id) line.put(id, styleOfShown(use), shownInput(making, point, use));
  else line.put(id, 'fixed-words', use.input.label);
}

function resultStyle(point: DataPoint): StyleName {
  if (isWhole(point)) return 'result-whole';
  return isPercent(point) ? 'result-percent' : 'result';
}

/** A result that is an input itself, counted in whole numbers. */
function isWhole(point: DataPoint): boolean {
  const expression = point.valueKind === 'number' ? parseFormula(point.formula) : undefined;
  if (expression?.kind !== 'name') return false;
  return point.inputs.some(({ input }) => input.key === expression.name && input.integer);
}

const styleOfShown = ({ input }: InputUse): StyleName =>
  input.kind === 'yes-no'
    ? 'fixed-answer'
    : input.integer
      ? 'fixed-whole'
      : figureStyle(input, false);

/** A figure that is typed in another row: found there by that row's key, or written down where that row is not here. */
function shownInput(making: Making, point: DataPoint, { cell }: InputUse): OutValue | undefined {
  const value = scalarAt(making, cell);
  const home = splitCellId(cell)?.row ?? '';
  if (making.layout.placeOf(home) === undefined) return value;
  const place = placeFrom(making, cell, point.row);
  return { formula: `IFERROR(IF(${place}="","",${place}),"")`, value: value ?? '' };
}

function verdictWords({ asked, words }: Making, { row }: DataPoint): string | undefined {
  const given = asked.verdicts.get(row);
  if (given === undefined) return undefined;
  const verdict = words.reported[given.verdict];
  return given.isStale ? words.stale(verdict) : verdict;
}

function noteRow({ making, notes }: Table, line: RowCells, point: DataPoint): void {
  const { asked, words } = making;
  const { definition, reportingPeriod: period, suggestedSource: source } = point.kpi;
  notes.set(line.at('kpi'), words.notes.definition({ definition, period, source }));
  const verdict = asked.verdicts.get(point.row);
  const beside = [
    verdict?.note ?? '',
    verdict?.revised && words.notes.revised(verdict.revised.submitted, verdict.revised.judged),
    changedSince(making, point),
    footnoteOf(making, point.row) ?? '',
  ].filter(Boolean);
  if (beside.length > 0) notes.set(line.at('verified'), beside.join('\n'));
  const unit = point.inputs.find(({ input }) => point.unitSettable && input.unit !== '');
  if (unit !== undefined) notes.set(line.at('unit'), words.notes.unit(unit.input.unit));
  for (const { cell, own, column } of point.inputs) {
    const home = splitCellId(cell)?.row ?? '';
    const row = asked.catalogue.rows.get(home);
    if (own || row === undefined) continue;
    const sheet = words.sheets[row.kind === 'profile' ? 'profile' : 'data'];
    const name = row.kind === 'profile' ? row.label : pointName(row);
    notes.set(line.at(column), words.notes.elsewhere(`${sheet}, ${name}`));
  }
}

/** Beside a stale verdict: the value that was judged and that of now, and what has changed; '' where nothing has. */
function changedSince({ asked, words }: Making, { row }: DataPoint): string {
  const since = asked.verdicts.get(row)?.since;
  if (since === undefined) return '';
  const named = since.changed.map(({ part, before, after }) => {
    const { row: home = row, column = part } = splitCellId(part) ?? {};
    const line = asked.catalogue.rows.get(home);
    const label =
      words.columns[column as FileColumn] ?? words.parts[column as keyof typeof words.parts];
    const of = home === row || line === undefined ? '' : `${lineName(line)}: `;
    if (before === undefined || after === undefined) return `${of}${label}`;
    return `${of}${label} ${before ?? '–'} → ${after ?? '–'}`;
  });
  return words.notes.changed(since.result, named.join('; '));
}

const lineName = (line: DataPoint | ProfileRow): string =>
  line.kind === 'profile' ? line.label : pointName(line);
