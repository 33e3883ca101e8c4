/** A verdict in the hands of two people: the officer changes a source, and changes it back. */
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
      'Changed since the verdict: Source. It no longer counts.',
    );
    const year = await wen.text(METERS, 'year');
    await wen.type(METERS, 'year', '2019');
    await until(
      async () =>
        (await plainText(yara.get('verdict-changes'))).includes(`Year ${year} → 2019; Source.`),
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
});
