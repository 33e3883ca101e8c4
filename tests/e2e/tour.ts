/** What the way through a workbook costs a person: keys a verdict, clicks and time to a first figure, clicks to lock. */
import type { Browser, Locator, Page } from 'playwright';
import type { EntityId, RowId } from '@tallystick/domain/cells/ids';
import { openInstallation, PASSWORD } from '../people/installation.ts';
import { plainText, WorkbookPage } from './workbook-page.ts';

/** What it cost before, as people counted: keys for one data point, a whole sheet by mouse, Tabs to the sheet and in it. */
export const BEFORE = { keys: 6, clicksForSheet: 224, tabsToSheet: 53, stops: 12, inVain: 6 };

/** A person's hands: every click and every key is counted, each key of a chord as well. */
export class Hands {
  clicks = 0;
  keys = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  async press(chord: string): Promise<void> {
    this.keys += chord.split('+').length;
    await this.page.keyboard.press(chord);
  }

  async write(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }
}

/** An auditor verifies so many data points from the keyboard, beginning where the workbook opens. */
export async function keysForVerdicts(
  at: WorkbookPage,
  points: number,
): Promise<{ toSheet: number; perPoint: number }> {
  const hands = new Hands(at.page);
  const judged = async (): Promise<number> =>
    Number.parseInt(await plainText(at.get('judged')), 10);
  const before = await judged();
  // Nobody presses a key for a sheet that is not there yet.
  await at.page.locator('[row-id] [col-id="verified"]').first().waitFor();
  await hands.press('ArrowDown');
  await at.page.locator('.ag-cell-focus').waitFor();
  const toSheet = hands.keys;
  for (let done = 1; done <= points; done += 1) {
    await hands.press('Alt+v');
    await at.page.waitForFunction(
      (count) =>
        Number.parseInt(document.querySelector('[data-testid=judged]')?.textContent ?? '') ===
        count,
      before + done,
    );
  }
  return { toSheet, perPoint: (hands.keys - toSheet) / points };
}

/**
 * An auditor verifies all that is left: each row is opened by an arrow key, then by mouse the first cell of column S, with
 * shift the last, and what is offered.
 */
export async function clicksForSheet(at: WorkbookPage): Promise<{ rows: number; clicks: number }> {
  const hands = new Hands(at.page);
  await at.get('view-unverified').click();
  const rows = await at.page.evaluate(async () => {
    const view = document.querySelector('.ag-grid-viewport');
    const seen = new Map<number, string>();
    for (let top = 0; view && top <= view.scrollHeight; top += view.clientHeight / 2) {
      view.scrollTop = top;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      for (const row of document.querySelectorAll('[row-id]:has([col-id="code"])'))
        seen.set(Number(row.getAttribute('row-index')), row.getAttribute('row-id') ?? '');
    }
    return [...seen].sort(([a], [b]) => a - b).map(([, row]) => row);
  });
  await hands.click(await at.show(rows[0] ?? '', 'verified'));
  for (const row of rows.slice(1)) {
    await at.page.keyboard.press('ArrowDown');
    await at.page.locator(`[data-testid="side-panel"][data-row="${row}"]`).waitFor();
  }
  await at.focus(rows[0] ?? '', 'verified');
  const last = await at.show(rows.at(-1) ?? '', 'verified');
  await at.page.keyboard.down('Shift');
  await hands.click(last);
  await at.page.keyboard.up('Shift');
  await hands.click(at.get('verify-selection'));
  // Offered as long as two of the selected rows are not judged.
  await at.get('verify-selection').waitFor({ state: 'detached' });
  await last.getByText('Yes').waitFor();
  return { rows: rows.length, clicks: hands.clicks };
}

/** Tabs from a freshly opened workbook until the keyboard is in the sheet. */
export async function tabsToSheet(at: WorkbookPage, most = 80): Promise<number> {
  const isThere = () =>
    at.page.evaluate(
      () => document.activeElement?.closest('.ag-root, [data-area="sheet"]') !== null,
    );
  for (let tabs = 0; tabs < most; tabs += 1) {
    if (await isThere()) return tabs;
    await at.page.keyboard.press('Tab');
  }
  return most;
}

type FirstFigure = { clicks: number; keys: number; seconds: number };

/** A contributor nobody knows here opens the link of an invitation, joins, and saves a figure of their own rows. */
export async function firstFigure(browser: Browser): Promise<FirstFigure> {
  const here = await openInstallation();
  const [workbook] = here.workbooks;
  const path = `/api/workbooks/${workbook}`;
  const entity = 'e_water' as EntityId;
  const rows = ['smart_water_meters.value', 'water_supply_loss.value'] as RowId[];
  for (const command of [
    { type: 'add-entity', entity, name: 'Water works' },
    { type: 'assign-rows', rows, entity },
  ] as const) {
    const answer = await here.admin.command(command as never, { workbook });
    if (!answer.ok) throw new Error(`${command.type}: ${answer.status}`);
  }
  const made = await here.admin.post(`${path}/invitations`, {
    role: 'contributor',
    entity,
    note: '',
    days: 7,
  });
  const { link } = (await made.json()) as { link: string };
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const hands = new Hands(page);
    const began = performance.now();
    await page.goto(here.server.url + link);
    await page.getByTestId('join-name').waitFor();
    await hands.click(page.getByTestId('join-name'));
    for (const text of ['Willem', 'willem@city.example', PASSWORD, PASSWORD]) {
      await hands.write(text);
      await hands.press('Tab');
    }
    await hands.click(page.getByTestId('join-submit'));
    // The first empty cell of one's own rows has the keyboard: whoever looks at the sheet types.
    await page.locator('.ag-cell-focus').waitFor();
    await hands.write('120');
    await hands.press('Enter');
    const typed = page.locator(`[row-id="${rows[0]}"] [col-id="numerator"]`, { hasText: '120' });
    await typed.waitFor();
    await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    const seconds = (performance.now() - began) / 1_000;
    return { clicks: hands.clicks, keys: hands.keys, seconds };
  } finally {
    await context.close();
    await here.close();
  }
}

/** A project head locks, reopens the cell in focus and locks again. */
export async function clicksToLockTwice(at: WorkbookPage): Promise<number> {
  const hands = new Hands(at.page);
  const lock = async (version: number): Promise<void> => {
    await hands.click(at.get('lock-open'));
    await hands.click(at.get('lock-confirm'));
    await at
      .get('phase')
      .filter({ hasText: `locked, version ${version}` })
      .waitFor();
  };
  await lock(1);
  await hands.click(await at.show('smart_water_meters.value', 'numerator'));
  await hands.click(at.get('reopen-open'));
  await hands.click(at.get('reopen-reason'));
  await hands.write('Count again');
  await hands.click(at.get('reopen-confirm'));
  await at.get('reopened-ribbon').waitFor();
  await lock(2);
  return hands.clicks;
}
