/** A workbook archived and deleted on the screen: an administrator, an officer who has it open, and the second person. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { DATABASE_FILE } from '@tallystick/server/server';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { plainText, signIn, until, WorkbookPage, reads } from './workbook-page.ts';

const ROW = 'water_supply_loss.value';
const REASON = 'The pilot has ended.';

await describeInBrowser('an archived workbook', (browser: Browser) => {
  let server: ServerProcess;
  let admin: Page;
  let wen: WorkbookPage;
  let henrik: WorkbookPage;
  beforeAll(async () => {
    const first = await startServerProcess();
    await first.stop();
    const store = await openSqliteStore({ file: join(first.dataDir, DATABASE_FILE) });
    await store.setAdmin('p_amara' as PersonId, true);
    await store.close();
    server = await startServerProcess({ dataDir: first.dataDir });
    const { url } = server;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await signIn(context, url, 'p_amara');
    admin = await context.newPage();
    await admin.goto(`${url}/admin`);
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
    henrik = await WorkbookPage.enter({ browser, url, person: 'p_henrik' });
  });
  afterAll(async () => {
    await admin.context().close();
    for (const each of [wen, henrik]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  /** Of this year's workbook, in the administrator's list; the city has last year's as well. */
  const thisYear = () => admin.getByTestId('admin-workbook').filter({ hasText: '2026 assessment' });

  const cannotType = async (who: WorkbookPage) => {
    await who.focus(ROW, 'notes');
    await who.page.keyboard.press('F2');
    expect(await who.page.locator('.ts-editor').count()).toBe(0);
    await who.page.keyboard.press('Escape');
  };

  test('from the archive to its deletion by two people', async () => {
    await part('the head finds the way in where the workbook is corrected', async () => {
      await henrik.get('workbook-settings').click();
      await henrik.get('archive-open').click();
      await henrik.get('archive-reason').waitFor();
      await henrik.page.keyboard.press('Escape');
      await henrik.get('archive-reason').waitFor({ state: 'detached' });
    });

    await part('an administrator archives it with a reason', async () => {
      // A city has several workbooks: each button says of which one it is.
      const own = { name: 'Archive Riverton, 2026 assessment', exact: true };
      await thisYear().getByRole('button', own).waitFor();
      expect(await admin.getByRole('button', own).count()).toBe(1);
      await thisYear().getByRole('button', own).click();
      await admin.getByTestId('archive-confirm').click();
      await reads(admin.getByTestId('archive-confirm-missing'), 'Write the reason first.');
      await admin.getByTestId('archive-reason').fill(REASON);
      await admin.getByTestId('archive-confirm').click();
      await thisYear().getByText(`Amara: “${REASON}”`).waitFor();
      expect(await graveFaults(admin)).toEqual([]);
    });

    await part('an officer who has it open reads why, and cannot type any more', async () => {
      const ribbon = wen.get('archived-ribbon');
      await ribbon.getByText(`Amara: “${REASON}”`).waitFor();
      expect(await ribbon.getByRole('button').count()).toBe(0);
      expect(await wen.get('phase').textContent()).toContain('archived');
      await cannotType(wen);
      expect(await graveFaults(wen.page)).toEqual([]);
    });

    await part('in the list it stands apart, and closed', async () => {
      const page = await wen.context.newPage();
      await page.goto(server.url);
      const apart = page.getByTestId('archived-workbooks');
      await apart.getByText('Archived (1)').click();
      await apart.getByTestId('workbook-wb_riverton').waitFor();
      expect(await page.getByTestId('workbook-wb_riverton').count()).toBe(1);
      await page.close();
    });

    await part('the project head asks for its deletion, and cannot confirm it', async () => {
      const ribbon = henrik.get('archived-ribbon');
      await ribbon.getByTestId('ending-ask').click();
      await henrik.get('ask-deletion-reason').fill('The city asked for it.');
      await henrik.get('ask-deletion-confirm').click();
      await ribbon.getByTestId('deletion-asked').waitFor();
      expect(await ribbon.getByTestId('ending-takeBack').count()).toBe(1);
      expect(await ribbon.getByTestId('ending-delete').count()).toBe(0);
      expect(await wen.get('deletion-asked').textContent()).toContain('The city asked for it.');
    });

    await part('the administrator reads what goes, types the city, and confirms', async () => {
      await admin.reload();
      await thisYear().getByRole('button', { name: 'Confirm deletion of Riverton' }).click();
      const dialog = admin.getByRole('dialog', {
        name: 'Delete the workbook of Riverton for good',
      });
      await dialog.getByText('What goes').waitFor();
      // Amara is a member as well, and may take the record along herself.
      expect(await dialog.getByTestId('delete-record').count()).toBe(1);
      expect(await plainText(dialog.getByTestId('deletion-asked'))).toContain('UTC');
      expect(await graveFaults(admin)).toEqual([]);
      await admin.getByTestId('delete-city').fill('River');
      await admin.getByTestId('delete-confirm').click();
      await reads(
        admin.getByTestId('delete-confirm-missing'),
        'Type the name of the city first, as it is written: Riverton',
      );
      await admin.getByTestId('delete-city').fill('Riverton');
      await admin.getByTestId('delete-confirm').click();
      await thisYear().waitFor({ state: 'detached' });
      const gone = await plainText(admin.getByTestId('workbooks-deleted'));
      expect(gone).toMatch(/^1 workbook was deleted here, on /);
      expect(await admin.getByTestId('admin-workbook').count()).toBe(1);
    });

    await part(
      'open pages say that it was deleted, and the browser keeps nothing of it',
      async () => {
        for (const each of [wen, henrik]) {
          await each.page.getByRole('heading', { name: 'This workbook was deleted' }).waitFor();
          expect(await each.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
        }
        const kept = () =>
          wen.page.evaluate(async () => {
            const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
            const opening = indexedDB.open('tallystick');
            const views = await new Promise<number>((done) => {
              opening.onsuccess = () => {
                const asked = opening.result.transaction('views').objectStore('views').count();
                asked.onsuccess = () => done(asked.result);
              };
            });
            opening.result.close();
            return { views, rooms: names.filter((name) => name.includes('wb_riverton')).length };
          });
        await until(
          async () => JSON.stringify(await kept()) === '{"views":0,"rooms":0}',
          'nothing is kept',
        );
        await wen.page.goto(`${server.url}/w/wb_riverton`);
        await wen.page.getByText('There is nothing here that you may see.').waitFor();
      },
    );
  });
});
