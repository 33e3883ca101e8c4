/** The auditor's hands: verdicts from the keyboard with their keys counted, queries from what the screening found. */
import type { WorkbookPage } from '../e2e/workbook-page.ts';
import { Hands } from '../e2e/tour.ts';
import { plainText } from '../e2e/workbook-page.ts';
import { catalogue, isProfile } from './acts.ts';

/** `sound`: data points that were verified; `skipped`: passed over by one key each. */
export type Judged = { sound: number; skipped: number; keys: number };

const rowInFocus = (at: WorkbookPage): Promise<string> =>
  at.page.evaluate(
    () => document.activeElement?.closest('[row-id]')?.getAttribute('row-id') ?? '',
  );

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
    await at.page.waitForFunction(
      (count) =>
        Number.parseInt(document.querySelector('[data-testid=judged]')?.textContent ?? '') ===
        count,
      first + came.sound,
    );
    if (left > 1) await comesToRow(at, row);
  }
  came.keys = hands.keys;
  return came;
}

/** Past the headings to the next row. */
async function down(hands: Hands, at: WorkbookPage, from: string): Promise<void> {
  do {
    await hands.press('ArrowDown');
    await at.page.waitForFunction(
      (row) => document.activeElement?.closest('[row-id]')?.getAttribute('row-id') !== row,
      await rowInFocus(at),
      { polling: 'raf', timeout: 1_000 },
    ).catch(() => undefined);
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

/** Asks the city about each of these rows. */
export async function askAll(at: WorkbookPage, asked: ReadonlyMap<string, string>): Promise<void> {
  for (const on of ['profile', 'kpi'] as const) {
    const rows = [...asked].filter(([row]) => isProfile(row) === (on === 'profile'));
    if (rows.length === 0) continue;
    await at.openSheet(on);
    await at.get('view-all').click();
    for (const [row, text] of rows) {
      await at.focus(row, on === 'profile' ? 'value' : 'result');
      await at.get('tab-queries').click();
      await at.get('query-ask').click();
      await at.get('query-ask-text').fill(text);
      await at.page.keyboard.press('Control+Enter');
      await at.get('query').filter({ hasText: text }).waitFor();
    }
  }
}

/** Closes every query that the city has answered, as settled, from the queue by the keyboard. */
export async function settleAll(at: WorkbookPage): Promise<number> {
  return await throughQueue(at, async (query) => {
    await query.getByTestId('query-close').click();
    await query.getByTestId('query-close-send').click();
  });
}

/** Answers every query that waits for this person. */
export async function answerAll(at: WorkbookPage, answer: string): Promise<number> {
  return await throughQueue(at, async (query) => {
    await query.getByTestId('query-answer').click();
    await query.getByTestId('query-answer-text').fill(answer);
    await at.page.keyboard.press('Control+Enter');
  });
}

/** Does the same to each query that waits for this person: the first from the queue, the next ones by its key. */
async function throughQueue(
  at: WorkbookPage,
  act: (query: Locator) => Promise<void>,
): Promise<number> {
  const panel = at.get('side-panel');
  await at.get('queries-open').click();
  await at.get('query-line').first().click();
  for (let done = 0; ; ) {
    await panel.getByTestId('query').first().waitFor();
    const row = (await panel.getAttribute('data-row')) ?? '';
    const waiting = panel
      .getByTestId('query')
      .filter({ has: at.page.getByTestId(/^query-(?:answer|close)$/) });
    for (let left = await waiting.count(); left > 0; left -= 1) {
      await act(waiting.first());
      done += 1;
    }
    if (!(await goesOn(at, row))) return done;
  }
}
