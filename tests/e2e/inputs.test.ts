/** Letters, figures and files of people everywhere: each kind of input by real keys, compositions and clipboards. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { INPUT_CASES } from './input-cases.ts';
import { InputDesk } from './input-desk.ts';

await describeInBrowser('inputs', (browser: Browser) => {
  let server: ServerProcess;
  let desk: InputDesk;
  beforeAll(async () => {
    server = await startServerProcess();
    desk = await InputDesk.open(browser, server.url);
  });
  afterAll(async () => {
    await desk.workbook.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test.each(INPUT_CASES)('$kind', async ({ run }) => {
    await run(desk);
  });
});
