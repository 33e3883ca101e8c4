/** What typing in a cell begins with. */
import { readCell } from '@tallystick/domain/cells/cell-text';
import { judgedRow } from './judging.ts';
import { editText, filledFacts } from './cell-facts.ts';
import type { SheetRow } from './sheet-rows.ts';
import type { SheetSource } from './sheet-source.ts';

type Place = { data: SheetRow | undefined; context: { source: SheetSource } };

/** The text that an editor of this cell begins with: the refused draft where there is one. */
export function beginText({ data, context }: Place, column: string): string {
  const { source } = context;
  if (!data || data.kind === 'group') return '';
  const { spec, stored, cell } = filledFacts(source, data, column);
  const draft = source.draft?.(cell);
  if (draft) return draft.typed;
  // A stale verdict is to be said again, so that what stands is no beginning.
  const row = judgedRow(cell);
  if (row !== undefined)
    return source.judging?.isStale(row) ? '' : (source.judging?.text(row) ?? '');
  if (!spec || stored === undefined) return '';
  if (spec.kind === 'yes-no') {
    const reading = readCell(spec, stored);
    if (reading.ok && reading.value.kind === 'yes-no') return reading.value.yes ? 'yes' : 'no';
  }
  return editText(spec, stored, source.locale);
}
