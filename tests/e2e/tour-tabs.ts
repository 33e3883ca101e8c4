/** What Tab and a block of one's own sheet are worth to a person who fills the first rows; driven with true keys. */
import { putOnBoard } from '../clipboard/board.ts';
import type { WorkbookPage } from './workbook-page.ts';

const FIRST = 'household_internet_access.value';
/** Rows that the figures speak of, and columns of the block. */
const ROWS = 10;

/** The cell with the keyboard, in the page. */
function focused(): string {
  const cell = document.querySelector('.ag-cell-focus');
  return `${cell?.closest('[row-id]')?.getAttribute('row-id')}:${cell?.getAttribute('col-id')}`;
}

/** In the page: whether the keyboard is in another cell than before. */
function hasGone(before: string): boolean {
  const cell = document.querySelector('.ag-cell-focus');
  const row = cell?.closest('[row-id]')?.getAttribute('row-id');
  return `${row}:${cell?.getAttribute('col-id')}` !== before;
}

/** Tabs on from the first figure through so many rows, and opens each stop: those that do not open were in vain. */
export async function tabsInRows(
  at: WorkbookPage,
  rows = ROWS,
): Promise<{ stops: number; inVain: number }> {
  const { page } = at;
  await at.focus(FIRST, 'numerator');
  const seen = new Set([FIRST]);
  let stops = 0;
  let inVain = 0;
  for (;;) {
    const before = await page.evaluate(focused);
    await page.keyboard.press('Tab');
    await page.waitForFunction(hasGone, before);
    seen.add((await page.evaluate(focused)).split(':')[0] ?? '');
    if (seen.size > rows) return { stops, inVain };
    stops += 1;
    await page.keyboard.press('F2');
    const isOpen = (await page.locator('.ts-editor').count()) > 0;
    if (!isOpen) inVain += 1;
    await page.keyboard.press('Escape');
  }
}

/** Pastes ten rows of numerator, denominator, year and source at the first figure; answers what the sheet says of it. */
export async function pastedBlock(at: WorkbookPage): Promise<{ pasted: number; said: string }> {
  const lines = Array.from({ length: ROWS }, (_, n) => `${n + 1}\t${n + 100}\t2024\tRegister ${n}`);
  await at.focus(FIRST, 'numerator');
  await putOnBoard(at.page, { html: '', text: lines.join('\n') });
  await at.page.keyboard.press('Control+V');
  const words = at.get('left-out-words');
  await words.waitFor();
  const said = (await at.get('left-out').textContent()) ?? '';
  return { pasted: Number(/^\d+/.exec((await words.textContent()) ?? '')?.[0] ?? 0), said };
}
