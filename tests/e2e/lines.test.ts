/** Lines as cities have them: few requests an edit; what the page says of its line is true. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { typeDown } from '../lines/requests.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { WorkbookPage } from './workbook-page.ts';

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
});
