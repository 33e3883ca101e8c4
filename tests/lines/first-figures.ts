/** Seconds until the first figures stand on a bad line, in a browser that was never here, beside the bare time of the bytes. */
import type { Browser } from 'playwright';
import { signIn } from '../e2e/workbook-page.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { Line } from './line.ts';

/** 400 kbit/s. */
const DOWN_BYTES_S = 50_000;
const DELAY_MS = 60;

export type FirstFigures = {
  first_s: number;
  /** In which the bytes that had come by then come through the same line by themselves. */
  bare_s: number;
  /** Until the sheet itself shows them. */
  sheet_s: number;
};

type ResultLine = { name: string; status: string; decimal: string | null };

export async function firstFigures(browser: Browser, url: string): Promise<FirstFigures> {
  const api = await ApiClient.enter(url, 'p_wen');
  const answer = await api.get(`/api/workbooks/${DEMO_WORKBOOK}/results`);
  const { results } = (await answer.json()) as { results: ResultLine[] };
  const figure = results.find(({ status, decimal }) => status === 'reported' && decimal !== null);
  if (!figure) throw new Error('the demo has no figure');
  const shown = new Intl.NumberFormat('en').format(Number(figure.decimal));
  const line = await Line.lay();
  const context = await browser.newContext({
    proxy: line.proxy,
    locale: 'en-US',
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
  });
  try {
    await signIn(context, url, 'p_wen');
    const page = await context.newPage();
    line.conditions = { down_bytes_s: DOWN_BYTES_S, delay_ms: DELAY_MS };
    const before = line.carried;
    const began = performance.now();
    await page.goto(`${url}/w/${DEMO_WORKBOOK}`, { waitUntil: 'commit' });
    const row = page.locator('#first-figures tr, .ag-row').filter({ hasText: figure.name });
    await row.filter({ hasText: shown }).first().waitFor();
    const first_s = (performance.now() - began) / 1_000;
    const bytes = line.carried - before;
    await page.locator('.ag-row').first().waitFor();
    await page.locator('#first-figures').waitFor({ state: 'detached' });
    const sheet_s = (performance.now() - began) / 1_000;
    const bare_s = (await line.bareTime(bytes)) / 1_000;
    return { first_s, bare_s, sheet_s };
  } finally {
    await context.close();
    await line.close();
  }
}
