/** A verdict in the hands of two people, whose officer changes a source and changes it back; and the keys that one costs. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { plainText, reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
/** Data points that are judged one after the other. */
const POINTS = 3;

await describeInBrowser('a verdict and what it judged', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let yara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const enter = (person: string) => WorkbookPage.enter({ browser, url: server.url, person });
    [wen, yara] = await Promise.all([enter('p_wen'), enter('p_yara')]);
  });
  afterAll(async () => {
    for (const each of [wen, yara]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('another source makes it stale, by name; the same source makes it hold again', async () => {
    await wen.type(METERS, 'source', 'Meter register');
    await yara.shows(METERS, 'source', 'Meter register');
    await yara.focus(METERS, 'result');
    await yara.get('verify-yes').click();
    await yara.shows(METERS, 'verified', 'Yes');
    await wen.type(METERS, 'source', 'Somebody said so');
    await yara.shows(METERS, 'verified', 'Yes, stale');
    await reads(
      yara.get('verdict-changes'),
      'Changed since the verdict: Source Meter register → Somebody said so. It no longer counts.',
    );
    const year = await wen.text(METERS, 'year');
    await wen.type(METERS, 'year', '2019');
    await until(
      async () =>
        (await plainText(yara.get('verdict-changes'))).includes(
          `Year ${year} → 2019; Source Meter register →`,
        ),
      'the year to be named',
    );
    // Neither does the city see that anything was judged, nor that it is stale.
    expect(await wen.text(METERS, 'verified')).toBe('');
    await wen.type(METERS, 'year', year);
    await wen.type(METERS, 'source', 'Meter register');
    await yara.shows(METERS, 'verified', 'Yes');
    await yara.get('verdict-changes').waitFor({ state: 'detached' });
    expect(await yara.get('verify-yes').getAttribute('aria-pressed')).toBe('true');
  });

  test('a file behind the value is sent, looked at and taken away, and the verdict follows', async () => {
    await wen.focus(METERS, 'source');
    const table = Buffer.from('district,meters\nNorth,120\n');
    const page = Buffer.from('<html><script>1</script></html>');
    await wen.get('evidence-files').setInputFiles([
      { name: 'readings.csv', mimeType: 'text/csv', buffer: table },
      { name: 'page.pdf', mimeType: 'application/pdf', buffer: page },
    ]);
    await wen.get('evidence-sending').getByRole('alert').waitFor();
    await yara.shows(METERS, 'verified', 'Yes, stale');
    const changes = 'Changed since the verdict: Evidence. It no longer counts.';
    await reads(yara.get('verdict-changes'), changes);
    await yara.get('evidence-open').click();
    await reads(yara.get('evidence-view').locator('td').first(), 'North');
    await yara.page.keyboard.press('Escape');
    await wen.get('evidence-detach').click();
    await yara.shows(METERS, 'verified', 'Yes');
    await yara.get('evidence-item').waitFor({ state: 'detached' });
    await wen.get('evidence-put-back').click();
    await yara.shows(METERS, 'verified', 'Yes, stale');
  });

  test('a sound data point costs two keys at most, with the keyboard in the panel and without leaving it', async () => {
    await yara.focus(METERS, 'result');
    await yara.get('bar-verify').waitFor();
    const panel = (): Promise<string | null> => yara.get('side-panel').getAttribute('data-row');
    const judged = async (): Promise<number> =>
      Number(/^(\d+) /.exec(await plainText(yara.get('judged')))?.[1]);
    const before = await judged();
    await yara.get('tab-kpi').focus();
    await yara.page.evaluate(() => {
      window.addEventListener(
        'keydown',
        ({ key }) => {
          if (key !== 'Alt')
            document.body.dataset['keys'] = `${document.body.dataset['keys'] ?? ''}.`;
        },
        { capture: true },
      );
    });
    const seen = new Set<string | null>();
    for (let point = 0; point < POINTS; point++) {
      const row = await panel();
      seen.add(row);
      await yara.page.keyboard.press('Alt+v');
      await until(async () => (await panel()) !== row, 'the next data point in the panel');
      await until(
        () =>
          yara.page.evaluate(() => document.activeElement?.closest('[data-area="panel"]') !== null),
        'the keyboard in the panel again',
      );
    }
    await until(async () => (await judged()) >= before + POINTS - 1, 'the verdicts');
    const keys = await yara.page.evaluate(() => document.body.dataset['keys']?.length ?? 0);
    expect(seen.size).toBe(POINTS);
    expect(keys / POINTS).toBeLessThanOrEqual(2);
    // The way back, and to the boxes of a reason and of a question.
    const last = await panel();
    await yara.page.keyboard.press('Alt+k');
    await until(async () => (await panel()) !== last, 'the data point before');
    await yara.page.keyboard.press('Alt+x');
    await until(() => isIn('verify-note'), 'the keyboard in the reason');
    await yara.page.keyboard.press('Escape');
    await yara.page.keyboard.press('Alt+a');
    await until(() => isIn('query-ask-text'), 'the keyboard in the question');
  });

  const isIn = (testId: string): Promise<boolean> =>
    yara.page.evaluate((id) => document.activeElement?.getAttribute('data-testid') === id, testId);
});
