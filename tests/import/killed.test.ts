/**
 * The server is killed while files are taken over: of each there is the line with all of its cells, or nothing at all,
 * and the same command sent again ends it once.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Entry } from '@tallystick/domain/entry';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import { openSqliteReader } from '@tallystick/store/sqlite-reader';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseSeed, seededRandom } from '../ledger/seeded-random.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { handedOut } from './handed-out.ts';

const KILLS = 3;
const AT_ONCE = 8;
const KILLED_WITHIN_MS = 60;
const ROWS = ['open_data.number', 'smart_water_meters.value', 'water_supply_loss.value'];

async function handIn(by: ApiClient): Promise<string> {
  const origin = { workbook: DEMO_WORKBOOK, number: 1, edition: '2017' };
  const rows = ROWS.map((row) => ({ row, texts: { notes: 'From the file' } }));
  const body = handedOut({ catalogue: loadCatalogue(), origin, rows, exported: new Map() });
  const answer = await by.fetch(`${by.url}/api/workbooks/${DEMO_WORKBOOK}/files?name=a.xlsx`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: by.url, cookie: by.cookie },
    body: body as Uint8Array<ArrayBuffer>,
  });
  return ((await answer.json()) as IncomingFileView).file.hash;
}

/** All cells of a round of their own text, so that none is there already. */
const cellsOf = (id: string): Record<CellId, string> =>
  Object.fromEntries(
    ROWS.flatMap((row) => ['notes', 'source'].map((column) => [`${row}:${column}`, `by ${id}`])),
  );

/** What was written after the demo was laid out, in which figures were imported too. */
async function journalOf(dataDir: string, after: number): Promise<Entry[]> {
  const reader = openSqliteReader(join(dataDir, DATABASE_FILE));
  try {
    const stored = await reader.entries(DEMO_WORKBOOK as WorkbookId, { after, limit: 10_000 });
    return stored.map(({ entry }) => entry);
  } finally {
    reader.close();
  }
}

/** Commands whose lines stand in the journal, each right behind its edits. */
function wholeImports(entries: readonly Entry[]): string[] {
  const edits = entries.filter(({ kind, door }) => kind === 'edit' && door === 'import');
  const lines = entries.flatMap((entry) =>
    entry.kind === 'event' && entry.event.type === 'file-imported'
      ? [{ ...entry, event: entry.event }]
      : [],
  );
  const named = lines.flatMap(({ number, event, command }) => {
    const own = edits.filter((each) => each.number >= event.first && each.number < number);
    const cells = own.flatMap((each) => (each.kind === 'edit' ? each.cells : []));
    expect(cells.map(({ after }) => after)).toEqual(cells.map(() => `by ${command}`));
    expect([command, cells.length]).toEqual([command, event.count]);
    return own.map((each) => each.number);
  });
  // No edit of an import stands without its line.
  expect(edits.map(({ number }) => number)).toEqual(named);
  return lines.map(({ command }) => command);
}

test('a kill leaves of each import its line with all cells, or nothing', async () => {
  const random = seededRandom(chooseSeed());
  console.info(`seed ${random.seed}`);
  let server: ServerProcess = await startServerProcess();
  const { dataDir } = server;
  try {
    const { head: begun } = await (await ApiClient.enter(server.url, 'p_amara')).view();
    const asked: string[] = [];
    const answered: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const amara = await ApiClient.enter(server.url, 'p_amara');
      const file = await handIn(amara);
      const round = Array.from({ length: AT_ONCE }, (_, i) => `c_${kill}_${i}`);
      asked.push(...round);
      const take = (by: ApiClient, id: string) =>
        by.command({ type: 'import-file', file, cells: cellsOf(id), seen: {} }, { id });
      const sent = round.map(async (id) => {
        if ((await take(amara, id).catch(() => undefined))?.status === 200) answered.push(id);
      });
      await new Promise((later) => setTimeout(later, random.below(KILLED_WITHIN_MS)));
      await server.kill();
      await Promise.all(sent);
      const done = wholeImports(await journalOf(dataDir, begun));
      expect(done).toEqual(expect.arrayContaining(answered));
      server = await startServerProcess({ dataDir });
      // Sent again, each is done, once.
      const again = await ApiClient.enter(server.url, 'p_amara');
      for (const id of round) expect((await take(again, id)).status).toBe(200);
    }
    expect(await server.stop()).toBe(0);
    expect(wholeImports(await journalOf(dataDir, begun)).toSorted()).toEqual(asked.toSorted());
    expect(await fsck(join(dataDir, DATABASE_FILE))).toMatchObject({ ok: true, faults: [] });
  } finally {
    await server.kill();
    await removeDataDir(dataDir);
  }
}, 180_000);
