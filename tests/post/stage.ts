/** A workbook of people whose post is followed, in this process and without a server. */
import type { CommandId, EntityId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import type { Role } from '@tallystick/domain/roles';
import { inboxOf } from '@tallystick/server/post/inbox';
import { Post } from '@tallystick/server/post/post';
import type { MailConfig } from '@tallystick/server/service/mail-config';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import type { NoticeView } from '@tallystick/protocol/post/inbox';
import { openMemoryStore } from '@tallystick/store/memory-store';
import type { Store } from '@tallystick/store/port';
import { depsOver } from '../process/prepared-workbook.ts';

export const WATER_ROW = 'water_supply_loss';
export const WATER = 'e_water' as EntityId;
export const ROADS = 'e_roads' as EntityId;

/** Who is there: two of one entity, one of another, and one of each other role. */
const PEOPLE: readonly [name: string, role: Role, entity: EntityId | null][] = [
  ['wen', 'contributor', WATER],
  ['wim', 'contributor', WATER],
  ['rosa', 'contributor', ROADS],
  ['cora', 'coordinator', null],
  ['hana', 'head', null],
  ['aude', 'auditor', null],
  ['ivan', 'itu', null],
  ['olga', 'observer', null],
];

export type Stage = {
  store: Store;
  registry: Registry;
  post: Post;
  workbook: WorkbookId;
  /** Carries a command out as somebody; throws where it is refused. Answers the number of its entry. */
  act: (person: string, command: Command) => Promise<number>;
  /** Everybody reads all that they were told. */
  readAll: () => Promise<void>;
  /** What somebody was told, and has not read, newest first, once everything is followed. */
  told: (person: string) => Promise<NoticeView[]>;
  kinds: (person: string) => Promise<string[]>;
  close: () => Promise<void>;
};

export const idOf = (name: string): PersonId => `p_${name}` as PersonId;

/** `over` may put faults between the server and its store. */
export async function openStage(
  over: (store: Store) => Store = (store) => store,
  mail: MailConfig | null = null,
): Promise<Stage> {
  const store = over(openMemoryStore());
  const nameOf = (person: PersonId) => [person, person.slice(2)] as const;
  const log = { error: () => undefined, warn: () => undefined } as never;
  const deps = {
    ...depsOver(store),
    log,
    names: async (ids: PersonId[]) => new Map(ids.map(nameOf)),
  };
  const { now } = deps;
  const post = new Post({ store, now, log, mail });
  const registry = new Registry({ ...deps, happened: ({ id }) => post.happened(id) });
  post.begin(registry);
  const opening = { city: 'Postham', title: 'Post', due: null };
  const { workbook } = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
  let commands = 0;
  const give = async (person: PersonId, command: Command, admin = false): Promise<number> => {
    const open = await registry.get(workbook);
    const id = `c_${commands++}` as CommandId;
    const outcome = await open?.command({ person, admin, id, command, door: 'api' });
    if (!outcome?.ok) throw new Error(`${person} ${command.type}: ${outcome?.refusal.code}`);
    return outcome.value.number;
  };
  for (const [name, entity] of [
    ['Water', WATER],
    ['Roads', ROADS],
  ] as const)
    await giveAsHead(give, store, { type: 'add-entity', entity, name });
  for (const [name, role, entity] of PEOPLE)
    if (name !== 'hana') {
      await store.addPerson(personOf(name));
      await give(idOf('hana'), { type: 'add-member', person: idOf(name), role, entity });
    }
  const told = async (name: string): Promise<NoticeView[]> => {
    await post.caughtUp();
    const page = { person: idOf(name), limit: 100 };
    return (await inboxOf({ ...deps, store, registry }, page)).notices;
  };
  const readAll = async () => {
    await post.caughtUp();
    for (const [name] of PEOPLE)
      await store.markRead({ person: idOf(name), which: { workbook }, at: 1 });
  };
  await readAll();
  await post.beginMails('https://kpi.city.example');
  return {
    store,
    registry,
    post,
    workbook,
    readAll,
    act: (name, command) => give(idOf(name), command),
    told: async (name) => (await told(name)).filter(({ read }) => !read),
    kinds: async (name) => (await told(name)).filter(({ read }) => !read).map(({ kind }) => kind),
    close: async () => {
      await post.close();
      await registry.close();
      await store.close();
    },
  };
}

type Give = (person: PersonId, command: Command, admin?: boolean) => Promise<number>;

/** The head is there as soon as something is to be done as the head. */
async function giveAsHead(give: Give, store: Store, command: Command): Promise<void> {
  const hana = idOf('hana');
  if ((await store.person(hana)) === undefined) {
    await store.addPerson(personOf('hana'));
    await give(SYSTEM, { type: 'add-member', person: hana, role: 'head', entity: null }, true);
  }
  await give(hana, command);
}

function personOf(name: string) {
  return {
    person: idOf(name),
    email: `${name}@city.example`,
    name,
    passwordHash: 'none',
    admin: false,
    demo: false,
    createdAt: 1,
  };
}
