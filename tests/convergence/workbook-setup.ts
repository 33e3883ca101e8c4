/** A workbook for one random session: its people, its rows, and the cells that everybody wants at once. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { Command } from '@tallystick/domain/commands';
import type {
  CellId,
  CommandId,
  EntityId,
  PersonId,
  RowId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { Registry } from '@tallystick/server/workbook/registry';
import type { Store } from '@tallystick/store/port';
import { simDeps } from './sim-server.ts';
import type { PersonRow } from '@tallystick/store/rows';

export const EDITION = '2017';
const specs = [...cellSpecs(loadCatalogue(EDITION)).values()];
/** Cells that take any text, and cells that take figures alone. */
export const TEXT_CELLS: CellId[] = specs
  .filter((spec) => spec.kind === 'text')
  .map((spec) => spec.cell);
export const FIGURE_CELLS: CellId[] = specs
  .filter((spec) => spec.kind === 'number')
  .map((spec) => spec.cell);
/** A few cells of the first rows: here people meet. */
export const HOT_CELLS = TEXT_CELLS.slice(0, 8);
export const HOT_ROWS = [
  ...new Set(HOT_CELLS.map((cell) => cell.slice(0, cell.lastIndexOf(':')) as RowId)),
];
export const ENTITY = 'e_water' as EntityId;
export const HEAD = 'p_head' as PersonId;
const ADMIN = 'system' as PersonId;

export function personRow(person: string): PersonRow {
  return {
    person: person as PersonId,
    email: null,
    name: person,
    passwordHash: null,
    admin: false,
    demo: false,
    createdAt: 0,
  };
}

/** Makes a workbook with a head, an entity that has the hot rows, and the people given. */
export async function setUpWorkbook(
  made: { store: Store; now: () => number; workbook: WorkbookId },
  people: { person: PersonRow; role: Role }[],
): Promise<void> {
  const { store, now, workbook: id } = made;
  await store.createWorkbook(id, now());
  const registry = new Registry(simDeps(store, now));
  const workbook = await registry.get(id);
  const commands: Command[] = [
    { type: 'open-workbook', city: 'Loadham', title: 'Load', edition: EDITION, due: null },
    { type: 'add-member', person: HEAD, role: 'head', entity: null },
  ];
  for (const { person, role } of people) {
    const entity = role === 'contributor' ? ENTITY : null;
    commands.push({ type: 'add-member', person: person.person, role, entity });
  }
  commands.splice(2, 0, { type: 'add-entity', entity: ENTITY, name: 'Water works' });
  commands.push({ type: 'assign-rows', rows: HOT_ROWS, entity: ENTITY });
  for (const [i, command] of commands.entries()) {
    const leads = command.type === 'add-entity' || command.type === 'assign-rows';
    const outcome = await workbook?.command({
      person: leads ? HEAD : ADMIN,
      admin: !leads,
      id: `setup-${id}-${i}` as CommandId,
      command,
      door: 'system',
    });
    if (!outcome?.ok) throw new Error(`${command.type} was refused while setting up`);
  }
  await registry.close();
}
