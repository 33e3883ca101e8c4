/** Remote changes of all kinds at random, in rounds, so that after each the sheet can be held against a fresh look. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import type { Random } from '../gate/random.ts';
import { type ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { staleLooks } from './looks.ts';
import type { WorkbookPage } from './workbook-page.ts';

/** Once this has come to the screen, so has all that was written before it. */
const MARKER = { row: 'household_internet_access.value', column: 'notes' };
const COLUMNS = ['numerator', 'denominator', 'unit', 'year', 'source', 'notes', 'override'];
/** Cells that a program may set at once. */
const AT_ONCE = 200;

/** What some cell may hold: figures, questionable ones, formulas, words, nothing. */
function textFor(column: string, random: Random): string | null {
  if (random.chance(0.2)) return null;
  if (column === 'year') return String(2015 + random.below(11));
  if (column === 'source' || column === 'notes') return `noted ${random.below(10_000)}`;
  if (random.chance(0.15)) return `=${random.below(900)}+${random.below(90)}`;
  return String(random.pick([random.below(100), random.below(1_000_000), 0, 0.5]));
}

async function set(api: ApiClient, cells: Record<string, string | null>): Promise<number> {
  const answer = await api.fetch(`${api.url}/api/workbooks/${DEMO_WORKBOOK}/cells`, {
    method: 'PATCH',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      origin: api.url,
      cookie: api.cookie,
    },
    body: JSON.stringify({ cells, mode: 'each' }),
  });
  if (!answer.ok) throw new Error(`cells could not be set: ${answer.status}`);
  return ((await answer.json()) as { saved: string[] }).saved.length;
}

export type RandomChanges = {
  /** Changes that were saved, and cells whose look was held against a fresh one. */
  changed: number;
  looked: number;
  stale: string[];
};

/** Changes cells under a page until so many were saved; after each round every drawn cell is looked at. */
export async function changeAtRandom(
  { page, api, random }: { page: WorkbookPage; api: ApiClient; random: Random },
  wanted: number,
): Promise<RandomChanges> {
  const catalogue = loadCatalogue();
  const rows = catalogue.dataPoints.map(({ row }) => row);
  const done: RandomChanges = { changed: 0, looked: 0, stale: [] };
  await page.show(MARKER.row, MARKER.column);
  for (let round = 1; done.changed < wanted; round++) {
    const cells: Record<string, string | null> = {};
    for (let i = 0; i < AT_ONCE; i++) {
      const column = random.pick(COLUMNS);
      const cell = `${random.pick(rows)}:${column}`;
      if (cellSpec(catalogue, cell) !== undefined) cells[cell] = textFor(column, random);
    }
    done.changed += await set(api, cells);
    const mark = `round ${round}`;
    await set(api, { [`${MARKER.row}:${MARKER.column}`]: mark });
    const { row, column } = MARKER;
    const text = page.page.locator(`[row-id="${row}"] [col-id="${column}"] .ts-text`);
    await text.filter({ hasText: new RegExp(`^${mark}$`) }).waitFor();
    const { cells: looked, stale } = await staleLooks(page.page);
    done.looked += looked;
    done.stale.push(...stale);
  }
  return done;
}
