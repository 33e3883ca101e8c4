/** What a program could not write is at its cell, for its person and the city's leads, and is taken over from there. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { PlainClient, tokenOf } from '../process/plain-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { plainText, reads, until, WorkbookPage } from './workbook-page.ts';

/** A row of the statistics office, so not Wen's to fill in. */
const ROW = 'open_data.number';

await describeInBrowser('drafts of programs', (browser: Browser) => {
  let server: ServerProcess;
  let amara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const token = await tokenOf(await ApiClient.enter(server.url, 'p_wen'));
    for (const text of ['Counted by the water utility', 'Counted twice']) {
      const program = await PlainClient.join(server.url, DEMO_WORKBOOK, token);
      program.set(`${ROW}:source`, text);
      await program.until(() => program.ended === 4403, 'the refusal');
      program.close();
    }
    amara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_amara' });
  });
  afterAll(async () => {
    await amara.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('the coordinator reads them, takes one over and discards the other', async () => {
    await part('the coordinator sees whose value it was and why it was not taken', async () => {
      await amara.focus(ROW, 'source');
      await reads(
        amara.get('kept-drafts').locator('.notice-title'),
        '2 values that were not taken',
      );
      const [first, second] = await Promise.all(
        [0, 1].map(async (at) => await plainText(amara.get('kept-draft').nth(at))),
      );
      expect(`${first} ${second}`).toContain('Counted by the water utility');
      expect(first).toContain('Wen');
      expect(first).toContain('This row is assigned to another entity.');
    });

    await part(
      'a value taken over stands in the cell, one discarded is gone, and the keyboard stays here',
      async () => {
        const draft = amara.get('kept-draft').filter({ hasText: 'Counted by the water utility' });
        await draft.getByTestId('kept-take').press('Enter');
        await reads(amara.get('kept-told'), 'The value now stands in the cell.');
        await amara.shows(ROW, 'source', 'Counted by the water utility');
        await until(
          async () => (await amara.get('kept-draft').count()) === 1,
          'the taken draft to be gone',
        );
        await amara.get('kept-discard').press('Enter');
        await reads(amara.get('kept-told'), 'The value was discarded.');
        await until(async () => (await amara.get('kept-draft').count()) === 0, 'both to be gone');
        const focused = amara.page.locator(':focus');
        expect(await focused.getAttribute('data-testid')).toBe('kept-told');
      },
    );
  });
});
