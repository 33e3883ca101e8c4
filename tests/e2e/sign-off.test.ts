/** A version is signed by two and opened by two, with the password typed again where that was long ago. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StakesServer, type Who } from '../stakes/stakes-server.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';

const WEB = new URL('../../apps/web/dist', import.meta.url).pathname;
const ROW = 'availability_of_wifi_in_public_areas.value' as RowId;
/** The password counts for ten minutes. */
const LONG_MS = 11 * 60_000;

await describeInBrowser('a signed version', (browser: Browser) => {
  let server: StakesServer;
  const opened: BrowserContext[] = [];

  const pageOf = async (who: Who): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    opened.push(context);
    const { cookie } = await server.signIn(who);
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: server.running.url }]);
    return await context.newPage();
  };
  const workbook = () => `${server.running.url}/w/${server.workbook}`;

  beforeAll(async () => {
    server = await StakesServer.start(['coordinator', 'head', 'auditor', 'itu'], WEB);
    await server.fill({ [`${ROW}:numerator`]: '120' });
    await server.must(server.who('head'), { type: 'lock' });
    const auditor = server.who('auditor');
    await server.must(auditor, { type: 'declare-interest', conflict: '' });
    const verdict = { verdict: 'yes', result: '120', note: '' } as const;
    await server.must(auditor, { type: 'verify', row: ROW, ...verdict });
    await server.must(auditor, { type: 'release-verification' });
  });
  afterAll(async () => {
    for (const context of opened) await context.close();
    await server.close();
  });

  test('from the signatures to the second person who agrees to open it', async () => {
    await part('the auditor signs, after the password that was typed long ago', async () => {
      const auditor = server.who('auditor');
      const page = await pageOf(auditor);
      server.wait(LONG_MS);
      await page.goto(`${workbook()}/v/1`);
      await page.getByTestId('attest-open').click();
      expect(await page.getByTestId('attest-count-yes').innerText()).toBe('1');
      await page.getByTestId('attest-reasonable').click();
      expect(await graveFaults(page)).toEqual([]);
      await page.getByTestId('attest-confirm').click();
      const password = page.getByTestId('password-again-field');
      await password.fill('a guess');
      expect(await graveFaults(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor();
      await password.fill(auditor.password);
      await page.keyboard.press('Enter');
      await page.getByTestId('signed-mark').waitFor();
    });

    const itu = await pageOf(server.who('itu'));
    await part('ITU says that nothing stands in the way, and countersigns', async () => {
      await itu.goto(`${workbook()}/v/1`);
      await itu.getByTestId('countersign-open').click();
      await itu.getByTestId('countersign-confirm').click();
      await itu.getByTestId('interest-none').click();
      expect(await graveFaults(itu)).toEqual([]);
      await itu.getByTestId('interest').click();
      await itu.getByTestId('countersigned-mark').waitFor();
    });

    await part('the head proposes to unlock it, and ITU agrees', async () => {
      const head = await pageOf(server.who('head'));
      await head.goto(workbook());
      await head.getByTestId('unlock-open').click();
      await head.getByTestId('unlock-reason').fill('Two schools have sent their registers.');
      await head.getByTestId('unlock-confirm').click();
      await head.getByTestId('proposal-line').waitFor();
      await itu.goto(workbook());
      await itu.getByTestId('proposal-accept').click();
      // It is open again, so the head locks next.
      await head.getByTestId('lock-open').waitFor();
    });
  });
});
