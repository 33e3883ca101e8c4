/**
 * Opening a workbook with a long past beside a fresh one: in the server alone, and in a browser up to the first value.
 */
import { DATABASE_FILE } from '@tallystick/server/server';
import { loadWorkbook } from '@tallystick/server/workbook/load';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { createRoom } from '@tallystick/room/shape';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { applyUpdate } from 'yjs';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { type JournalPlan, writeLongJournal } from './long-journal.ts';

const WRITERS = 6;
const WAIT_MS = 60_000;

export type LargePlan = Omit<JournalPlan, 'workbook' | 'head' | 'writers'>;

/** A fresh workbook: every cell filled in once, and then as many edits as the large one has after its last lock. */
export const FRESH = { edits: 1_000, locks: 0, lastEdits: 0 } as const;

/** A data folder with one workbook in it. */
export type Folder = { dataDir: string; prepared: Prepared; entries: number; built_ms: number };

/** Builds a workbook; `locks` 0 makes a fresh one. */
export async function buildFolder(plan: LargePlan): Promise<Folder> {
  const dataDir = await temporaryDataDir();
  const roles = ['head', ...Array.from({ length: WRITERS }, () => 'coordinator' as const)] as const;
  const prepared = await prepareWorkbook(dataDir, [...roles]);
  const [head, ...writers] = prepared.people.map(({ person }) => person);
  const began = performance.now();
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  try {
    await writeLongJournal(store, {
      ...plan,
      workbook: prepared.workbook,
      head: head as PersonId,
      writers,
    });
    const row = await store.workbook(prepared.workbook);
    const built_ms = performance.now() - began;
    return { dataDir, prepared, entries: row?.head ?? 0, built_ms };
  } finally {
    await store.close();
  }
}

export async function removeFolder(folder: Folder): Promise<void> {
  await removeDataDir(folder.dataDir);
}

/** Milliseconds in which the server's own code reads the workbook and has its room, without any network. */
export async function openInServer(folder: Folder): Promise<number> {
  const store = await openSqliteStore({ file: join(folder.dataDir, DATABASE_FILE) });
  try {
    const began = performance.now();
    const loaded = await loadWorkbook(store, folder.prepared.workbook as WorkbookId);
    const doc = createRoom();
    for await (const page of loaded?.updates() ?? []) {
      doc.transact(() => {
        for (const update of page) applyUpdate(doc, update);
      });
    }
    const took_ms = performance.now() - began;
    doc.destroy();
    return took_ms;
  } finally {
    await store.close();
  }
}

export type Opening = { server_ms: number; page_ms: number };

/** A server just started, a browser context just made: milliseconds from navigation to the first typed figure. */
export async function openInBrowser(browser: Browser, folder: Folder): Promise<Opening> {
  const { dataDir, prepared } = folder;
  const began = performance.now();
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  const server_ms = performance.now() - began;
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  try {
    const [name = '', value = ''] = prepared.people[0]?.cookie.split('=') ?? [];
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    const navigated = performance.now();
    await page.goto(`${server.url}/w/${prepared.workbook}`, { waitUntil: 'commit' });
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('.ag-row [col-id="numerator"]')].some((cell) =>
          /\d/.test(cell.textContent ?? ''),
        ),
      undefined,
      { timeout: WAIT_MS, polling: 'raf' },
    );
    return { server_ms, page_ms: performance.now() - navigated };
  } finally {
    await context.close();
    await server.stop();
  }
}

export type Opened = { large: Opening[]; fresh: Opening[] };

/** Both in turn, each time on a cold server; the first round warms the machine's own caches and is not counted. */
export async function openInTurn(
  browser: Browser,
  folders: { large: Folder; fresh: Folder },
  rounds: number,
): Promise<Opened> {
  const opened: Opened = { large: [], fresh: [] };
  for (let round = 0; round <= rounds; round++) {
    const fresh = await openInBrowser(browser, folders.fresh);
    const large = await openInBrowser(browser, folders.large);
    if (round === 0) continue;
    opened.fresh.push(fresh);
    opened.large.push(large);
  }
  return opened;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}
