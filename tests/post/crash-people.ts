/** A data folder with a workbook for each crash: its people are told of much, and two of them lose a right on the way. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type {
  CommandId,
  EntityId,
  PersonId,
  RowId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import type { Role } from '@tallystick/domain/roles';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE } from '@tallystick/server/server';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import type { Store } from '@tallystick/store/port';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import { depsOver } from '../process/prepared-workbook.ts';

export const ENTITY = 'e_water' as EntityId;
const named = (name: string): PersonId => `p_${name}` as PersonId;
export const CORA = named('cora');
export const HANA = named('hana');
export const AUDE = named('aude');
/** Of ITU, and then a coordinator: what the audit side says among itself is theirs no more. */
export const IVAN = named('ivan');
/** Is removed. */
export const LENA = named('lena');

export type Crowd = {
  workbooks: WorkbookId[];
  readers: PersonId[];
  /** Of those who act. */
  cookies: ReadonlyMap<PersonId, string>;
};

const MEMBERS: readonly [PersonId, Role][] = [
  [HANA, 'head'],
  [CORA, 'coordinator'],
  [AUDE, 'auditor'],
  [IVAN, 'itu'],
  [LENA, 'contributor'],
];

/** Makes `count` workbooks, in each of them the same people, `readers` contributors among them. */
export async function prepareCrowd(
  dataDir: string,
  { count, readers: many }: { count: number; readers: number },
): Promise<Crowd> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const deps = depsOver(store);
  const registry = new Registry(deps);
  const readers = Array.from({ length: many }, (_, i) => named(`reader${i}`));
  const members = [...MEMBERS, ...readers.map((person) => [person, 'contributor'] as const)];
  try {
    await store.setSetting('mode', 'installation');
    for (const [person] of members) await store.addPerson(rowOf(person));
    const workbooks: WorkbookId[] = [];
    for (let i = 0; i < count; i++) {
      const opening = { city: `Postham ${i}`, title: 'Post', due: null };
      const { workbook } = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
      const give = giverIn(registry, workbook);
      for (const [person, role] of members) {
        const entity = role === 'contributor' ? ENTITY : null;
        await give(SYSTEM, { type: 'add-member', person, role, entity });
        if (person === HANA)
          await give(HANA, { type: 'add-entity', entity: ENTITY, name: 'Water' });
      }
      workbooks.push(workbook);
    }
    return { workbooks, readers, cookies: await cookiesOf(store) };
  } finally {
    await registry.close();
    await store.close();
  }
}

function giverIn(registry: Registry, workbook: WorkbookId) {
  let commands = 0;
  return async (person: PersonId, command: Command): Promise<void> => {
    const id = `c_${commands++}` as CommandId;
    const open = await registry.get(workbook);
    const admin = person === SYSTEM;
    const outcome = await open?.command({ person, admin, id, command, door: 'system' });
    if (!outcome?.ok) throw new Error(`${person} ${command.type}: ${outcome?.refusal.code}`);
  };
}

async function cookiesOf(store: Store): Promise<Map<PersonId, string>> {
  const sessions = new Sessions(store, Date.now);
  const cookies = new Map<PersonId, string>();
  for (const person of [CORA, HANA, AUDE])
    cookies.set(person, `tallystick=${await sessions.begin(person)}`);
  return cookies;
}

function rowOf(person: PersonId) {
  return {
    person,
    email: `${person}@city.example`,
    name: person,
    passwordHash: null,
    admin: false,
    demo: false,
    createdAt: Date.now(),
  };
}

/** What is done in a workbook, in order: `steps` comments to all, and in the middle of them two lose their right. */
export function actsIn(
  readers: readonly PersonId[],
  { round, steps }: { round: number; steps: number },
): { by: PersonId; command: Command; losing?: PersonId }[] {
  const all = [...loadCatalogue().rows];
  const rows = all.filter(([, { kind }]) => kind === 'data-point').map(([id]) => id);
  const row = rows[round % rows.length] as RowId;
  const say = (mentions: PersonId[], audience: 'members' | 'audit' = 'members'): Command => ({
    type: 'comment',
    cell: `${row}:notes` as never,
    parent: null,
    text: `Round ${round}.`,
    audience,
    mentions,
  });
  const half = steps >> 1;
  const before = Array.from({ length: half }, () => ({
    by: CORA,
    command: say([...readers, LENA]),
  }));
  const after = Array.from({ length: steps - half }, () => ({
    by: CORA,
    command: say([...readers]),
  }));
  const turned = {
    type: 'change-member',
    person: IVAN,
    role: 'coordinator',
    entity: null,
  } as const;
  return [
    { by: CORA, command: { type: 'assign-rows', rows: [row], entity: ENTITY } },
    { by: AUDE, command: say([IVAN], 'audit') },
    ...before,
    { by: HANA, command: { type: 'remove-member', person: LENA }, losing: LENA },
    { by: HANA, command: turned, losing: IVAN },
    ...after,
  ];
}
