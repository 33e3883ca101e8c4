/**
 * A data folder made ready without a server: a workbook, many coordinators, a session for each. Load, races and kills
 * need more people than the demo has, and no sign-in a person.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { makeHocuspocus } from '@tallystick/server/collab/hocuspocus';
import { Sessions } from '@tallystick/server/people/sessions';
import type { Deps } from '@tallystick/server/workbook/deps';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { DATABASE_FILE } from '@tallystick/server/server';
import type { Store } from '@tallystick/store/port';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { fastify } from 'fastify';
import { join } from 'node:path';

export type PreparedPerson = { person: PersonId; role: Role; cookie: string };
export type Prepared = { workbook: WorkbookId; people: PreparedPerson[] };

/** Everything a workbook needs besides sockets and HTTP, over a store. */
export function depsOver(store: Store, now: () => number = Date.now): Deps {
  return {
    store,
    hocuspocus: makeHocuspocus(),
    catalogueOf: (edition) => loadCatalogue(edition === '' ? undefined : edition),
    now,
    log: fastify({ logger: { level: 'error' } }).log,
    names: async () => new Map(),
  };
}

/** Makes a workbook with people of the roles given, and signs each of them in. */
export async function prepareWorkbook(dataDir: string, roles: Role[]): Promise<Prepared> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const deps = depsOver(store);
  const registry = new Registry(deps);
  try {
    await store.setSetting('mode', 'installation');
    const opening = { city: 'Loadham', title: 'Load', due: null };
    const { workbook } = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
    const people: PreparedPerson[] = [];
    for (const [i, role] of roles.entries()) {
      people.push(await addPerson({ store, registry, workbook }, { i, role }));
    }
    return { workbook, people };
  } finally {
    await registry.close();
    await store.close();
  }
}

async function addPerson(
  made: { store: Store; registry: Registry; workbook: WorkbookId },
  { i, role }: { i: number; role: Role },
): Promise<PreparedPerson> {
  const person = `p_${role}_${i}` as PersonId;
  await made.store.addPerson({
    person,
    email: `${person}@city.example`,
    name: `${role} ${i}`,
    passwordHash: null,
    admin: false,
    demo: false,
    createdAt: Date.now(),
  });
  const workbook = await made.registry.get(made.workbook);
  const outcome = await workbook?.command({
    person: SYSTEM,
    admin: true,
    id: `add-${person}` as CommandId,
    command: { type: 'add-member', person, role, entity: null },
    door: 'system',
  });
  if (!outcome?.ok) throw new Error(`${person} could not be added`);
  const token = await new Sessions(made.store, Date.now).begin(person);
  return { person, role, cookie: `tallystick=${token}` };
}
