/**
 * How long the past takes to be asked: a cell's history, the grid at a moment, the slider, a comparison, over HTTP on a
 * real server.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { DATABASE_FILE } from '@tallystick/server/server';
import { HistoryBehind } from '@tallystick/store/port-history';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import type { HistoryView, MomentsView, MomentView } from '@tallystick/protocol/views-history';
import { join } from 'node:path';
import type { Random } from '../gate/random.ts';
import { ApiClient } from '../process/api-client.ts';
import { startServerProcess } from '../process/server-process.ts';
import type { Folder } from './open-large.ts';

/** Milliseconds of each request, by what was asked. */
export type HistoryTimes = {
  cell: number[];
  deep: number[];
  moment: number[];
  slider: number[];
  compare: number[];
  /** Moments and cells that came back, so that empty answers do not pass for quick ones. */
  moments: number;
  cells: number;
};

export type Asked = { cells: number; moments: number; sliders: number };

/** Brings the index of a folder's history to the journal's head; milliseconds that it took. */
export async function indexHistory({ dataDir, prepared }: Folder): Promise<number> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const began = performance.now();
  try {
    for (;;) {
      try {
        await store.history(prepared.workbook, { limit: 1 });
        return performance.now() - began;
      } catch (error) {
        if (!(error instanceof HistoryBehind)) throw error;
      }
    }
  } finally {
    await store.close();
  }
}

/** Asks one server after another request, as one person would; the first of each kind is not counted. */
export async function timeHistory(
  folder: Folder,
  random: Random,
  asked: Asked,
): Promise<HistoryTimes> {
  const { dataDir, prepared } = folder;
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  try {
    const api = new ApiClient(server.url, prepared.people[0]?.cookie ?? '');
    const base = `/api/workbooks/${prepared.workbook}`;
    const head = (await ask<MomentsView>(api, `${base}/moments?points=1`)).view.head;
    const cells = [...cellSpecs(loadCatalogue()).values()]
      .filter(({ column }) => column !== 'override')
      .map(({ cell }) => cell as CellId);
    const times: HistoryTimes = {
      cell: [],
      deep: [],
      moment: [],
      slider: [],
      compare: [],
      moments: 0,
      cells: 0,
    };
    const history = async (query: string) => {
      const cell = encodeURIComponent(random.pick(cells));
      const answer = await ask<HistoryView>(api, `${base}/history?cell=${cell}${query}`);
      times.moments += answer.view.moments.length;
      return answer.took_ms;
    };
    for (let i = 0; i <= asked.cells; i++) {
      times.cell.push(await history(''));
      times.deep.push(await history(`&before=${1 + random.below(head)}`));
    }
    for (let i = 0; i <= asked.moments; i++) {
      const number = random.below(head + 1);
      const { view, took_ms } = await ask<MomentView>(api, `${base}/at/${number}`);
      times.moment.push(took_ms);
      times.cells += Object.keys(view.cells).length;
      const from = `${base}/compare?from=${random.below(head + 1)}&to=now`;
      times.compare.push((await ask(api, from)).took_ms);
    }
    for (let i = 0; i <= asked.sliders; i++)
      times.slider.push((await ask(api, `${base}/moments?points=200`)).took_ms);
    for (const list of [times.cell, times.deep, times.moment, times.slider, times.compare])
      list.shift();
    return times;
  } finally {
    await server.stop();
  }
}

async function ask<T>(api: ApiClient, path: string): Promise<{ view: T; took_ms: number }> {
  const began = performance.now();
  const answer = await api.get(path);
  const view = (await answer.json()) as T;
  const took_ms = performance.now() - began;
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(view)}`);
  return { view, took_ms };
}
