/** What stands in a cell of the sheet: its text, where it is typed, what it may hold. Pure. */
import { type CellSpec, cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatResult, readCell } from '@tallystick/domain/cells/cell-text';
import { decimalMark } from '@tallystick/domain/cells/decimal-mark';
import type { Result } from '@tallystick/domain/formula/compute';
import { isFormula, typedFormula } from '@tallystick/domain/formula/formula-text';
import { cellId } from '@tallystick/domain/cells/ids';
import { shownText } from './formula-facts.ts';
import type { LineRow } from './sheet-rows.ts';
import type { SheetSource } from './sheet-source.ts';
import type { InputUse } from '@tallystick/catalogue/kpi-set';

export type CellFacts = {
  /** The cell as it stands on the sheet. */
  cell: string;
  /** Set where it can be typed into here. */
  spec: CellSpec | undefined;
  /** Set where it is shown from another cell. */
  home: string | undefined;
  /** The text of the room behind it; undefined where empty or not a room's cell. */
  stored: string | undefined;
  /** Shown text; empty where there is nothing. */
  shown: string;
  /** The row has no such cell: nothing belongs here. */
  absent: boolean;
};

const ABSENT: Omit<CellFacts, 'cell'> = {
  spec: undefined,
  home: undefined,
  stored: undefined,
  shown: '',
  absent: true,
};

function useIn(row: LineRow, column: string): InputUse | undefined {
  if (row.kind !== 'data-point') return undefined;
  return row.point.inputs.find((use) => use.column === column);
}

/** The facts of a filled column's cell. */
export function filledFacts(source: SheetSource, row: LineRow, column: string): CellFacts {
  const { catalogue } = source;
  const cell = cellId(row.id, column);
  const own = cellSpec(catalogue, cell);
  const home = own ? undefined : useIn(row, column)?.cell;
  const spec = own ?? (home === undefined ? undefined : cellSpec(catalogue, home));
  if (!spec) return { cell, ...ABSENT };
  const stored = source.get(own ? cell : spec.cell);
  const shown = stored === undefined ? '' : shownText(source, spec, stored);
  return { cell, spec: own, home, stored, shown, absent: false };
}

/** A result as column O shows it, without its unit. */
export function resultText(result: Pick<Result, 'text'>, locale?: string): string {
  return formatResult(result.text, locale);
}

/**
 * The text that an editor begins with: what is stored, with the person's decimal mark, so that typing on reads the
 * same way as it was shown.
 */
export function editText(spec: CellSpec, stored: string, locale: string | undefined): string {
  if (spec.kind !== 'number' || decimalMark(locale) === '.') return stored;
  if (isFormula(spec, stored)) return typedFormula(stored, ',');
  const reading = readCell(spec, stored);
  if (!reading.ok || reading.value.kind !== 'number') return stored;
  const { qualifier, decimal } = reading.value;
  const figure = decimal.replace('.', ',');
  return qualifier === '' ? figure : `${qualifier} ${figure}`;
}

/** The text of a `fixed` column. */
export function fixedText(row: LineRow, column: string): string {
  if (row.kind === 'profile') {
    switch (column) {
      case 'label':
        return row.line.label;
      case 'unit':
        return row.line.unit;
      case 'usedBy':
        return String(row.line.usedBy.length);
      default:
        return '';
    }
  }
  const { point } = row;
  const { kpi } = point;
  switch (column) {
    case 'dimension':
      return kpi.dimension;
    case 'subdimension':
      return kpi.subdimension;
    case 'category':
      return kpi.category;
    case 'code':
      return kpi.number;
    case 'kpi':
      return kpi.dataPoints.length > 1 ? `${kpi.name} – ${point.label}` : kpi.name;
    case 'level':
      return kpi.level;
    case 'type':
      return kpi.type;
    case 'definition':
      return kpi.definition;
    case 'numeratorLabel':
      return useIn(row, 'numerator')?.input.label ?? '';
    case 'denominatorLabel':
      return useIn(row, 'denominator')?.input.label ?? '';
    default:
      return '';
  }
}

/** The name of a line for screen readers and popovers. */
export function lineName(row: LineRow): string {
  return fixedText(row, row.kind === 'profile' ? 'label' : 'kpi');
}
