/**
 * How the demo's people work: commands under ids of their own, so that a start that was cut off is gone on with, and cells
 * by whoever fills them.
 */
import type { Command } from '@tallystick/domain/commands';
import type { CellId, CommandId, EntityId, PersonId, RowId } from '@tallystick/domain/cells/ids';
import { writeCells } from '../workbook/cell-writer.ts';
import { SYSTEM } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { PEOPLE } from './people.ts';

/** Where an entity has its figures from. */
export const SOURCES: Record<string, string> = {
  e_statistics: 'Statistical yearbook, chapter 4',
  e_water: 'Water utility, annual balance',
  e_energy: 'Grid operator, report to the regulator',
  e_mobility: 'Traffic model and counts of the autumn',
  e_environment: 'Environmental monitoring, annual report',
  e_people: 'Registers of the health and school boards',
};

/** The person who fills the rows of an entity. */
export function fillerOf(entity: EntityId): PersonId {
  const person = PEOPLE.find((each) => each.entity === entity);
  if (person === undefined) throw new Error(`nobody fills for ${entity}`);
  return person.id as PersonId;
}

/** Each cell by whoever fills its row. */
export async function writeByEntity(
  workbook: LiveWorkbook,
  cells: ReadonlyMap<CellId, string>,
): Promise<void> {
  const byPerson = new Map<PersonId, [CellId, string][]>();
  for (const [cell, text] of cells) {
    const row = cell.slice(0, cell.lastIndexOf(':')) as RowId;
    const entity = workbook.state.assignments.get(row);
    if (entity === undefined) throw new Error(`nobody fills ${cell}`);
    const person = fillerOf(entity);
    byPerson.set(person, [...(byPerson.get(person) ?? []), [cell, text]]);
  }
  for (const [person, own] of byPerson) {
    const outcome = await writeCells(workbook, { person, door: 'import' }, own);
    if (!outcome.ok) throw new Error(`demo figures refused: ${outcome.refusal.code}`);
  }
}

export async function ask(
  workbook: LiveWorkbook,
  person: string,
  id: string,
  command: Command,
): Promise<void> {
  const outcome = await workbook.command({
    person: person as PersonId,
    admin: person === SYSTEM,
    id: `demo-${id}` as CommandId,
    command,
    door: 'system',
  });
  if (!outcome.ok) throw new Error(`demo: ${command.type} refused: ${outcome.refusal.code}`);
}
