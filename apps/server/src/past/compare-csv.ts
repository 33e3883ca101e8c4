/** A comparison as a list for a spreadsheet: by entity and KPI. */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { plainResult } from '@tallystick/domain/cells/cell-text';
import type { EntityId } from '@tallystick/domain/cells/ids';
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { WorkbookState } from '@tallystick/domain/state';
import { plainValue } from '@tallystick/domain/cells/typed/plain-value';
import { csvText } from '@tallystick/exchange/csv/write-csv';
import type { ComparedChange, CompareView } from '@tallystick/protocol/views-history';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** The changes of a comparison as CSV, in the order of entities, then of the sheets. */
export function compareCsv(
  { from, to, changes }: CompareView,
  catalogue: Catalogue,
  state: WorkbookState,
): string {
  const entityOf = ({ entity }: ComparedChange) =>
    entity === null ? '' : (state.entities.get(entity as EntityId)?.name ?? '');
  const sorted = changes.toSorted((a, b) =>
    entityOf(a) < entityOf(b) ? -1 : entityOf(a) > entityOf(b) ? 1 : 0,
  );
  const head = [
    'entity',
    'kpi',
    'name',
    'data point',
    'row',
    'cell',
    'column',
    from.label,
    `${from.label} value`,
    to.label,
    `${to.label} value`,
    'by',
    'at',
    'entry',
  ];
  const lines = sorted.map((change) => {
    const row = catalogue.rows.get(change.row);
    const kpi = row?.kind === 'data-point' ? row.kpi : undefined;
    return [
      entityOf(change),
      kpi?.id ?? '',
      kpi === undefined ? (row?.label ?? '') : kpi.name,
      kpi === undefined ? '' : (row?.label ?? ''),
      change.row,
      change.cell,
      columnOf(catalogue, change),
      change.before,
      valueOf(catalogue, change, 'before'),
      change.after,
      valueOf(catalogue, change, 'after'),
      change.by?.name ?? '',
      change.at === null ? '' : new Date(change.at).toISOString(),
      change.number,
    ];
  });
  return csvText([head, ...lines]);
}

/** What a text meant: of a formula what it came to, of a result the plain figure. */
function valueOf(catalogue: Catalogue, change: ComparedChange, end: 'before' | 'after') {
  const [text, told] =
    end === 'before' ? [change.before, change.beforeValue] : [change.after, change.afterValue];
  if (told !== undefined || text === null) return told ?? null;
  const row = catalogue.rows.get(change.row);
  if (change.kind === 'result')
    return plainResult({ text, unit: row?.kind === 'data-point' ? row.unit : '' });
  const spec = cellSpec(catalogue, change.cell);
  return spec === undefined ? null : plainValue(spec, text);
}

function columnOf(catalogue: Catalogue, { kind, cell }: ComparedChange): string {
  if (kind === 'result') return 'Result';
  return cellSpec(catalogue, cell)?.label ?? splitCellId(cell)?.column ?? '';
}
