/**
 * The view of a workbook for one member, with all that it takes from the store. Own file because the route and the
 * record's archive must show the same.
 */
import type { RowId } from '@tallystick/domain/ids';
import type { Actor } from '@tallystick/domain/rights';
import { contentOf } from '@tallystick/domain/verdict-content';
import type { WorkbookView } from '@tallystick/protocol/views';
import type { Deps } from './deps.ts';
import type { LiveWorkbook } from './live-workbook.ts';
import { peopleOf } from './mentioned.ts';
import { presentWorkbook } from './present.ts';
import { rulingsElsewhere } from './rulings.ts';

export async function workbookView(
  { store, names, now, catalogueOf }: Pick<Deps, 'store' | 'names' | 'now' | 'catalogueOf'>,
  { workbook, actor }: { workbook: LiveWorkbook; actor: Actor },
): Promise<WorkbookView> {
  const { state, head, room } = workbook;
  const named = await names(peopleOf(state));
  const { edition } = state;
  const rulings = await rulingsElsewhere(store, { edition, of: workbook.id });
  const catalogue = catalogueOf(edition);
  const { texts } = room.index;
  const contentNow = (row: RowId) =>
    catalogue.rows.get(row)?.kind === 'data-point'
      ? contentOf({ catalogue, read: (cell) => texts.get(cell) }, row)
      : undefined;
  const made = { workbook: workbook.id, head, room: room.name, state, rulings, now: now() };
  return presentWorkbook({ ...made, contentNow }, actor, named);
}
