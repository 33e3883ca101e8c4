/** Components that React draws for one step of a person, and for one act of somebody else. */
import type { Browser } from 'playwright';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { type Drawn, takeDrawn, type Watched, watchRenders } from './count-renders.ts';

const ROW = 'smart_water_meters.value';
const OTHER = 'water_supply_loss.value';

export type Renders = Record<'step' | 'cell' | 'event', { perAct: number; drawn: Drawn }>;

/** `acts`: how often each is done. */
export async function countRenders(browser: Browser, acts: number): Promise<Renders> {
  const server = await startServerProcess();
  try {
    const wen = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      before: watchRenders,
    });
    const api = await ApiClient.enter(server.url, 'p_amara');
    const over = async (act: (n: number) => Promise<void>) => {
      await rested(wen);
      for (let n = 0; n < acts; n += 1) await act(n);
      const drawn = await rested(wen);
      return { perAct: Math.round(drawn.total / acts), drawn };
    };
    await wen.focus(ROW, 'numerator');
    // The first steps fetch what the panel shows of a row.
    await wen.page.keyboard.press('ArrowDown');
    await wen.page.keyboard.press('ArrowUp');
    const step = await over(async (n) => {
      await wen.page.keyboard.press(n % 2 === 0 ? 'ArrowDown' : 'ArrowUp');
      await rested(wen, true);
    });
    const cell = await over(async (n) => {
      await change(api, `${OTHER}:source`, `Register ${n}`);
    });
    const event = await over(async (n) => {
      await api.command({
        type: 'comment',
        cell: `${OTHER}:source` as never,
        parent: null,
        text: `Said ${n}`,
        audience: 'members',
      });
    });
    await wen.close();
    return { step, cell, event };
  } finally {
    await server.stop();
    await removeDataDir(server.dataDir);
  }
}

async function change(api: ApiClient, cell: string, text: string): Promise<void> {
  const answer = await api.fetch(`${api.url}/api/workbooks/${DEMO_WORKBOOK}/cells`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', origin: api.url, cookie: api.cookie },
    body: JSON.stringify({ cells: { [cell]: text } }),
  });
  if (!answer.ok) throw new Error(`the cell was not written: ${answer.status}`);
}

/** Lists follow the cells twice a second: after so long without a drawing nothing is to come, in milliseconds. */
const STILL_MS = 700;

/** Nothing has been drawn for a while; what was since the last call. `keep` leaves it to the next one. */
async function rested(wen: WorkbookPage, keep = false): Promise<Drawn> {
  await wen.page.waitForFunction(
    (still) => performance.now() - (window as unknown as Watched).drawnAt > still,
    STILL_MS,
  );
  return keep ? { total: 0, byName: {} } : await takeDrawn(wen.page);
}
