/** The view of a workbook for one member, with all that it takes from the store. */
import type { Actor } from '@tallystick/domain/rights';
import type { WorkbookView } from '@tallystick/protocol/views';
import { contentsNow } from './contents-now.ts';
import type { ReadDeps, WorkbookNow } from './deps.ts';
import { peopleOf } from '../present/mentioned.ts';
import { presentWorkbook } from '../present/present.ts';
import { rulingsElsewhere } from './rulings.ts';

export async function workbookView(
  { store, names, now, catalogueOf }: ReadDeps,
  { workbook, actor }: { workbook: WorkbookNow; actor: Actor },
): Promise<WorkbookView> {
  const { state, head, room } = workbook;
  const named = await names(peopleOf(state));
  const { edition } = state;
  const rulings = await rulingsElsewhere(store, { edition, of: workbook.id });
  const contentNow = contentsNow(workbook, catalogueOf(edition));
  const made = { workbook: workbook.id, head, room: room.name, state, rulings, now: now() };
  return presentWorkbook({ ...made, contentNow }, actor, named);
}
