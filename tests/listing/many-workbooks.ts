/**
 * Many workbooks with the same people in them, a server on them, and how long it takes to list them. The measure and the
 * test run the same with other counts.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { Command } from '@tallystick/domain/commands';
import type { CellId, CommandId, EntityId, PersonId, RowId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import type { WorkbookLine } from '@tallystick/protocol/views';
import { writeCells } from '@tallystick/server/workbook/cell-writer';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE } from '@tallystick/server/server';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import type { Store } from '@tallystick/store/port';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { percentile } from '../load/percentile.ts';
import { depsOver } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import type { Answer, Question } from './serve.ts';

const ENTITY = 'e_water' as EntityId;
const LISTERS: Role[] = ['itu', 'contributor', 'observer'];
const PEOPLE: Role[] = [...LISTERS, 'coordinator', 'head'];
const personOf = (role: Role) => `p_${role}` as PersonId;
/** Workbooks that are made at a time: they share commits. */
const AT_ONCE = 8;

export type ListingReport = {
  /** By role: the 95th of a hundred requests, and that of a bare answer of the same bytes. */
  roles: { role: Role; lines: number; bytes: number; p95_ms: number; bare_ms: number }[];
  /** Workbooks that the server opened for all these requests. */
  opened: number;
  /** Of them, after one workbook was asked for: the count counts. */
  openedThen: number;
  /** Lines that came to another count than what was typed. */
  wrong: string[];
};

/** Makes the workbooks, starts the server, asks `requests` times as each role. */
export async function listMany(plan: {
  workbooks: number;
  requests: number;
}): Promise<ListingReport> {
  const dataDir = await temporaryDataDir();
  try {
    const made = await makeWorkbooks(dataDir, plan.workbooks);
    const server = await CountedServer.start(dataDir);
    try {
      return await measure(server, made, plan.requests);
    } finally {
      await server.end();
    }
  } finally {
    await removeDataDir(dataDir);
  }
}

type Made = { cookies: Map<Role, string>; reported: Map<string, number> };

async function measure(
  server: CountedServer,
  made: Made,
  requests: number,
): Promise<ListingReport> {
  const report: ListingReport = { roles: [], opened: 0, openedThen: 0, wrong: [] };
  let one = '';
  for (const role of LISTERS) {
    const headers = { cookie: made.cookies.get(role) ?? '' };
    const url = `${server.url}/api/workbooks`;
    const body = await (await fetch(url, { headers })).text();
    const { workbooks } = JSON.parse(body) as { workbooks: WorkbookLine[] };
    const bare = String(await server.ask({ ask: 'bare', body }));
    const times: number[] = [];
    const floor: number[] = [];
    for (let i = 0; i < requests; i++) {
      times.push(await timed(url, headers));
      floor.push(await timed(bare, headers));
    }
    for (const line of workbooks) {
      const wanted = role === 'observer' ? 0 : made.reported.get(line.workbook);
      if (line.reported !== wanted) report.wrong.push(`${line.workbook}: ${line.reported}`);
    }
    one = workbooks[0]?.workbook ?? '';
    report.roles.push({
      role,
      lines: workbooks.length,
      bytes: body.length,
      p95_ms: percentile(times, 0.95),
      bare_ms: percentile(floor, 0.95),
    });
  }
  report.opened = Number(await server.ask({ ask: 'opened' }));
  await fetch(`${server.url}/api/workbooks/${one}`, {
    headers: { cookie: made.cookies.get('itu') ?? '' },
  });
  report.openedThen = Number(await server.ask({ ask: 'opened' }));
  return report;
}

async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - begun;
}

class CountedServer {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
  }

  static async start(dataDir: string): Promise<CountedServer> {
    const execArgv = [
      '--import',
      new URL('../../packages/tooling/quick-imports.mjs', import.meta.url).href,
    ];
    const env = { ...process.env, DATA_DIR: dataDir, PORT: '0' };
    const child = fork(new URL('./serve.ts', import.meta.url), { execArgv, env });
    return new CountedServer(child, String(await nextMessage(child)));
  }

  async ask(question: Question): Promise<Answer> {
    const answer = nextMessage(this.#process);
    this.#process.send(question);
    return await answer;
  }

  async end(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.send({ ask: 'end' } satisfies Question);
    const [code] = await ended;
    if (code !== 0) throw new Error(`the server ended with ${code}`);
  }
}

/** Rejects where the process ends instead. */
async function nextMessage(child: ChildProcess): Promise<Answer> {
  return await new Promise((answer, failed) => {
    const ended = (code: number | null) => failed(new Error(`the server ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (told) => {
      child.off('exit', ended);
      answer(told as Answer);
    });
  });
}

async function makeWorkbooks(dataDir: string, count: number): Promise<Made> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const registry = new Registry(depsOver(store));
  try {
    await store.setSetting('mode', 'installation');
    const cookies = new Map<Role, string>();
    for (const role of PEOPLE) cookies.set(role, await addPerson(store, role));
    const reported = new Map<string, number>();
    const places = Array.from({ length: count }, (_, i) => i);
    for (let i = 0; i < count; i += AT_ONCE) {
      const some = places.slice(i, i + AT_ONCE);
      await Promise.all(some.map((place) => makeOne({ store, registry, reported }, place)));
    }
    return { cookies, reported };
  } finally {
    await registry.close();
    await store.close();
  }
}

async function addPerson(store: Store, role: Role): Promise<string> {
  const person = personOf(role);
  const at = { createdAt: Date.now(), admin: false, demo: false, passwordHash: null };
  await store.addPerson({ person, email: `${role}@city.example`, name: role, ...at });
  return `tallystick=${await new Sessions(store, Date.now).begin(person)}`;
}

/** As a city at work: entities, a third of its rows filled, one version locked and opened again. */
async function makeOne(
  {
    store,
    registry,
    reported,
  }: { store: Store; registry: Registry; reported: Map<string, number> },
  place: number,
): Promise<void> {
  const opening = { city: `City ${place}`, title: 'Evaluation 2026', due: null };
  const { workbook: id } = await openWorkbook({ store, registry, now: Date.now }, SYSTEM, opening);
  const workbook = await registry.get(id);
  if (workbook === undefined) throw new Error(`${id} is not there`);
  let serial = 0;
  const must = async (person: PersonId, command: Command) => {
    const asked = { person, admin: person === SYSTEM, id: `m${serial++}` as CommandId };
    const outcome = await workbook.command({ ...asked, command, door: 'system' });
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.refusal.code}`);
  };
  const head = personOf('head');
  await must(SYSTEM, { type: 'add-member', person: head, role: 'head', entity: null });
  await must(head, { type: 'add-entity', entity: ENTITY, name: 'Waterworks' });
  for (const role of PEOPLE.filter((each) => each !== 'head')) {
    const entity = role === 'contributor' ? ENTITY : null;
    await must(SYSTEM, { type: 'add-member', person: personOf(role), role, entity });
  }
  const points = loadCatalogue().dataPoints;
  const filled = points.filter((_, i) => (i + place) % 3 === 0);
  await must(head, {
    type: 'assign-rows',
    rows: points.map(({ row }) => row as RowId),
    entity: ENTITY,
  });
  const cells = filled.flatMap((point): [CellId, string][] =>
    [...cellSpecs(loadCatalogue()).values()]
      .filter(
        ({ row, column }) => row === point.row && ['override', 'source', 'notes'].includes(column),
      )
      .map(({ cell, kind }) => [
        cell,
        kind === 'number' ? '7' : kind === 'yes-no' ? 'yes' : 'Register',
      ]),
  );
  const written = await writeCells(
    workbook,
    { person: personOf('coordinator'), door: 'api' },
    cells,
  );
  if (!written.ok) throw new Error(`cells: ${written.refusal.code}`);
  await must(head, { type: 'lock' });
  await must(head, { type: 'unlock', reason: 'A source is missing.' });
  reported.set(id, filled.length);
}
