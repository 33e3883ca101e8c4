/**
 * What keeps a row from being called ready, and what a person should look at before they say so.
 *
 * Demanded is what the verifier cannot do without: the row's own figures (or an override), readable; the unit where
 * the city has to set it; the year of a figure; and a basis, source or notes (columns V and W are one thing to the
 * Verification Manual). Data quality and origin are asked for, not demanded: the printed list of origins is not
 * confirmed. A shared figure that is typed on the City profile does not hold up those who cannot type it.
 * Source: Verification Manual (2022) pages 28-31 and 162-166.
 */
import { cellValues } from '../formula/cell-formula.ts';
import { type CellSpec, cellSpec, rowSpecs } from '../cells/cell-spec.ts';
import { computeRow, type ReadCell } from '../formula/compute.ts';
import { type CellId, cellId, type RowId } from '../cells/ids.ts';
import { screeningOf } from './reading.ts';
import { screenKpi } from './screen.ts';
import type { Facts, WarningCode } from './warning.ts';
import type { Catalogue, DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

export type RowErrorCode =
  | 'unreadable-cell'
  | 'missing-input'
  | 'no-result'
  | 'unit-missing'
  | 'year-missing'
  | 'basis-missing';

/** What blocks "ready". `cell` is where it is mended, `label` names it. */
export type RowError = { code: RowErrorCode; cell: CellId; label: string };

export type RowWarningCode =
  | Exclude<WarningCode, 'unreadable-cell' | 'division-by-zero' | 'unit-missing' | 'basis-missing'>
  | 'shared-input-missing'
  | 'quality-missing'
  | 'origin-missing'
  | 'evidence-missing'
  | 'reason-missing';

/** What does not block. */
export type RowWarning = { code: RowWarningCode; cell: CellId; label: string; facts: Facts };

/** Whatever blocks "ready" in a row, in the order of its columns; none means that it may be called ready. */
export function rowErrors(catalogue: Catalogue, row: RowId | string, read: ReadCell): RowError[] {
  const line = lineOf(catalogue, row);
  const errors: RowError[] = [];
  const add = (code: RowErrorCode, cell: string): void => {
    const label = cellSpec(catalogue, cell)?.label ?? line.label;
    errors.push({ code, cell: cell as CellId, label });
  };
  const values = cellValues(catalogue, read);
  for (const spec of rowSpecs(catalogue, row)) {
    const text = read(spec.cell);
    if (text === undefined) {
      if (isDemanded(catalogue, line, { spec, read })) add(missingCode(spec), spec.cell);
    } else {
      const reading = values.read(spec, text);
      // A formula that waits for a figure is as good as an empty cell.
      const isWaiting = !reading.ok && reading.refusal.code === 'formula-empty-name';
      if (!reading.ok) add(isWaiting ? 'missing-input' : 'unreadable-cell', spec.cell);
    }
  }
  // Every figure is there and readable, and still nothing comes out: the denominator is nought.
  if (line.kind === 'data-point' && errors.length === 0) {
    const result = computeRow(catalogue, row, read);
    if (result.status === 'not-reported' && result.missing.length === 0)
      add('no-result', cellId(row, 'override'));
  }
  return errors;
}

/** What a person should look at before calling a row ready; none of it blocks. */
export function rowWarnings(
  catalogue: Catalogue,
  row: RowId | string,
  { read, hasEvidence }: { read: ReadCell; hasEvidence: boolean },
): RowWarning[] {
  const line = lineOf(catalogue, row);
  const warnings: RowWarning[] = [];
  const add = (code: RowWarningCode, cell: string, facts: Facts = { detail: '' }): void => {
    const label = cellSpec(catalogue, cell)?.label ?? line.label;
    warnings.push({ code, cell: cell as CellId, label, facts });
  };
  if (line.kind === 'data-point') {
    for (const cell of sharedAndMissing(line, read)) add('shared-input-missing', cell);
    for (const warning of screenKpi(screeningOf(catalogue, read), line.kpi)) {
      const { code, cells, row: at } = warning;
      if (at === row && isOnlyAWarning(code)) add(code, cells[0] ?? cellId(row, 'result'), warning);
    }
  }
  if (isGiven(line, read)) {
    if (read(cellId(row, 'quality')) === undefined) add('quality-missing', cellId(row, 'quality'));
    if (read(cellId(row, 'origin')) === undefined) add('origin-missing', cellId(row, 'origin'));
    const asked = askedByQuality(row, { read, hasEvidence });
    if (asked !== undefined) add(asked.code, asked.cell);
  }
  return warnings;
}

/** The choices of column T that ask for something beside them, by their telling words. */
const MEASURED = /accurate measurement/i;
const ESTIMATED = /personal estimation/i;
const LINK = /https?:\/\//i;

/** A measurement can be shown: by a file, or a link behind the value or in its source. An estimation has a reason. */
function askedByQuality(
  row: RowId | string,
  { read, hasEvidence }: { read: ReadCell; hasEvidence: boolean },
): { code: 'evidence-missing' | 'reason-missing'; cell: CellId } | undefined {
  const quality = read(cellId(row, 'quality')) ?? '';
  const source = cellId(row, 'source');
  const notes = cellId(row, 'notes');
  if (MEASURED.test(quality) && !hasEvidence && !LINK.test(read(source) ?? ''))
    return { code: 'evidence-missing', cell: source };
  if (ESTIMATED.test(quality) && read(notes) === undefined)
    return { code: 'reason-missing', cell: notes };
  return undefined;
}

type Line = ProfileRow | DataPoint;

function lineOf(catalogue: Catalogue, row: string): Line {
  const line = catalogue.rows.get(row);
  if (!line) throw new Error(`${row} is not a row of this edition`);
  return line;
}

function missingCode({ column }: CellSpec): RowErrorCode {
  switch (column) {
    case 'unit':
      return 'unit-missing';
    case 'year':
      return 'year-missing';
    case 'source':
      return 'basis-missing';
    default:
      return 'missing-input';
  }
}

/** Whether an empty cell is a fault. */
function isDemanded(
  catalogue: Catalogue,
  line: Line,
  { spec, read }: { spec: CellSpec; read: ReadCell },
): boolean {
  const isAnswer = line.kind === 'data-point' && line.valueKind === 'yes-no';
  switch (spec.column) {
    case 'value':
      return true;
    case 'numerator':
    case 'denominator':
    case 'further':
      return read(cellId(line.row, 'override')) === undefined;
    case 'unit':
      return true;
    case 'year':
      return !isAnswer;
    case 'source':
      // A NO needs no document; for every YES its basis is asked.
      if (isAnswer && computeRow(catalogue, line.row, read).text === 'no') return false;
      return read(cellId(line.row, 'notes')) === undefined;
    case 'override':
    case 'quality':
    case 'origin':
    case 'notes':
      return false;
  }
}

function sharedAndMissing(point: DataPoint, read: ReadCell): string[] {
  if (read(cellId(point.row, 'override')) !== undefined) return [];
  return point.inputs
    .filter((use) => !use.own && read(use.cell as CellId) === undefined)
    .map((use) => use.cell);
}

function isGiven(line: Line, read: ReadCell): boolean {
  if (line.kind === 'profile') return read(cellId(line.row, 'value')) !== undefined;
  return [
    cellId(line.row, 'override'),
    ...line.inputs.filter((use) => use.own).map((use) => use.cell),
  ].some((cell) => read(cell as CellId) !== undefined);
}

/** Questions of the screening that do not stand among the errors. */
function isOnlyAWarning(code: WarningCode): code is Extract<RowWarningCode, WarningCode> {
  switch (code) {
    case 'unreadable-cell':
    case 'division-by-zero':
    case 'unit-missing':
    case 'basis-missing':
      return false;
    default:
      return true;
  }
}
