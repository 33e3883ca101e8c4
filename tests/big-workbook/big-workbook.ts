/**
 * A workbook of very many entries beside a small one, on a real server with little heap: the large one is opened and
 * taken along as an archive while somebody saves in the small one.
 */
import type { CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { DATABASE_FILE } from '@tallystick/server/server';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { readFileSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../load/percentile.ts';
import { buildFolder, type Folder, type LargePlan } from '../open-large/open-large.ts';
import { ApiClient } from '../process/api-client.ts';
import { depsOver } from '../process/prepared-workbook.ts';
import { type ServerProcess, startServerProcess } from '../process/server-process.ts';
import { archiveLines } from './archive-lines.ts';

const INSIDE = new URL('./inside.mjs', import.meta.url).href;
const SAVE_CELL = 'water_supply_loss.value:notes';
const SAVE_EVERY_MS = 100;

/** The large workbook in `prepared`, and a small one that its first person may fill in. */
export type Scene = Folder & { small: WorkbookId };

/** Builds the data folder. */
export async function buildScene(plan: LargePlan): Promise<Scene> {
  const folder = await buildFolder(plan);
  const store = await openSqliteStore({ file: join(folder.dataDir, DATABASE_FILE) });
  const deps = depsOver(store);
  const registry = new Registry(deps);
  try {
    const opening = { city: 'Smallham', title: 'Beside it', due: null };
    const { workbook } = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
    const live = await registry.get(workbook);
    const added = await live?.command({
      person: SYSTEM,
      admin: true,
      id: 'add-beside' as CommandId,
      command: { type: 'add-member', person: personOf(folder), role: 'coordinator', entity: null },
      door: 'system',
    });
    if (added?.ok !== true) throw new Error('nobody could be added to the small workbook');
    return { ...folder, small: workbook };
  } finally {
    await registry.close();
    await store.close();
  }
}

const personOf = ({ prepared }: Folder) => prepared.people[0]?.person as PersonId;

/** What a server did with its time and memory in a while; milliseconds, bytes. */
export type Inside = { p99_ms: number; most_ms: number; heap: number };

/** What people met meanwhile, in milliseconds. */
export type Beside = { saves: number[]; health: number[]; refused: number };

export class BigServer {
  readonly #server: ServerProcess;
  readonly #scene: Scene;
  readonly api: ApiClient;

  private constructor(server: ServerProcess, scene: Scene) {
    this.#server = server;
    this.#scene = scene;
    this.api = new ApiClient(server.url, scene.prepared.people[0]?.cookie ?? '');
  }

  /** Starts it with a heap of so many megabytes, and has the small workbook open. */
  static async start(scene: Scene, heap_MB: number): Promise<BigServer> {
    const NODE_OPTIONS = `--max-old-space-size=${heap_MB} --import=${INSIDE}`;
    const { dataDir } = scene;
    const server = await startServerProcess({ dataDir, args: ['--empty'], env: { NODE_OPTIONS } });
    const big = new BigServer(server, scene);
    await big.#save('begin');
    return big;
  }

  /** What the server did while `during` ran, and what people met in the small workbook. */
  async watch<T>(
    during: () => Promise<T>,
  ): Promise<{ did: T; took_ms: number; inside: Inside; beside: Beside }> {
    await this.#inside();
    const beside: Beside = { saves: [], health: [], refused: 0 };
    const running = { isDone: false };
    const people = [this.#saveOn(beside, running), this.#lookOn(beside, running)];
    const began = performance.now();
    try {
      const did = await during();
      const took_ms = performance.now() - began;
      running.isDone = true;
      await Promise.all(people);
      return { did, took_ms, inside: await this.#inside(), beside };
    } finally {
      running.isDone = true;
    }
  }

  /** Opens the large workbook, as its page asks first. */
  async openLarge(): Promise<void> {
    const view = await this.api.view(this.#scene.prepared.workbook);
    if (view.head < this.#scene.entries) throw new Error(`it opened at ${view.head}`);
  }

  /** Takes an archive of the large workbook; answers its bytes. Its file can be looked into afterwards. */
  async archive(path: string): Promise<number> {
    const answer = await this.api.get(`/api/workbooks/${this.#scene.prepared.workbook}/${path}`);
    if (answer.status !== 200 || answer.body === null) throw new Error(`${path}: ${answer.status}`);
    await writeFile(this.#archive, answer.body);
    return (await stat(this.#archive)).size;
  }

  /** The lines of each file in the archive that was taken last. */
  async lines(): Promise<Map<string, number>> {
    return await archiveLines(this.#archive);
  }

  get #archive(): string {
    return join(this.#scene.dataDir, 'archive.zip');
  }

  /** The most resident memory that the process has had, in bytes. */
  get mostResident(): number {
    const status = readFileSync(`/proc/${this.#server.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
  }

  /** SIGTERM and wait; answers the exit code and what it printed. */
  async stop(): Promise<{ code: number | null; output: string }> {
    return { code: await this.#server.stop(), output: this.#server.output() };
  }

  async #save(text: string): Promise<boolean> {
    const path = `/api/workbooks/${this.#scene.small}/cells`;
    const answer = await fetch(this.api.url + path, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        origin: this.api.url,
        cookie: this.api.cookie,
      },
      body: JSON.stringify({ cells: { [SAVE_CELL]: text } }),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  }

  async #saveOn(beside: Beside, running: { isDone: boolean }): Promise<void> {
    for (let i = 0; !running.isDone; i++) {
      const began = performance.now();
      if (!(await this.#save(`note ${i}`))) beside.refused += 1;
      beside.saves.push(performance.now() - began);
      await pause(SAVE_EVERY_MS);
    }
  }

  async #lookOn(beside: Beside, running: { isDone: boolean }): Promise<void> {
    while (!running.isDone) {
      const began = performance.now();
      const answer = await fetch(`${this.api.url}/healthz`);
      await answer.arrayBuffer();
      if (answer.status !== 200) beside.refused += 1;
      beside.health.push(performance.now() - began);
      await pause(SAVE_EVERY_MS);
    }
  }

  /** What the server says of itself since it was last asked. */
  async #inside(): Promise<Inside> {
    const said = () =>
      this.#server
        .output()
        .split('\n')
        .filter((line) => line.startsWith('inside '));
    const before = said().length;
    process.kill(this.#server.pid, 'SIGUSR2');
    while (said().length === before) await pause(5);
    return JSON.parse(said().at(-1)?.slice('inside '.length) ?? '') as Inside;
  }
}

export const p99 = (values: number[]) => percentile(values, 0.99);
