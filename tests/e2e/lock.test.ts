/** The lock: what it says, whom it stops, what it leaves behind, and the proof that a stranger can check. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { plainText, reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const DRAINAGE = 'drainage_storm_water_system_ict_monitoring.value';
/** Where a local header of a ZIP has its file's checksum. */
const CHECKSUM_AT = 14;
const REASON = 'The meters of the harbour were missing.';

await describeInBrowser('the lock', (browser: Browser) => {
  let server: ServerProcess;
  let folder: string;
  let wen: WorkbookPage;
  let henrik: WorkbookPage;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tallystick-e2e-'));
    server = await startServerProcess();
    const { url } = server;
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
    henrik = await WorkbookPage.enter({ browser, url, person: 'p_henrik' });
  });
  afterAll(async () => {
    for (const each of [wen, henrik]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
    await rm(folder, { recursive: true });
  });

  /** Somebody who is nobody here, without a network once the page is open, is told what the program tells. */
  const checkedInBrowser = async (url: string, files: Record<string, string>): Promise<void> => {
    const { bundle = '', forged = '', verify = '', key = '' } = files;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${url}/check`);
    await page.getByTestId('check-key').fill(await readFile(key, 'utf8'));
    // What is needed stands first, what may be left out last.
    const fields = await page
      .locator('[data-testid^=check-]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-testid')));
    expect(fields).toEqual(['check-choose', 'check-key', 'check-older']);
    await context.setOffline(true);
    const steps = page.locator('[data-testid=check-steps] li');
    for (const file of [bundle, forged]) {
      const chooser = page.waitForEvent('filechooser');
      await page.getByTestId('check-choose').click();
      await (await chooser).setFiles(file);
      const verdict = file === bundle ? 'holds' : 'fails';
      await page.locator(`[data-testid=check-verdict][data-verdict=${verdict}]`).waitFor();
      const said = await promisify(execFile)(
        process.execPath,
        [verify, file, '--key', key, '--json'],
        { env: {} },
      ).catch((fault: { stdout: string }) => fault);
      const report = JSON.parse(said.stdout) as { steps: { claim: string; detail: string }[] };
      const told = await steps.locator('.check-detail').allInnerTexts();
      expect(told).toEqual(report.steps.map(({ detail }) => detail));
    }
    // Held against what somebody kept: chosen beside it, it is one claim more.
    const choose = async (testId: string, file: string): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByTestId(testId).click();
      await (await chooser).setFiles(file);
    };
    await choose('check-older', bundle);
    await page.getByTestId('check-older-name').waitFor();
    await choose('check-choose', bundle);
    await page.locator('[data-testid=check-verdict][data-verdict=holds]').waitFor();
    expect(await plainText(steps.last())).toContain('the same record');
    // What was said with a key is no answer once the key has gone.
    await page.getByTestId('check-key').fill('');
    expect(await page.getByTestId('check-verdict').count()).toBe(0);
    await page.getByTestId('check-again').click();
    await page.locator('[data-testid=check-verdict][data-verdict=fits]').waitFor();
    expect(await graveFaults(page)).toEqual([]);
    await context.close();
  };

  /** The dialog of the second lock says what will differ from the first, live, and each cell of it is a way there. */
  const differsInMeters = async (): Promise<void> => {
    const since = henrik.get('lock-since');
    await reads(since.locator('summary'), '1 row differs from version 1');
    const row = henrik.get(`lock-since-${METERS}`);
    expect(await plainText(row)).toContain('Smart Water Meters changed');
    expect(await plainText(row)).toContain('18 340 →became 19 999');
    await wen.type(DRAINAGE, 'source', 'Field survey');
    await reads(since.locator('summary'), '2 rows differ from version 1');
    expect(await plainText(henrik.get(`lock-since-${DRAINAGE}`))).toContain('for the first time');
    expect(await plainText(henrik.get('lock-due'))).toContain('UTC');
    await reads(henrik.get('lock-comments').locator('summary'), '1 comment is open');
    const questions = henrik.get('lock-questions');
    await reads(questions.locator('summary'), '1 question to ITU is not answered yet');
    expect(await questions.getByTestId('lock-question').count()).toBe(1);
    expect(await graveFaults(henrik.page)).toEqual([]);
    await row.getByTestId('lock-since-cell').first().click();
    await henrik.page.getByRole('dialog').waitFor({ state: 'detached' });
    await henrik.page.locator(`[row-id="${METERS}"] [col-id="numerator"].ag-cell-focus`).waitFor();
  };

  test('from the first lock to the second', async () => {
    await part(
      'the dialog says what will be locked, what is reported and what is missing',
      async () => {
        await henrik.get('lock-open').click();
        await reads(henrik.get('lock-reported'), '75 of 112');
        const dialog = henrik.page.getByRole('dialog', { name: 'Lock version 1' });
        await henrik.get('lock-confirm').waitFor();
        const words = await plainText(dialog);
        for (const part of [
          'Nobody can change it afterwards, not even you.',
          '37 data points are missing and will be locked as NR',
          '13 people who fill in can no longer change a cell.',
          'Wen',
        ])
          expect(words).toContain(part);
        expect(await plainText(henrik.get('lock-missing'))).toContain('Drainage');
        await henrik.page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      },
    );

    await part('only the project head can lock', async () => {
      expect(await wen.get('lock-open').count()).toBe(0);
      expect(await henrik.get('lock-open').count()).toBe(1);
    });

    await part(
      'a lock makes every screen read-only at once, and a value being typed stays as a refused draft',
      async () => {
        await wen.focus(METERS, 'numerator');
        await wen.page.keyboard.press('F2');
        await wen.page.locator('.ts-editor').fill('19999');
        expect(await wen.get('next-empty').count()).toBe(1);
        await henrik.get('lock-open').click();
        await henrik.get('lock-confirm').click();
        for (const each of [wen, henrik])
          await each.get('phase').filter({ hasText: 'locked, version 1' }).waitFor();
        // The button that was pressed is gone; the message about it is no place to work from.
        await until(
          () => henrik.page.evaluate(() => document.activeElement?.closest('main') !== null),
          'the keyboard at the sheet',
        );
        // Nothing can be filled, so nothing leads to what is empty.
        await wen.get('next-empty').waitFor({ state: 'detached' });
        const editor = wen.page.locator('.ts-editor');
        expect(await editor.inputValue()).toBe('19999');
        await editor.press('Enter');
        await wen.page.locator(`[row-id="${METERS}"] [col-id="numerator"].ts-refused`).waitFor();
        await wen.shows(METERS, 'numerator', '19999');
        await wen.get('drafts').waitFor();
        const held = wen.get('held-back');
        await held
          .filter({ hasText: '1 value was not taken, as its cell is closed to you.' })
          .waitFor();
        expect(await wen.get('held-back-again').count()).toBe(0);
        // Said once: the title says it.
        expect(await plainText(wen.get('refusal'))).toMatch(/^Not saved ?The workbook is locked\./);
        expect(await graveFaults(wen.page, '[data-testid="held-back"]')).toEqual([]);
        await henrik.shows(METERS, 'numerator', '18 340');
        // Trying again would be in vain; the notice leads to the cell, and from there to those who may set it.
        expect(await wen.get('draft-again').count()).toBe(0);
        await wen.get('tab-history').click();
        await wen.focus(DRAINAGE, 'numerator');
        await wen.get('held-back-show').click();
        await wen.get('draft-to-hand-in').click();
        await wen.get('draft-hand-in').waitFor();
        await until(
          () => wen.page.evaluate(() => document.activeElement?.closest('aside') !== null),
          'the keyboard in the panel',
        );
        await wen.page.getByRole('button', { name: 'Show all rows' }).click();
        await wen.focus(DRAINAGE, 'numerator');
        await reads(wen.get('never-filled'), 'Numerator: never filled in');
        await wen.page.keyboard.press('F2');
        expect(await wen.page.locator('.ts-editor').count()).toBe(0);
        await wen.get('refusal').filter({ hasText: 'locked' }).waitFor();
        await wen.page.keyboard.press('Escape');
      },
    );

    await part(
      'version 1 opens read-only as it was, with its hash computed again in the browser',
      async () => {
        await wen.get('versions-open').click();
        await wen.get('version-1').click();
        const ribbon = wen.get('version-ribbon');
        await ribbon.waitFor();
        expect(await plainText(ribbon)).toMatch(/^Version 1 of 1, locked .* UTC by Henrik/);
        await wen.get('hash-same').waitFor();
        await wen.get('results-same').waitFor();
        expect(await plainText(wen.get('version-hash'))).toMatch(/^[0-9a-f]{64}$/);
        await wen.shows(METERS, 'numerator', '18 340');
        await wen.shows(METERS, 'result', '25.76');
        await wen.focus(METERS, 'numerator');
        await wen.page.keyboard.press('F2');
        expect(await wen.page.locator('.ts-editor').count()).toBe(0);
        await wen.page.goBack();
        await wen.get('save-state').waitFor();
      },
    );

    await part(
      'bundle, program and key downloaded in the browser are all that plain Node needs to check it',
      async () => {
        await henrik.page.goto(`${server.url}/w/wb_riverton/v/1`);
        const take = async (testId: string): Promise<string> => {
          const coming = henrik.page.waitForEvent('download');
          await henrik.get(testId).click();
          const download = await coming;
          const file = join(folder, download.suggestedFilename());
          await download.saveAs(file);
          return file;
        };
        const bundle = await take('bundle-download');
        const verify = await take('get-verify');
        const key = await take('get-key');
        expect([bundle, verify, key].map((file) => extname(file))).toEqual([
          '.zip',
          '.mjs',
          '.pub',
        ]);
        const check = async (file: string) =>
          await promisify(execFile)(process.execPath, [verify, file, '--key', key], { env: {} });
        expect((await check(bundle)).stdout).toContain('HOLDS. This is what was locked');
        const bytes = await readFile(bundle);
        // The first file's checksum. A bit of packed data may be another way to pack the same text, and then it holds.
        bytes[CHECKSUM_AT] = (bytes[CHECKSUM_AT] ?? 0) ^ 1;
        const forged = join(folder, 'forged.zip');
        await writeFile(forged, bytes);
        await expect(check(forged)).rejects.toMatchObject({ code: 1 });
        await checkedInBrowser(server.url, { bundle, forged, verify, key });
        await henrik.page.goto(`${server.url}/w/wb_riverton`);
        await henrik.saved();
      },
    );

    await part('an unlock asks for a reason, and everyone may type again', async () => {
      await henrik.get('unlock-open').click();
      await henrik.get('unlock-confirm').click();
      await reads(henrik.get('unlock-confirm-missing'), 'Write the reason first.');
      expect(await henrik.page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await henrik.get('unlock-reason').fill(REASON);
      await henrik.get('unlock-confirm').click();
      await wen.get('phase').filter({ hasText: 'collecting again after version 1' }).waitFor();
      await wen.focus(METERS, 'numerator');
      await wen.get('refusal').filter({ hasText: 'It is open now.' }).waitFor();
      await wen.get('held-back-again').click();
      await wen.get('held-back').waitFor({ state: 'detached' });
      await wen.shows(METERS, 'numerator', '19 999');
      await henrik.shows(METERS, 'numerator', '19 999');
      await wen.get('drafts').waitFor({ state: 'detached' });
    });

    await part(
      'the next lock is version 2, and version 1 stays as it was with the reason of its unlock',
      async () => {
        await wen.saved();
        await henrik.get('lock-open').click();
        await henrik.page.getByRole('dialog', { name: 'Lock version 2' }).waitFor();
        await differsInMeters();
        await henrik.get('lock-open').click();
        await henrik.get('lock-confirm').click();
        await wen.get('phase').filter({ hasText: 'locked, version 2' }).waitFor();
        // What was said of a value that was taken since does not come back as something else.
        await wen.page.locator(`[row-id="${METERS}"] [col-id="numerator"].ts-locked`).waitFor();
        expect(await wen.get('refusal').count()).toBe(0);
        await wen.page.goto(`${server.url}/w/wb_riverton/v/2`);
        await wen.shows(METERS, 'numerator', '19 999');
        await wen.page.getByRole('link', { name: 'Version 1' }).click();
        await wen.get('version-ribbon').filter({ hasText: 'Version 1 of 2' }).waitFor();
        await wen.shows(METERS, 'numerator', '18 340');
        await wen.page.getByText(REASON).waitFor();
      },
    );
  });
});
