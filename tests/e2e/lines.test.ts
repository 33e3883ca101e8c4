/** Lines as cities have them: few requests an edit; what the page says of its line is true; nothing is lost. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { firstFigures } from '../lines/first-figures.ts';
import { Line } from '../lines/line.ts';
import { typeDown } from '../lines/requests.ts';
import { NOTICED_S, untrue, wordsOf } from '../lines/words.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';

await describeInBrowser('lines', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });

  test('an edit costs at most one and a half requests, also beside its history', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    for (const tab of ['kpi', 'history'] as const) {
      const { edits, requests } = await typeDown(wen, { edits: 6, tab });
      expect(requests.length / edits, requests.join('\n')).toBeLessThanOrEqual(1.5);
    }
    await wen.close();
  });

  test('a line that takes all and brings nothing is noticed, and after a sleep nothing is claimed', async () => {
    const line = await Line.lay();
    const { url } = server;
    const options = { proxy: line.proxy };
    const wen = await WorkbookPage.enter({ browser, url, person: 'p_wen', options });
    const truth = { silent_s: 0, unsaved: 0, reported: Number.NaN };
    line.conditions = { swallows: true };
    const began = performance.now();
    await until(async () => {
      truth.silent_s = (performance.now() - began) / 1_000;
      const words = await wordsOf(wen);
      expect(untrue({ ...words, reported: '' }, truth)).toEqual([]);
      return words.notices.includes('Not connected');
    }, 'the page to say that it has no line');
    expect(truth.silent_s).toBeLessThanOrEqual(NOTICED_S);
    await wen.type(METERS, 'numerator', '20555');
    await wen.get('save-state').filter({ hasText: '1 value waits' }).waitFor();
    line.mend();
    await wen.saved();
    await wen.get('http-notice').waitFor({ state: 'detached' });
    // It swallows again, and the computer sleeps for three minutes.
    line.conditions = { swallows: true };
    await wen.page.evaluate(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 180_000;
    });
    await wen.get('save-state').filter({ hasText: 'Connecting' }).waitFor();
    line.mend();
    await wen.saved();
    await wen.shows(METERS, 'numerator', '20 555');
    await wen.close();
    await line.close();
  });

  test('on 400 kbit/s the first figures stand long before the sheet, and soon after their bytes', async () => {
    const { first_s, bare_s, sheet_s } = await firstFigures(browser, server.url);
    expect(first_s).toBeLessThan(sheet_s);
    expect(first_s, `bare ${bare_s} s`).toBeLessThanOrEqual(Math.max(8, bare_s * 1.5));
  });

  test.each([
    ['refused', 'p_salma', 'p_piotr', 'smart_electricity_meters.value'],
    ['held', 'p_wen', 'p_bruno', METERS],
  ] as const)(
    'where sockets are %s the page says so, says nothing untrue, and works by requests',
    async (sockets, person, other, row) => {
      const line = await Line.lay();
      const { url } = server;
      const api = await ApiClient.enter(url, person);
      const truth = { silent_s: 0, unsaved: 0, reported: await reportedOn(api) };
      const me = await WorkbookPage.enter({
        browser,
        url,
        person,
        options: { proxy: line.proxy },
        before: async (context) => {
          line.conditions = { sockets };
          await context.addInitScript(noteReported);
        },
      });
      await me.get('http-notice').waitFor();
      // Everything that was ever counted before one's eyes, from the first moment on.
      const counted = await me.page.evaluate(() => (window as unknown as Noted).counted);
      expect(counted.length).toBeGreaterThan(0);
      for (const reported of counted)
        expect(untrue({ saved: '', notices: '', reported }, truth)).toEqual([]);
      const others = await ApiClient.enter(url, other);
      await me.type(row, 'numerator', '3210');
      await me.saved();
      expect(await textOn(api, `${row}:numerator`)).toBe('3210');
      // What somebody else sets is here, and what happens as well.
      await patch(others, { [`${row}:source`]: `Set by another, ${sockets}` });
      await me.shows(row, 'source', `Set by another, ${sockets}`);
      // What was changed since it was seen is not written over: it stands beside the cell.
      line.conditions = { sockets, swallows: true };
      await patch(others, { [`${row}:source`]: 'Newer' });
      await me.type(row, 'source', 'Mine');
      line.conditions = { sockets };
      await me.get('drafts').waitFor();
      expect(await textOn(api, `${row}:source`)).toBe('Newer');
      await me.close();
      await line.close();
    },
  );
});

type Noted = { counted: string[] };

/** In the page, before its own scripts: every word that it ever counts by. */
function noteReported(): void {
  const noted: Noted = { counted: [] };
  Object.assign(window, noted);
  const look = (): void => {
    const shown = document.querySelector('[data-testid="reported"]')?.textContent;
    const words = shown?.replaceAll(/\s+/gu, ' ').trim();
    if (words !== undefined && noted.counted.at(-1) !== words) noted.counted.push(words);
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

async function reportedOn(api: ApiClient): Promise<number> {
  const answer = await api.get(`/api/workbooks/${DEMO_WORKBOOK}/results`);
  return ((await answer.json()) as { reported: number }).reported;
}

async function textOn(api: ApiClient, cell: string): Promise<string | null> {
  const path = `/api/workbooks/${DEMO_WORKBOOK}/cells/${encodeURIComponent(cell)}`;
  return ((await (await api.get(path)).json()) as { text: string | null }).text;
}

async function patch({ url, cookie }: ApiClient, cells: Record<string, string>): Promise<void> {
  const answer = await fetch(`${url}/api/workbooks/${DEMO_WORKBOOK}/cells`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ cells }),
  });
  expect(answer.status).toBe(200);
}
