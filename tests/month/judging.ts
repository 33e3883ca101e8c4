/** The auditor's hands: verdicts from the keyboard with their keys counted, queries from what the screening found. */
import type { Locator } from 'playwright';
import type { WorkbookPage } from '../e2e/workbook-page.ts';
import { Hands } from '../e2e/tour.ts';
import { plainText } from '../e2e/workbook-page.ts';
import { catalogue, declareNone, isProfile } from './acts.ts';

/** `sound`: data points that were verified; `skipped`: passed over by one key each. */
export type Judged = { sound: number; skipped: number; keys: number };

const rowInFocus = (at: WorkbookPage): Promise<string> =>
  at.page.evaluate(() => document.activeElement?.closest('[row-id]')?.getAttribute('row-id') ?? '');

/** How many are judged, and of how many. */
const judgedNow = async (at: WorkbookPage): Promise<number[]> =>
  [...(await plainText(at.get('judged'))).matchAll(/\d+/g)].map(Number);

/** From area to area until the keyboard is in the sheet. */
async function toSheet(at: WorkbookPage): Promise<void> {
  const area = () =>
    at.page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-area]')?.dataset.area,
    );
  for (let tries = 0; tries < 8 && (await area()) !== 'sheet'; tries += 1)
    await at.page.keyboard.press('F6');
}

/** Goes through all that awaits a verdict from the top, and verifies each data point but those that are doubted. */
export async function verifyAll(at: WorkbookPage, doubted: ReadonlySet<string>): Promise<Judged> {
  await at.openSheet('kpi');
  await at.get('view-unverified').click();
  await at.page.locator('[row-id] [col-id="verified"]').first().waitFor();
  const hands = new Hands(at.page);
  const came: Judged = { sound: 0, skipped: 0, keys: 0 };
  await toSheet(at);
  await at.page.keyboard.press('Control+Home');
  await comesToRow(at, '');
  const [first = 0, all = 0] = await judgedNow(at);
  for (let left = all - first; left > 0; left -= 1) {
    const row = await rowInFocus(at);
    if (doubted.has(row)) {
      came.skipped += 1;
      if (left > 1) await down(hands, at, row);
      continue;
    }
    await hands.press('Alt+v');
    came.sound += 1;
    if (came.sound === 1) await mayBeAsked(at, first + 1);
    await at.page.waitForFunction(areJudged, first + came.sound);
    if (left > 1) await comesToRow(at, row);
  }
  came.keys = hands.keys;
  return came;
}

/** In the page: whether so many are judged. */
const areJudged = (count: number): boolean =>
  Number.parseInt(document.querySelector('[data-testid=judged]')?.textContent ?? '') === count;

/** The first verdict of a person asks what binds them to the city. */
async function mayBeAsked(at: WorkbookPage, judged: number): Promise<void> {
  const asked = at.get('interest-none');
  const isJudged = at.page.waitForFunction(areJudged, judged);
  await Promise.race([asked.waitFor().catch(() => undefined), isJudged.catch(() => undefined)]);
  if (await asked.isVisible()) await declareNone(at);
}

/** Past the headings to the next row. */
async function down(hands: Hands, at: WorkbookPage, from: string): Promise<void> {
  do {
    await hands.press('ArrowDown');
    await at.page
      .waitForFunction(
        (row) => document.activeElement?.closest('[row-id]')?.getAttribute('row-id') !== row,
        await rowInFocus(at),
        { polling: 'raf', timeout: 1_000 },
      )
      .catch(() => undefined);
  } while (!catalogue.rows.has(await rowInFocus(at)) || (await rowInFocus(at)) === from);
}

/** Waits until the keyboard is in a row of the catalogue that is another than this one. */
async function comesToRow(at: WorkbookPage, from: string): Promise<void> {
  await at.page.waitForFunction(
    (row) => {
      const line = document.activeElement?.closest('[row-id]');
      const now = line?.getAttribute('row-id') ?? row;
      return now !== row && line?.querySelector('[col-id="code"]') !== null;
    },
    from,
    { polling: 'raf' },
  );
}

/** Asks the city about each of these rows, beginning with what the screening says there. */
export async function askAll(at: WorkbookPage, rows: Iterable<string>): Promise<number> {
  const all = [...rows].toSorted((a, b) => Number(isProfile(b)) - Number(isProfile(a)));
  let on: 'profile' | 'kpi' | undefined;
  for (const row of all) {
    const sheet = isProfile(row) ? 'profile' : 'kpi';
    if (sheet !== on) {
      await at.openSheet(sheet);
      await at.get('view-screening').click();
    }
    on = sheet;
    await at.focus(row, sheet === 'profile' ? 'value' : 'result');
    await at.get('tab-kpi').click();
    const panel = at.page.locator(`[data-testid="side-panel"][data-row="${row}"]`);
    await panel.getByTestId('screening-ask').first().click();
    await at.page.locator('[data-testid="query-ask-text"]:focus').waitFor();
    await at.page.keyboard.press('Control+Enter');
    await panel.locator(waitingAs('open')).first().waitFor();
  }
  return all.length;
}

const waitingAs = (status: 'open' | 'answered'): string =>
  `[data-testid="query"][data-status="${status}"]`;

/** Answers so many queries that wait for this person: the first from the queue, the next ones by its key. */
export async function answerAll(at: WorkbookPage, count: number, answer: string): Promise<void> {
  await throughQueue(at, { count, status: 'open' }, async (query) => {
    await query.getByTestId('query-answer').click();
    await query.getByTestId('query-answer-text').fill(answer);
    await at.page.keyboard.press('Control+Enter');
  });
}

/** Closes so many queries that the city has answered, as settled. */
export async function settleAll(at: WorkbookPage, count: number): Promise<void> {
  await throughQueue(at, { count, status: 'answered' }, async (query) => {
    await query.getByTestId('query-close').click();
    await query.getByTestId('query-close-send').click();
  });
}

type Waiting = { count: number; status: 'open' | 'answered' };

async function throughQueue(
  at: WorkbookPage,
  { count, status }: Waiting,
  act: (query: Locator) => Promise<void>,
): Promise<void> {
  if (count === 0) return;
  await at.get('queries-open').click();
  await at.get('query-line').first().click();
  const panel = at.get('side-panel');
  const waiting = panel.locator(waitingAs(status));
  for (let done = 0; ; ) {
    await waiting.first().waitFor();
    const row = (await panel.getAttribute('data-row')) ?? '';
    for (let here = await waiting.count(); here > 0; here -= 1) {
      await act(waiting.first());
      done += 1;
      await at.page.waitForFunction(
        ([of, left]) => document.querySelectorAll(String(of)).length === left,
        [`[data-testid="side-panel"] ${waitingAs(status)}`, here - 1] as const,
      );
    }
    if (done >= count) return;
    await at.page.keyboard.press('Alt+q');
    await at.page.waitForFunction(
      (before) =>
        document.querySelector('[data-testid="side-panel"]')?.getAttribute('data-row') !== before,
      row,
    );
  }
}
