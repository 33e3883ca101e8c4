/** A real installation from nothing: its first administrator. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';

const PASSWORD = 'seven herons over the weir';
const ADMIN = { name: 'Ottoline', email: 'ottoline@city.example' };

await describeInBrowser('an installation', (browser: Browser) => {
  let server: ServerProcess;
  let admin: Page;
  beforeAll(async () => {
    server = await startServerProcess({ args: ['--empty'] });
    admin = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const firstLink = (): string => {
    const link = /first administrator here, once: (http\S+)/.exec(server.output())?.[1];
    if (link === undefined) throw new Error(`no link was printed: ${server.output()}`);
    return link;
  };
  const setPassword = async (page: Page): Promise<void> => {
    await page.getByTestId('link-password').fill(PASSWORD);
    await page.getByTestId('link-password-again').fill(PASSWORD);
    await page.getByTestId('link-submit').click();
  };
  const signIn = async (email: string, password: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByTestId('email').fill(email);
    await page.getByTestId('password').fill(password);
    await page.getByTestId('sign-in').click();
    return page;
  };

  test('the link printed at the first start makes the first administrator', async () => {
    await admin.goto(firstLink());
    await admin.getByRole('heading', { name: 'The first administrator' }).waitFor();
    await admin.getByTestId('link-name').fill(ADMIN.name);
    await admin.getByTestId('link-email').fill(ADMIN.email);
    await setPassword(admin);
    await admin.getByText('Open the first one, then add its coordinator.').waitFor();
    expect(new URL(admin.url()).pathname).toBe('/');
  });

  test('the sign-in page of an installation offers no people to enter as', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByTestId('email').waitFor();
    expect(await page.getByRole('button', { name: /Enter as/ }).count()).toBe(0);
    await page.close();
  });

  test('the same link opened a second time is refused', async () => {
    const page = await browser.newPage();
    await page.goto(firstLink());
    await page.getByTestId('link-unusable').waitFor();
    expect(await page.getByTestId('link-form').count()).toBe(0);
    await page.close();
  });

  test('a wrong password and an unknown e-mail get the same answer', async () => {
    const wrong = await signIn(ADMIN.email, 'not the password at all');
    const unknown = await signIn('nobody@city.example', 'not the password at all');
    const [one, other] = await Promise.all(
      [wrong, unknown].map(async (page) => await page.getByTestId('sign-in-refusal').textContent()),
    );
    expect(one).toMatch(/\w.*\.$/);
    expect(other).toBe(one);
    await Promise.all([wrong.close(), unknown.close()]);
  });

  test('who signs out comes in again with the password they chose', async () => {
    await admin.close();
    const page = await signIn(ADMIN.email, PASSWORD);
    await page.getByRole('heading', { name: 'My workbooks' }).waitFor();
    await page.close();
  });
});
