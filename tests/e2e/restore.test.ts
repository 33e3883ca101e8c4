/** A server that is stopped, put back to an older backup by the documented way, and started again, under two open pages. */
import { DATABASE_FILE } from '@tallystick/server/server';
import Database from 'better-sqlite3';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { WorkbookPage } from './workbook-page.ts';

/** Both may fill in the rows of the water utility. */
const WENS = { row: 'smart_water_meters.value', column: 'notes' } as const;
const BRUNOS = { row: 'water_supply_loss.value', column: 'notes' } as const;
type Place = typeof WENS | typeof BRUNOS;

await describeInBrowser('a server restored under open pages', (browser: Browser) => {
  let server: ServerProcess;
  let older: string;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    older = await temporaryDataDir();
    const enter = (person: string) => WorkbookPage.enter({ browser, url: server.url, person });
    [wen, bruno] = await Promise.all([enter('p_wen'), enter('p_bruno')]);
  });
  afterAll(async () => {
    await wen.close();
    await bruno.close();
    await server.stop();
    await removeDataDir(server.dataDir);
    await removeDataDir(older);
  });

  const write = async (who: WorkbookPage, at: Place, text: string): Promise<void> => {
    await who.type(at.row, at.column, text);
    await who.saved();
  };
  /** What stands in a cell and who set it, as the journal says. */
  const stands = async (api: ApiClient, { row, column }: Place) => {
    const answer = await api.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${row}:${column}`);
    const { text, by } = (await answer.json()) as { text: string; by: { person: string } | null };
    return { text, by: by?.person };
  };
  const seesOwnDraft = async (who: WorkbookPage, at: Place, late: string): Promise<void> => {
    await who.focus(at.row, at.column);
    const draft = who.get('refused-draft').filter({ hasText: late });
    await draft.filter({ hasText: 'restored to an earlier state' }).waitFor();
  };

  test('both come into the restored room by themselves, each with the drafts of their own late edits, and sign for nobody else', async () => {
    const { dataDir, port } = server;
    let room = '';
    await part('after a backup each of them saves something that both see', async () => {
      await write(wen, WENS, 'before, by Wen');
      await write(bruno, BRUNOS, 'before, by Bruno');
      const running = new Database(join(dataDir, DATABASE_FILE), { readonly: true });
      await running.backup(join(older, DATABASE_FILE));
      running.close();
      await write(wen, WENS, 'late, by Wen');
      await write(bruno, BRUNOS, 'late, by Bruno');
      await wen.shows(BRUNOS.row, BRUNOS.column, 'late, by Bruno');
      await bruno.shows(WENS.row, WENS.column, 'late, by Wen');
      const henrik = await ApiClient.enter(server.url, 'p_henrik');
      room = (await henrik.view()).room ?? '';
      // What is signed makes the older database one that starts under a new origin alone.
      expect((await henrik.get(`/api/workbooks/${DEMO_WORKBOOK}/record.zip`)).status).toBe(200);
    });

    await part('the server is put back to the backup, under a new origin', async () => {
      await server.stop();
      for (const log of ['-wal', '-shm'])
        await rm(join(dataDir, `${DATABASE_FILE}${log}`), { force: true });
      await copyFile(join(older, DATABASE_FILE), join(dataDir, DATABASE_FILE));
      await expect(startServerProcess({ dataDir, port })).rejects.toThrow(/is an older copy/);
      await expect(startServerProcess({ dataDir, port, args: ['--new-origin'] })).rejects.toThrow(
        /ended with 0[\s\S]*A new origin begins/,
      );
      server = await startServerProcess({ dataDir, port });
    });

    await part('the pages show what the backup holds, in another room', async () => {
      // In one's own cell the draft is shown, with its mark.
      await wen.shows(BRUNOS.row, BRUNOS.column, 'before, by Bruno');
      await bruno.shows(WENS.row, WENS.column, 'before, by Wen');
      const henrik = await ApiClient.enter(server.url, 'p_henrik');
      expect((await henrik.view()).room).not.toBe(room);
      expect(await stands(henrik, WENS)).toEqual({ text: 'before, by Wen', by: 'p_wen' });
      expect(await stands(henrik, BRUNOS)).toEqual({ text: 'before, by Bruno', by: 'p_bruno' });
    });

    await part('each sees their own late edit beside its cell, and nobody else’s', async () => {
      await seesOwnDraft(wen, WENS, 'late, by Wen');
      await seesOwnDraft(bruno, BRUNOS, 'late, by Bruno');
      await wen.focus(BRUNOS.row, BRUNOS.column);
      await wen.get('refused-draft').waitFor({ state: 'detached' });
      await bruno.focus(WENS.row, WENS.column);
      await bruno.get('refused-draft').waitFor({ state: 'detached' });
    });

    await part('one click writes it again, under its author', async () => {
      await wen.focus(WENS.row, WENS.column);
      await wen.get('draft-retry').click();
      await wen.saved();
      await bruno.shows(WENS.row, WENS.column, 'late, by Wen');
      const henrik = await ApiClient.enter(server.url, 'p_henrik');
      expect(await stands(henrik, WENS)).toEqual({ text: 'late, by Wen', by: 'p_wen' });
      expect(await stands(henrik, BRUNOS)).toEqual({ text: 'before, by Bruno', by: 'p_bruno' });
    });

    await part('a page that is opened anew has its drafts still', async () => {
      await bruno.page.reload();
      await bruno.saved();
      await seesOwnDraft(bruno, BRUNOS, 'late, by Bruno');
    });
  });
});
