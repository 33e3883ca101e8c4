/** P35: the server is killed while files are taken over; what stands then, and after each was sent again, is counted. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Entry } from '@tallystick/domain/entry';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import { openSqliteReader } from '@tallystick/store/sqlite-reader';
import { join } from 'node:path';
import { seededRandom } from '../ledger/seeded-random.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { handedOut } from './handed-out.ts';

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

export type ImportKills = {
  kills: number;
  /** Imports that were answered before a kill; those that a kill left without an answer. */
  answered: number;
  unanswered: number;
  /** Of the answered those without a line after the kill. */
  lost: number;
  /** Imports of which some cells stand and others do not, or cells without a line. */
  partly: number;
  /** Imports that do not stand exactly once after they were sent again. */
  notOnce: number;
  /** Imports that were refused when they were sent again. */
  refused: number;
  faults: string[];
};

type Seen = { whole: string[]; partly: number };

/** Commands whose lines stand in the journal, each right behind its edits with all of its cells. */
function importsIn(entries: readonly Entry[]): Seen {
  const edits = entries.filter(({ kind, door }) => kind === 'edit' && door === 'import');
  const seen: Seen = { whole: [], partly: 0 };
  const named = new Set<number>();
  for (const entry of entries) {
    if (entry.kind !== 'event' || entry.event.type !== 'file-imported') continue;
    const { first, count } = entry.event;
    const own = edits.filter(({ number }) => number >= first && number < entry.number);
    for (const { number } of own) named.add(number);
    const cells = own.flatMap((each) => (each.kind === 'edit' ? each.cells : []));
    const isWhole = cells.every(({ after }) => after === `by ${entry.command}`);
    if (isWhole && cells.length === count) seen.whole.push(entry.command);
    else seen.partly += 1;
  }
  // An edit of an import without its line.
  seen.partly += edits.filter(({ number }) => !named.has(number)).length;
  return seen;
}

export async function killImports({
  kills,
  seed,
  say = () => {},
}: {
  kills: number;
  seed: number;
  say?: (line: string) => void;
}): Promise<ImportKills> {
  const random = seededRandom(seed);
  const report: ImportKills = {
    kills: 0,
    answered: 0,
    unanswered: 0,
    lost: 0,
    partly: 0,
    notOnce: 0,
    refused: 0,
    faults: [],
  };
  let server: ServerProcess = await startServerProcess();
  const { dataDir } = server;
  try {
    const { head: begun } = await (await ApiClient.enter(server.url, 'p_amara')).view();
    let after = begun;
    for (; report.kills < kills; report.kills += 1) {
      const round = Array.from({ length: AT_ONCE }, (_, i) => `c_${report.kills}_${i}`);
      const answered = await killWithin(server, round, random.below(KILLED_WITHIN_MS));
      const left = importsIn(await journalOf(dataDir, after));
      report.answered += answered.length;
      report.unanswered += round.length - answered.length;
      report.lost += answered.filter((id) => !left.whole.includes(id)).length;
      report.partly += left.partly;
      server = await startServerProcess({ dataDir });
      const again = await ApiClient.enter(server.url, 'p_amara');
      const file = await handIn(again);
      for (const id of round)
        if ((await takeOver(again, file, id)).status !== 200) report.refused += 1;
      const { whole } = importsIn(await journalOf(dataDir, after));
      report.notOnce += round.filter(
        (id) => whole.filter((each) => each === id).length !== 1,
      ).length;
      after = (await again.view()).head;
      if (report.kills % SAID_EVERY === SAID_EVERY - 1) say(`${report.kills + 1} kills`);
    }
    await server.stop();
    const { faults } = await fsck(join(dataDir, DATABASE_FILE));
    report.faults.push(...faults.map(String));
    return report;
  } finally {
    await server.kill();
    await removeDataDir(dataDir);
  }
}

const SAID_EVERY = 20;

const takeOver = (by: ApiClient, file: string, id: string): Promise<Response> =>
  by.command({ type: 'import-file', file, cells: cellsOf(id), seen: {} }, { id });

/** Which imports of a round were answered before the kill. */
async function killWithin(server: ServerProcess, round: string[], ms: number): Promise<string[]> {
  const amara = await ApiClient.enter(server.url, 'p_amara');
  const file = await handIn(amara);
  const answered: string[] = [];
  const sent = round.map(async (id) => {
    const answer = await takeOver(amara, file, id).catch(() => undefined);
    if (answer?.status === 200) answered.push(id);
  });
  await new Promise((later) => setTimeout(later, ms));
  await server.kill();
  await Promise.all(sent);
  return answered;
}
