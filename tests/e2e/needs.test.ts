/** What the page says where it cannot work, and the administrator's line on backups. */
import { DATABASE_FILE } from '@tallystick/server/server';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { type Candidate, findBrowser, launchBrowser } from '../stage/chromium.ts';
import { askStage } from '../stage/stage.ts';
import { describeInBrowser } from './browser.ts';

async function browserWithoutScripts(): Promise<Candidate> {
  const found = (await askStage('browser')) ?? (await findBrowser(process.env));
  if ('reason' in found) throw new Error(found.reason);
  return { ...found, args: [...found.args, '--blink-settings=scriptEnabled=false'] };
}

await describeInBrowser('what it needs', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess({ env: { BACKUP_MAX_AGE_HOURS: '26' } });
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('where scripts are off it says that it needs them', async () => {
    // A page whose scripts are only kept from running does not show what is for pages without any.
    const without = await launchBrowser(await browserWithoutScripts());
    const page = await without.newPage();
    await page.goto(server.url);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const texts = nodes.map(({ name }) => String(name?.value ?? ''));
    expect(texts.join('\n')).toContain('Tallystick needs JavaScript');
    await without.close();
  });

  test('an old browser is told which ones will do, and a new one nothing of the kind', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByTestId('sign-in').waitFor();
    expect(await page.locator('#too-old').count()).toBe(0);
    await page.getByRole('link', { name: 'Licences' }).waitFor();
    await page.close();
    const old = await browser.newPage();
    // As it was before 2023.
    await old.addInitScript('delete Array.prototype.toSorted; delete Map.groupBy;');
    await old.goto(server.url);
    await old.getByRole('alert').getByText('too old for Tallystick').waitFor();
    await old.close();
  });

  test('an administrator sees that there is no backup', async () => {
    const database = new Database(join(server.dataDir, DATABASE_FILE));
    database.exec("UPDATE person SET admin = 1 WHERE person = 'p_amara'");
    database.close();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    await page.request.post(`${server.url}/api/session/demo`, {
      data: { person: 'p_amara' },
      headers: { origin: server.url },
    });
    await page.goto(`${server.url}/admin`);
    await page.getByTestId('admin-backup').getByText('There is no backup yet.').waitFor();
    await context.close();
  });
});
