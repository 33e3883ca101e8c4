/** How many requests one's own edits cost: somebody types figures down a column, with the panel beside it. */
import type { Request } from 'playwright';
import type { WorkbookPage } from '../e2e/workbook-page.ts';

export type Cost = { edits: number; requests: string[] };

/** Rows of the sheet that lie one below the other, from which the hand begins. */
const FIRST = 'smart_water_meters.value';

/** Types so many figures, each into the next cell below, and answers every request that the page made meanwhile. */
export async function typeDown(
  workbook: WorkbookPage,
  { edits, tab }: { edits: number; tab: 'kpi' | 'history' },
): Promise<Cost> {
  const { page } = workbook;
  await workbook.focus(FIRST, 'numerator');
  await workbook.get(`tab-${tab}`).click();
  await workbook.focus(FIRST, 'numerator');
  // What opening the panel asked for is no cost of an edit.
  await page.waitForLoadState('networkidle');
  const requests: string[] = [];
  const note = (request: Request): void => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) requests.push(`${request.method()} ${pathname}${search}`);
  };
  page.on('request', note);
  for (let n = 0; n < edits; n += 1) {
    // Figures that were in no cell before: each is an edit.
    await page.keyboard.type(String(1_000 + n));
    await page.keyboard.press(n % 2 === 0 ? 'Enter' : 'Shift+Enter');
    await workbook.saved();
  }
  await page.waitForLoadState('networkidle');
  page.off('request', note);
  return { edits, requests };
}
