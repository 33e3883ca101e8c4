/**
 * Measure `frames`: whether the sheet stays smooth while others change it, and with a programme's rows. Frames are held
 * against those of the same page at rest, in the same minute, and printed beside what a page of plain cells reaches
 * under the same load: no sheet paints more than the machine can.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import type { Browser, Page } from 'playwright';
import { openBrowser } from '../e2e/browser.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { setAgainAndAgain } from '../frames/busy-room.ts';
import { type Opening, timeOpening } from '../frames/opening.ts';
import { framesPerSecond, listenToKeys, mainThread, type Pace, watchPace } from '../frames/pace.ts';
import {
  type ServedPage,
  serveBare,
  servePlainGrid,
  serveProgramme,
} from '../frames/programme-page.ts';
import { percentile } from '../load/percentile.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { tokenOf } from '../process/plain-client.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { atLeast, atMost, type Figure, informative, type Measure } from './measure.ts';

const SECONDS = 6;
const KEYS = 60;
const PROGRAMME_ROWS = 20_000;
/** Frames of a busy second against those of a quiet one: one in twenty may be late. */
const SMOOTH = 0.95;
const PAINTS = 5;
/** A coordinator of the demo, who may set any cell, and somebody who reports the row in which keys are pressed. */
const WRITER = 'p_amara';
const READER = 'p_wen';
const TYPED_ROW = 'smart_water_meters.value';
/** Between two keys of somebody who types fast, in milliseconds. */
const KEY_GAP_MS = 60;

/** Frames in a second of a page that keeps up: one in twenty may be late. */
const FULL_FRAMES = 57;
/** How a changed cell is brought to the screen of a plain grid; the better of them is what ours is held against. */
const GRID_WAYS = ['transaction', 'cell', 'rows'] as const;
type GridWay = (typeof GRID_WAYS)[number];
const CALLED: Record<GridWay, string> = {
  transaction: 'plain AG Grid, transactions',
  cell: 'plain AG Grid, cell by cell',
  rows: 'plain AG Grid, new row data',
};

type Say = (line: string) => void;

export const measure: Measure = {
  name: 'frames',
  about:
    'Frames of the sheet while others change the cells in view, how soon a key is painted meanwhile, and scrolling through 20,000 rows.',
  run: async (say) => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    try {
      return [...(await live(opened.browser, say)), ...(await programme(opened.browser, say))];
    } finally {
      await opened.browser.close();
    }
  },
};

/** The figure cells of the sheet that stand in the window now. */
async function cellsInView(page: Page): Promise<CellId[]> {
  const ids = await page.evaluate(() =>
    [...document.querySelectorAll('.ag-row[row-id] .ag-cell[col-id]')].flatMap((cell) => {
      const { top, bottom, left, right } = cell.getBoundingClientRect();
      const isSeen = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      const row = cell.closest('.ag-row')?.getAttribute('row-id');
      return isSeen ? [`${row}:${cell.getAttribute('col-id')}`] : [];
    }),
  );
  const catalogue = loadCatalogue();
  const figures = ids.filter((id) => {
    const spec = cellSpec(catalogue, id);
    const isTyped = spec?.kind === 'text' || spec?.kind === 'year' || spec?.kind === 'number';
    return isTyped && spec.column !== 'override';
  });
  return [...new Set(figures)] as CellId[];
}

async function live(browser: Browser, say: Say): Promise<Figure[]> {
  const server = await startServerProcess();
  const reader = await WorkbookPage.enter({
    browser,
    url: server.url,
    person: READER,
    options: { viewport: { width: 1920, height: 1080 } },
  });
  const { page } = reader;
  try {
    const openings = await openAgain(page);
    await showMuch(page);
    const cells = (await cellsInView(page)).filter((cell) => !cell.startsWith(`${TYPED_ROW}:`));
    const thread = await mainThread(page);
    const rest = framesPerSecond(await watchPace(page, SECONDS));
    const api = await ApiClient.enter(server.url, WRITER);
    const busy = await setAgainAndAgain(api, (await api.view(DEMO_WORKBOOK)).room ?? '', cells);
    await watchPace(page, 1);
    const [setBefore, threadBefore] = [busy.set(), await thread()];
    const pace = await watchPace(page, SECONDS);
    const [set, thread_ms] = [busy.set() - setBefore, (await thread()) - threadBefore];
    await reader.focus(TYPED_ROW, 'numerator');
    await page.keyboard.press('F2');
    const keys_ms = await typeIn(page);
    const fps = framesPerSecond(pace);
    // Out of the window, so that it takes no part in what is watched next.
    await page.goto('about:blank');
    const room = { browser, api, cells };
    const plain = await follow({ ...room, serve: serveBare });
    const grids: Followed[] = [];
    for (const way of GRID_WAYS) grids.push(await follow({ ...room, serve: servePlainGrid, way }));
    busy.stop();
    say(`${cells.length} cells in view; ${rest.toFixed(1)} frames a second at rest`);
    const painting = paintingOf(pace, thread_ms);
    return [
      informative('cells set by others in a second', set / pace.seconds, 'cells'),
      ...judged({ ...painting, keys_ms }, { plain, grids }),
      informative('frames in a second, at rest', rest, 'frames'),
      informative('frames in a second meanwhile', fps, 'frames'),
      informative('frames meanwhile against at rest', fps / rest, 'times'),
      informative('slowest frame in a hundred', percentile(pace.frames_ms, 0.99), 'ms'),
      informative('main thread of one frame', thread_ms / pace.frames_ms.length, 'ms'),
      ...openings,
    ];
  } finally {
    await reader.close();
    await server.stop();
    await removeDataDir(server.dataDir);
  }
}

/** The whole workbook, as it is opened: with everything around its 112 rows. */
async function openAgain(page: Page): Promise<Figure[]> {
  const openings: Opening[] = [];
  for (let run = 0; run < PAINTS; run += 1)
    openings.push(await timeOpening(page.context(), page.url()));
  const middle = (of: (opening: Opening) => number): number => percentile(openings.map(of), 0.5);
  return [
    informative(
      'a workbook opened: figures shown after its cells came, middle of five',
      middle(({ afterData_ms }) => afterData_ms),
      'ms',
    ),
    informative(
      'a workbook opened: figures shown after it was asked for, middle of five',
      middle(({ afterAsking_ms }) => afterAsking_ms),
      'ms',
    ),
  ];
}

/** Many rows in the window, as somebody has it who watches others: close lines, and no panel beside them. */
async function showMuch(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('tallystick.density', 'compact');
    localStorage.setItem('tallystick.panel', JSON.stringify({ open: false }));
  });
  await page.reload();
  await page.locator('.ag-cell').first().waitFor();
  await page.waitForTimeout(1_500);
}

/** Types a figure into the field in focus and takes it back, letter by letter. */
async function typeIn(page: Page): Promise<number[]> {
  const painted = await listenToKeys(page);
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? String(key % 10) : 'Backspace');
    await page.waitForTimeout(KEY_GAP_MS);
  }
  await page.waitForTimeout(200);
  return await painted();
}

type Following = {
  browser: Browser;
  api: ApiClient;
  cells: CellId[];
  serve: () => Promise<ServedPage>;
  way?: GridWay;
};
type Followed = Painting & { way: GridWay | undefined; fps: number; keys_ms: number };
/** Cells painted anew in a second, and in a second of the page's main thread. */
type Painting = { painted: number; perBusy: number };

/** What a page reaches that is none of ours and follows the same room, while the same writer is at work in it. */
async function follow({ browser, api, cells, serve, way }: Following): Promise<Followed> {
  const served = await serve();
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  try {
    const { token } = await tokenOf(api);
    const door = `${api.url.replace('http', 'ws')}/yjs`;
    const asked = new URLSearchParams({ door, room: DEMO_WORKBOOK, token, cells: cells.join() });
    if (way !== undefined) asked.set('way', way);
    await page.goto(`${served.url}/?${asked}`);
    await page.waitForSelector('[data-synced=true]', { state: 'attached' });
    await page.locator('.ag-cell').first().waitFor();
    await watchPace(page, 1);
    const thread = await mainThread(page);
    const before = await thread();
    const pace = await watchPace(page, SECONDS);
    const painting = paintingOf(pace, (await thread()) - before);
    const keys_ms = percentile(await typeIn(page), 0.95);
    return { ...painting, way, fps: framesPerSecond(pace), keys_ms };
  } finally {
    await page.close();
    await served.close();
  }
}

type Ours = Painting & { keys_ms: number[] };

const paintingOf = ({ repaints, seconds }: Pace, thread_ms: number): Painting => ({
  painted: repaints / seconds,
  perBusy: (1_000 * repaints) / thread_ms,
});

/** Ours beside what plain cells and AG Grid's own ways reached in the same run. */
function judged(ours: Ours, beside: { plain: Followed; grids: Followed[] }): Figure[] {
  const { plain, grids } = beside;
  const keys_ms = percentile(ours.keys_ms, 0.95);
  const best = Math.max(...grids.map(({ perBusy }) => perBusy));
  const share = ours.painted / plain.painted;
  const name = 'visible cells painted anew, against plain cells';
  return [
    // Where the machine itself cannot keep up with plain cells there is nothing to be held against.
    plain.fps >= FULL_FRAMES
      ? atLeast(name, share, 'times', 0.8)
      : informative(`${name} (which lost frames)`, share, 'times'),
    atLeast(
      'cells painted in a second of the main thread, against the best of AG Grid’s own ways',
      ours.perBusy / best,
      'times',
      1.5,
    ),
    atMost(
      'key to painted meanwhile, p95, beyond that of plain cells',
      keys_ms - plain.keys_ms,
      'ms',
      25,
    ),
    atLeast('keys typed', ours.keys_ms.length, 'keys', KEYS),
    informative('visible cells painted anew in a second', ours.painted, 'cells'),
    informative('cells painted in a second of the main thread', ours.perBusy, 'cells'),
    informative('key to painted meanwhile, p95', keys_ms, 'ms'),
    ...[plain, ...grids].flatMap(({ way, painted, perBusy, fps, keys_ms: keys }) => {
      const on = way === undefined ? 'plain cells of the same room' : CALLED[way];
      return [
        informative(`${on}: painted anew in a second`, painted, 'cells'),
        informative(`${on}: painted in a second of the main thread`, perBusy, 'cells'),
        informative(`${on}: frames in a second`, fps, 'frames'),
        informative(`${on}: key to painted, p95`, keys, 'ms'),
      ];
    }),
  ];
}

async function programme(browser: Browser, say: Say): Promise<Figure[]> {
  const served = await serveProgramme();
  try {
    const painted_ms: number[] = [];
    for (let run = 0; run < PAINTS; run += 1) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
      await page.goto(served.url);
      await page.waitForFunction(() => 'programme' in window);
      painted_ms.push(await page.evaluate(() => window.programme.show()));
      await page.close();
    }
    const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
    await page.goto(`${served.url}/?rows=${PROGRAMME_ROWS}`);
    await page.waitForFunction(() => 'programme' in window);
    const large_ms = await page.evaluate(() => window.programme.show());
    const rest = framesPerSecond(await watchPace(page, SECONDS));
    await page.mouse.move(700, 500);
    const scrolling = scroll(page, SECONDS);
    const pace = await watchPace(page, SECONDS);
    const scrolled_px = await scrolling;
    const fps = framesPerSecond(pace);
    say(`scrolled ${Math.round(scrolled_px)} px through ${PROGRAMME_ROWS} rows`);
    return [
      informative(
        '112 rows painted after their data, middle of five',
        percentile(painted_ms, 0.5),
        'ms',
      ),
      informative('20,000 rows painted after their data', large_ms, 'ms'),
      atLeast('scrolled through 20,000 rows', scrolled_px, 'px', 10_000),
      informative('frames in a second while scrolling', fps, 'frames'),
      atLeast('frames while scrolling against at rest', fps / rest, 'times', SMOOTH),
      informative(
        'slowest frame in a hundred while scrolling',
        percentile(pace.frames_ms, 0.99),
        'ms',
      ),
    ];
  } finally {
    await served.close();
  }
}

/** Turns the wheel as a person does, about sixty times a second; answers how far the sheet has moved. */
async function scroll(page: Page, seconds: number): Promise<number> {
  const top = () =>
    page.evaluate(() => document.querySelector('.ag-grid-viewport')?.scrollTop ?? 0);
  const before = await top();
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) await page.mouse.wheel(0, 120);
  return (await top()) - before;
}
