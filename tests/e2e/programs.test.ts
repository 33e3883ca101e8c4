/** Programs' access as people give and take it: targets of webhooks, webhooks, access tokens. */
import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, openInstallation } from '../people/installation.ts';
import { type Receiver, startReceiver } from '../programs/receiver.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { until } from './workbook-page.ts';

const NOTES = 'city.population:notes';

await describeInBrowser('programs', (browser: Browser) => {
  let made: Installation;
  let receiver: Receiver;
  let page: Page;
  let cells = '';
  beforeAll(async () => {
    made = await openInstallation();
    receiver = await startReceiver();
    cells = `/api/workbooks/${made.workbooks[0]}/cells`;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const [name = '', value = ''] = made.admin.cookie.split('=');
    await context.addCookies([{ name, value, url: made.server.url }]);
    page = await context.newPage();
  });
  afterAll(async () => {
    await page.context().close();
    await receiver.close();
    await made.close();
  });
  const openWorkbook = async (): Promise<void> => {
    await page.goto(`${made.server.url}/w/${made.workbooks[0]}`);
    await page.getByRole('grid').waitFor();
  };
  const openWebhooks = async (): Promise<void> => {
    await page.getByTestId('people-open').click();
    await page.getByTestId('webhooks-tab').click();
  };

  test('a target and its webhook, from the first to the last', async () => {
    await part('no webhook is offered before an administrator has allowed a target', async () => {
      await openWorkbook();
      await openWebhooks();
      await page.getByText('No target is allowed yet.', { exact: false }).waitFor();
      expect(await page.getByTestId('webhook-url').count()).toBe(0);
      expect(await graveFaults(page)).toEqual([]);
    });

    await part('an administrator allows a target, and is told what is not an origin', async () => {
      await page.goto(`${made.server.url}/admin`);
      await page.getByTestId('target-origin').fill('ftp://files.example');
      await page.getByTestId('target-allow').click();
      await page.getByTestId('admin-targets').getByRole('alert').waitFor();
      expect(await page.getByTestId('target-origin').inputValue()).toBe('ftp://files.example');
      await page.getByTestId('target-origin').fill(receiver.origin);
      await page.getByTestId('target-allow').click();
      await page.getByTestId('target-line').filter({ hasText: receiver.origin }).waitFor();
      expect(await page.getByTestId('admin-targets').getByRole('alert').count()).toBe(0);
      expect(await graveFaults(page)).toEqual([]);
    });

    await part(
      'a webhook is added with a key shown once, and what it sends is signed with it',
      async () => {
        await openWorkbook();
        await openWebhooks();
        await page.getByTestId('webhook-url').fill(`${receiver.origin}/in`);
        await page.getByTestId('webhook-add').click();
        const key = await page.getByTestId('shown-once').inputValue();
        await page
          .getByTestId('webhook-line')
          .filter({ hasText: `${receiver.origin}/in` })
          .waitFor();
        expect(await graveFaults(page)).toEqual([]);
        const command = { type: 'add-entity', entity: 'e_roads' as never, name: 'Roads' } as const;
        const answer = await made.admin.command(command, { workbook: made.workbooks[0] });
        expect(answer.status).toBe(200);
        await until(() => receiver.received.length > 0, 'nothing was sent');
        const [first] = receiver.received;
        const signed = `${String(first?.headers['tallystick-timestamp'])}.${first?.body}`;
        const signature = createHmac('sha256', key).update(signed).digest('hex');
        expect(first?.headers['tallystick-signature']).toBe(`v1=${signature}`);
        await page
          .getByTestId('webhook-line')
          .getByText('sent up to entry', { exact: false })
          .waitFor();
      },
    );

    await part('a webhook is removed after one question, and its key was seen once', async () => {
      await openWorkbook();
      await openWebhooks();
      expect(await page.getByTestId('shown-once').count()).toBe(0);
      await page.getByTestId('webhook-remove').click();
      await page.getByText('Nothing more is sent there.', { exact: false }).waitFor();
      expect(await page.getByTestId('webhook-line').count()).toBe(1);
      await page.getByTestId('webhook-remove-confirm').click();
      await page.getByText('The journal is sent nowhere.').waitFor();
    });

    await part('a forbidden target is asked for once and is gone', async () => {
      await page.goto(`${made.server.url}/admin`);
      await page.getByTestId('target-forbid').click();
      await page.getByText('Its webhooks are removed', { exact: false }).waitFor();
      await page.getByTestId('target-forbid-confirm').click();
      await page.getByText('No target is allowed.').waitFor();
    });
  });

  test('a token does what its scope says, and nothing once it is revoked', async () => {
    await page.goto(made.server.url);
    await page.getByTestId('me-menu').click();
    await page.getByTestId('tokens-open').click();
    await page.getByText('You have no access token.').waitFor();
    await page.getByTestId('token-new').click();
    await page.getByTestId('token-name').fill('Nightly import');
    await page.getByTestId('token-scope-write').check();
    expect(await graveFaults(page)).toEqual([]);
    await page.getByTestId('token-make').click();
    const secret = await page.getByTestId('shown-once').inputValue();
    const ask = async (method: string, path: string, body?: object): Promise<Response> =>
      await fetch(made.server.url + path, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
    const line = page.getByTestId('token-line').filter({ hasText: 'Nightly import' });
    await line.getByText('never used', { exact: false }).waitFor();
    expect(await graveFaults(page)).toEqual([]);
    const body = { cells: { [NOTES]: 'from the register' } };
    expect((await ask('PATCH', cells, body)).status).toBe(200);
    expect(await (await ask('GET', `${cells}/${NOTES}`)).json()).toMatchObject({
      text: 'from the register',
    });
    await line.getByTestId('token-revoke').click();
    await line.getByText('Programs that use it lose access at once.', { exact: false }).waitFor();
    expect(await graveFaults(page)).toEqual([]);
    await line.getByTestId('token-revoke-confirm').click();
    await page.getByText('You have no access token.').waitFor();
    expect(await page.getByTestId('shown-once').count()).toBe(0);
    expect((await ask('PATCH', cells, body)).status).toBe(401);
  });
});
