/** The City profile: figures that several KPIs use, one in each row. */
import { rowSpecs } from '@tallystick/domain/cells/cell-spec';
import type { OutRow, OutSheet, OutValidation } from '../xlsx/write/out-book.ts';
import type { Making } from './making.ts';
import { notesOf } from './notes.ts';
import { headRows, heightOf, putTyped, rowCells, tableSheet } from './table-cells.ts';

export function profileSheet(making: Making): OutSheet {
  const { layout, asked } = making;
  const rows: OutRow[] = headRows(making, 'profile');
  const validations: OutValidation[] = [];
  for (const line of layout.profile) {
    const row = layout.placeOf(line.row)?.row ?? 1;
    const made = rowCells(making, 'profile', row);
    const specs = new Map(rowSpecs(asked.catalogue, line.row).map((spec) => [spec.column, spec]));
    for (const { id } of layout.columns.profile) {
      const spec = specs.get(id as never);
      if (spec !== undefined) putTyped(making, made, { spec, checks: validations });
      else if (id === 'line')
        made.put(id, 'fixed-answer', asked.catalogue.profile.indexOf(line) + 1);
      else if (id === 'key') made.put(id, 'key', making.keyOf(line.row));
      else if (id === 'label') made.put(id, 'fixed-bold', line.label);
      else if (id === 'unit') made.put(id, 'fixed-words', line.unit);
      else if (id === 'usedBy') made.put(id, 'fixed-answer', line.usedBy.length);
      else if (id === 'entity') made.put(id, 'fixed-words', entityName(making, line.row));
    }
    rows.push({ row, height: heightOf(making, 'profile', made.cells), cells: made.cells });
  }
  const notes = notesOf(making, 'profile', new Map());
  return { ...tableSheet(making, 'profile', { rows, validations, notes }), tab: 'FF2E75B6' };
}

export function entityName({ asked }: Making, row: string): string | undefined {
  const entity = asked.assignments.get(row);
  return entity === undefined ? undefined : asked.entities.get(entity);
}
