/**
 * A field that no noun names, in every entry of a server that is otherwise as it is: everybody asks at every door, and
 * what they are given is searched for it.
 */
import { DATABASE_FILE } from '@tallystick/server/server';
import { openSqliteReader } from '@tallystick/store/sqlite-reader';
import { join } from 'node:path';
import { PlainClient } from '../process/plain-client.ts';
import { RoomClient } from '../process/room-client.ts';
import { type Receiver, startReceiver } from '../programs/receiver.ts';
import type { RouteLine } from '../rights/route-line.ts';
import { ROUTE_LINES } from '../rights/route-lines.ts';
import { askFor, filesOf } from '../rights/route-matrix.ts';
import { ACTORS, type ActorName, openScene, type Scene } from '../rights/scene.ts';
import { askForTheEnd, beginGeneration, release, reopen, work } from './happenings.ts';
import { CANARY, makePlanting } from './planting.ts';

export type CanaryReport = {
  /** Kinds of entries that were written with the field: `edit`, and each type of event. */
  kinds: Set<string>;
  /** Entries without it: the search would find nothing in them. */
  unplanted: number;
  /** Doors that gave somebody something: routes, sockets, webhooks, files of archives. */
  doors: Set<string>;
  /** Answers, messages and files that were searched. */
  searched: number;
  leaks: Set<string>;
  /** Entries that bundles hold as they were hashed, with the field in them: the one place where it has to be. */
  hashed: number;
};

const SERVER = new URL('./canary-server.ts', import.meta.url).pathname;
const WAIT_MS = 30_000;
/** Of a bundle, the texts that its proof is over (docs/ledger.md). */
const HASHED = /(^|\/)entries\.jsonl$/;

/** Asked besides the table of rights: what is there only after all that has happened here. */
const MORE: readonly RouteLine[] = [
  'submissions/2',
  'submissions/2/bundle',
  'compare?from=v1&to=now&format=csv',
  'cells?limit=500',
].map((path) => ({
  route: `GET /api/workbooks/:id/${path.split('?')[0]?.replace('/2', '/:n') ?? ''}`,
  may: 'everybody',
  ask: (scene) => ({ path: `/api/workbooks/${scene.workbook}/${path}` }),
}));

export async function runCanary(): Promise<CanaryReport> {
  const scene = await openScene({ main: SERVER, prepare: makePlanting, also: beginGeneration });
  const search = new Search();
  try {
    const hooks = await receiveHooks(scene);
    let live = await listen(scene);
    await work(scene);
    live.leave(search);
    await reopen(scene, () => askView(scene, search));
    live = await listen(scene);
    await release(scene);
    await askAll(scene, search);
    const asked = await askForTheEnd(scene);
    await askView(scene, search);
    await hooks(search);
    const planted = await plantedIn(scene);
    await scene.must('admin', { type: 'delete', asked, city: 'Rightsham' });
    await live.until('deleted');
    live.leave(search);
    // Of all others the deletion has left the hash alone.
    for (const kind of (await plantedIn(scene, 'event')).kinds) planted.kinds.add(kind);
    return { ...search.report(), ...planted };
  } finally {
    await scene.close();
  }
}

class Search {
  readonly #doors = new Set<string>();
  readonly #leaks = new Set<string>();
  #searched = 0;
  #hashed = 0;

  take(door: string, actor: ActorName, text: string): void {
    this.#doors.add(door);
    this.#searched += 1;
    if (text.includes(CANARY)) this.#leaks.add(`${actor}, ${door}`);
  }

  /** Of an archive every file by itself, also those of the bundles in it. */
  takeFiles(door: string, actor: ActorName, archive: Uint8Array): void {
    for (const { path, text } of filesOf(archive)) {
      const name = `${door}: ${path.replaceAll(/\d+/g, 'n')}`;
      if (!HASHED.test(path)) this.take(name, actor, text);
      else this.#hashed += text.split('\n').filter((line) => line.includes(CANARY)).length;
    }
  }

  report(): Omit<CanaryReport, 'kinds' | 'unplanted'> {
    const [doors, leaks] = [this.#doors, this.#leaks];
    return { doors, leaks, searched: this.#searched, hashed: this.#hashed };
  }
}

/** Everybody asks every route that reads or writes. */
async function askAll(scene: Scene, search: Search): Promise<void> {
  for (const line of [...ROUTE_LINES, ...MORE]) {
    if (line.ask === undefined) continue;
    for (const actor of ACTORS) {
      if (line.not?.includes(actor) !== true) await askOne(scene, { line, actor }, search);
    }
  }
}

async function askOne(
  scene: Scene,
  { line, actor }: { line: RouteLine; actor: ActorName },
  search: Search,
): Promise<void> {
  const { status, type, bytes } = await askFor(scene, line, actor);
  const text = Buffer.from(bytes).toString();
  if (status === 200 && type.includes('zip')) search.takeFiles(line.route, actor, bytes);
  else if (status < 300) search.take(line.route, actor, text);
  // A refusal is no door that was open, and is searched all the same.
  else search.take('refusals', actor, text);
}

async function askView(scene: Scene, search: Search): Promise<void> {
  for (const actor of ACTORS) {
    const answer = await scene.clients[actor].get(`/api/workbooks/${scene.workbook}`);
    search.take('GET /api/workbooks/:id', actor, await answer.text());
  }
}

type Listening = {
  until: (event: string) => Promise<void>;
  leave: (search: Search) => void;
};

/** Everybody who is let in listens at both sockets. */
async function listen(scene: Scene): Promise<Listening> {
  const { room } = await scene.clients.coordinator.view(scene.workbook);
  const web = new Map<ActorName, RoomClient>();
  const plain = new Map<ActorName, PlainClient>();
  for (const actor of ACTORS) {
    const client = await RoomClient.enter(scene.clients[actor], room ?? '');
    if (client === undefined) continue;
    web.set(actor, client);
    const { url, cookie } = scene.clients[actor];
    plain.set(actor, await PlainClient.join(url, scene.workbook, { cookie, origin: url }));
  }
  const typesHeard = ({ messages }: RoomClient): unknown[] =>
    messages.map((said) => (said.type === 'event' ? said.entry.event : undefined));
  return {
    until: async (type) => {
      for (const client of web.values()) {
        const isHeard = () => JSON.stringify(typesHeard(client)).includes(`"type":"${type}"`);
        await client.until(isHeard, `the event ${type}`);
      }
    },
    leave: (search) => {
      for (const [actor, client] of web) {
        const met = [...(client.provider.awareness?.getStates().values() ?? [])];
        for (const said of client.messages)
          search.take(`/collab, ${said.type}`, actor, JSON.stringify(said));
        search.take('/collab, the room', actor, JSON.stringify([[...client.cells()], met]));
        client.close();
      }
      for (const [actor, client] of plain) {
        const met = [...client.awareness.getStates().values()];
        search.take('/yjs, the room', actor, JSON.stringify([client.doc.toJSON(), met]));
        client.close();
      }
    },
  };
}

const HOOK_OWNERS: readonly ActorName[] = ['coordinator', 'head'];

/** Has the whole journal sent on; answers how to wait until all of it has come. */
async function receiveHooks(scene: Scene): Promise<(search: Search) => Promise<void>> {
  const receiver: Receiver = await startReceiver();
  const { origin } = receiver;
  await scene.clients.admin.post('/api/admin/webhook-targets', { origin });
  for (const owner of HOOK_OWNERS) {
    const path = `/api/workbooks/${scene.workbook}/webhooks`;
    const made = await scene.clients[owner].post(path, { url: `${origin}/${owner}`, after: 0 });
    if (made.status !== 201) throw new Error(`${owner} could not make a webhook: ${made.status}`);
  }
  return async (search) => {
    const { head } = await scene.clients.head.view(scene.workbook);
    const bodiesOf = (owner: ActorName) =>
      receiver.received.filter(({ path }) => path === `/${owner}`).map(({ body }) => body);
    const isAll = (owner: ActorName) => bodiesOf(owner).join('').includes(`"number":${head},`);
    const deadline = performance.now() + WAIT_MS;
    while (!HOOK_OWNERS.every(isAll)) {
      if (performance.now() > deadline) throw new Error('the webhooks did not come to the head');
      await new Promise((turn) => setTimeout(turn, 10));
    }
    for (const owner of HOOK_OWNERS)
      for (const body of bodiesOf(owner)) search.take('webhook', owner, body);
    await receiver.close();
  };
}

/** What the journal holds, read as the store has it. */
async function plantedIn(
  { server, workbook }: Scene,
  kind?: 'event',
): Promise<Pick<CanaryReport, 'kinds' | 'unplanted'>> {
  const store = openSqliteReader(join(server.dataDir, DATABASE_FILE));
  const all = { after: 0, limit: 10_000 };
  const entries = await store.entries(workbook, kind === undefined ? all : { ...all, kind });
  store.close();
  const kinds = new Set(
    entries.map(({ entry }) => (entry.kind === 'event' ? entry.event.type : entry.kind)),
  );
  return { kinds, unplanted: entries.filter(({ text }) => !text.includes(CANARY)).length };
}
