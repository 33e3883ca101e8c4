/**
 * The scene of the rights matrix: two cities on one server, a person of each kind, rows of two entities and of none.
 */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import type { Command } from '@tallystick/domain/commands';
import type {
  CommandId,
  EntityId,
  PersonId,
  RowId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE } from '@tallystick/server/server';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import type { Store } from '@tallystick/store/port';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import { ApiClient } from '../process/api-client.ts';
import { fetchInTurn } from '../process/fetch-from.ts';
import { depsOver } from '../process/prepared-workbook.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';

/** Everybody who may stand before a door. `water` and `roads` are contributors of two entities of one city. */
export const ACTORS = [
  'water',
  'roads',
  'coordinator',
  'head',
  'auditor',
  'itu',
  'observer',
  'admin',
  'elsewhere',
  'stranger',
  'nobody',
] as const;
/** `admin` is no member; `elsewhere` coordinates another city; `stranger` is signed in and a member of nothing. */
export type ActorName = (typeof ACTORS)[number];

/** Rows by whose they are. The first two lines of the template with inputs of their own; one row stays unassigned. */
export const ROWS = {
  water: 'household_internet_access.value' as RowId,
  roads: 'fixed_broadband_subscriptions.value' as RowId,
  unassigned: 'availability_of_wifi_in_public_areas.value' as RowId,
};

export type Scene = {
  server: ServerProcess;
  workbook: WorkbookId;
  /** A workbook of another city, of which only `elsewhere` is a member. */
  other: WorkbookId;
  people: Record<Exclude<ActorName, 'nobody'>, PersonId>;
  clients: Record<ActorName, ApiClient>;
  /** Carries out a command as one of the people; throws where it is refused. */
  must: (actor: ActorName, command: Command) => Promise<void>;
  /** The same of the audit side's own commands. */
  mustAudit: (actor: ActorName, command: AuditCommand) => Promise<void>;
  close: () => Promise<void>;
};

const ROLE_OF: Partial<Record<ActorName, { role: Role; entity: EntityId | null }>> = {
  water: { role: 'contributor', entity: 'e_water' as EntityId },
  roads: { role: 'contributor', entity: 'e_roads' as EntityId },
  coordinator: { role: 'coordinator', entity: null },
  head: { role: 'head', entity: null },
  auditor: { role: 'auditor', entity: null },
  itu: { role: 'itu', entity: null },
  observer: { role: 'observer', entity: null },
};

/** Of each person: all of the matrix is asked within a minute, which is more than one address may. */
const ADDRESSES = 4;

/** A server that differs from the one that is shipped, and what is done to the store that the scene is made with. */
type Built = {
  main?: string;
  prepare?: (store: Store) => void;
  also?: (store: Store, workbook: WorkbookId) => Promise<void>;
};

/** Makes the two workbooks and starts the server on them. */
export async function openScene(built: Built = {}): Promise<Scene> {
  const dataDir = await temporaryDataDir();
  const made = await makeFolder(dataDir, built);
  const more = built.main === undefined ? {} : { main: built.main };
  const server = await startServerProcess({ dataDir, args: ['--empty'], ...more });
  const clients = Object.fromEntries(
    ACTORS.map((actor, i) => [
      actor,
      new ApiClient(server.url, made.cookies.get(actor) ?? '', fetchInTurn(i, ADDRESSES)),
    ]),
  ) as Record<ActorName, ApiClient>;
  const { workbook, other } = made;
  const people = Object.fromEntries(
    ACTORS.filter((actor) => actor !== 'nobody').map((actor) => [actor, personOf(actor)]),
  ) as Scene['people'];
  return {
    server,
    workbook,
    other,
    people,
    clients,
    must: async (actor, command) => {
      const answer = await clients[actor].command(command, { workbook });
      if (answer.status === 200) return;
      throw new Error(`${actor}, ${command.type}: ${answer.status} ${await answer.text()}`);
    },
    mustAudit: async (actor, command) => {
      const path = `/api/workbooks/${workbook}/audit/commands`;
      const answer = await clients[actor].post(path, { id: crypto.randomUUID(), command });
      if (answer.status === 200) return;
      throw new Error(`${actor}, ${command.type}: ${answer.status} ${await answer.text()}`);
    },
    close: async () => {
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}

const personOf = (actor: ActorName): PersonId => `p_${actor}` as PersonId;

async function makeFolder(
  dataDir: string,
  { prepare, also }: Built,
): Promise<{ workbook: WorkbookId; other: WorkbookId; cookies: Map<ActorName, string> }> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  prepare?.(store);
  const deps = depsOver(store);
  const registry = new Registry(deps);
  try {
    await store.setSetting('mode', 'installation');
    const cookies = new Map<ActorName, string>();
    for (const actor of ACTORS) {
      if (actor === 'nobody') continue;
      cookies.set(actor, await addPerson(store, actor));
    }
    const open = { ...deps, registry };
    const { workbook } = await openWorkbook(open, SYSTEM, {
      city: 'Rightsham',
      title: 'Rights',
      due: null,
    });
    const { workbook: other } = await openWorkbook(open, SYSTEM, {
      city: 'Farton',
      title: 'Another city',
      due: null,
    });
    await fill(registry, workbook, cityOf());
    await fill(registry, other, [
      {
        type: 'add-member',
        person: personOf('elsewhere'),
        role: 'coordinator',
        entity: null,
      },
    ]);
    await also?.(store, workbook);
    return { workbook, other, cookies };
  } finally {
    await registry.close();
    await store.close();
  }
}

async function addPerson(store: Store, actor: ActorName): Promise<string> {
  const person = personOf(actor);
  await store.addPerson({
    person,
    email: `${actor}@city.example`,
    name: `Name of ${actor}`,
    passwordHash: null,
    admin: actor === 'admin',
    demo: false,
    createdAt: Date.now(),
  });
  return `tallystick=${await new Sessions(store, Date.now).begin(person)}`;
}

function cityOf(): Command[] {
  const entities: Command[] = [
    { type: 'add-entity', entity: 'e_water' as EntityId, name: 'Water utility' },
    { type: 'add-entity', entity: 'e_roads' as EntityId, name: 'Roads department' },
  ];
  const members = ACTORS.flatMap((actor): Command[] => {
    const place = ROLE_OF[actor];
    return place === undefined ? [] : [{ type: 'add-member', person: personOf(actor), ...place }];
  });
  const isLead = (command: Command) => 'role' in command && command.role === 'coordinator';
  return [
    ...members.filter(isLead),
    ...entities,
    ...members.filter((command) => !isLead(command)),
    { type: 'assign-rows', rows: [ROWS.water], entity: 'e_water' as EntityId },
    { type: 'assign-rows', rows: [ROWS.roads], entity: 'e_roads' as EntityId },
  ];
}

async function fill(registry: Registry, id: WorkbookId, commands: Command[]): Promise<void> {
  const workbook = await registry.get(id);
  for (const [i, command] of commands.entries()) {
    const outcome = await workbook?.command({
      // An administrator appoints; what is in the workbook is its coordinator's.
      ...(command.type === 'add-member'
        ? { person: SYSTEM, admin: true }
        : { person: personOf('coordinator'), admin: false }),
      id: `fill-${i}` as CommandId,
      command,
      door: 'system',
    });
    if (!outcome?.ok) throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
  }
}
