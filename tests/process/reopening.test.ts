/** Reopened cells over real sockets: these alone take values, until their end; the next version proves itself. */
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import { unzipSync } from 'fflate';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from './api-client.ts';
import { RoomClient } from './room-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';
import { part } from '../e2e/part.ts';

const CELL = 'water_supply_loss.value:source';
const OTHER = 'water_supply_loss.value:notes';
const ROW = 'smart_water_meters.value';
const HOUR_MS = 60 * 60_000;
let server: ServerProcess;
let wen: ApiClient;
let henrik: ApiClient;
let olu: ApiClient;

const reopen = (cells: string[], rows: string[], until: number) =>
  henrik.command({
    type: 'reopen-cells',
    cells: cells as CellId[],
    rows: rows as RowId[],
    reason: 'The audit asks where this is from',
    until,
  });
const joined = async (who: ApiClient) => await RoomClient.join(who, (await who.view()).room ?? '');
const refusalOf = async (client: RoomClient, cell: string, text: string) => {
  const before = client.messages.length;
  client.set(cell, text);
  const isRefusal = (m: RoomClient['messages'][number]) => m.type === 'refused';
  await client.until(() => client.messages.slice(before).some(isRefusal), 'the refusal');
  const told = client.messages.slice(before).find(isRefusal);
  return told?.type === 'refused' ? told.refusal.code : undefined;
};

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  henrik = await ApiClient.enter(server.url, 'p_henrik');
  olu = await ApiClient.enter(server.url, 'p_olu');
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  const report = await fsck(join(server.dataDir, DATABASE_FILE));
  expect(report.faults).toEqual([]);
  await removeDataDir(server.dataDir);
});

test('cells reopened from one version to the third', async () => {
  await part(
    'a reopened cell and a reopened row take values, every other cell stays locked',
    async () => {
      expect((await wen.command({ type: 'end-reopening', reopening: 1 })).status).toBe(403);
      expect((await reopen([CELL], [ROW], Date.now() + HOUR_MS)).status).toBe(200);
      const writer = await joined(wen);
      await writer.save(CELL, 'Annual balance, page 12');
      await writer.save(`${ROW}:source`, 'Meter register');
      writer.close();
      const late = await joined(wen);
      expect(await refusalOf(late, OTHER, 'not named')).toBe('locked');
      late.close();
      const head = await joined(henrik);
      expect(await refusalOf(head, CELL, 'mine')).toBe('not-your-role');
      head.close();
      const view = await wen.view();
      expect(view).toMatchObject({ locked: true, reopened: [{ cells: [CELL], rows: [ROW] }] });
      expect((await olu.view()).reopened).toEqual([]);
    },
  );

  await part(
    'the next lock ends the reopening and makes version 2, which proves itself',
    async () => {
      const writer = await joined(wen);
      expect((await henrik.command({ type: 'lock' })).status).toBe(200);
      await writer.until(() => writer.messages.some((m) => m.type === 'moved'), 'the move');
      writer.close();
      const locked = await wen.view();
      expect(locked).toMatchObject({ locked: true, reopened: [] });
      expect(locked.submissions.map(({ submission }) => submission)).toEqual([1, 2]);
      const late = await joined(wen);
      expect(await refusalOf(late, CELL, 'too late')).toBe('locked');
      late.close();
      for (const version of [1, 2]) {
        const zip = await henrik.get(`/api/workbooks/wb_riverton/submissions/${version}/bundle`);
        const files = new Map(Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))));
        const report = verifyBundle(files, {});
        expect(report.firstFault).toBeUndefined();
        const order = report.steps.find(
          ({ claim }) => claim === 'Nothing was edited while locked.',
        );
        expect(order?.detail).toContain(version === 2 ? '2 edits, all of cells' : 'No edit shown');
      }
      const second = await (await henrik.get('/api/workbooks/wb_riverton/submissions/2')).json();
      const { cells } = JSON.parse((second as { snapshot: string }).snapshot);
      expect(cells[CELL]).toBe('Annual balance, page 12');
      expect(cells[OTHER]).not.toBe('not named');
    },
  );

  await part(
    'a reopening ends by itself at its time, and what was changed can still become version 3',
    async () => {
      const until = Date.now() + 2_500;
      expect((await reopen([CELL], [], until)).status).toBe(200);
      const writer = await joined(wen);
      await writer.save(CELL, 'Annual balance, page 13');
      await expect.poll(() => Date.now() > until + 20, { timeout: 20_000 }).toBe(true);
      expect(await refusalOf(writer, CELL, 'after the end')).toBe('locked');
      writer.close();
      expect((await henrik.command({ type: 'lock' })).status).toBe(200);
      expect((await henrik.command({ type: 'lock' })).status).toBe(422);
      const third = await (await henrik.get('/api/workbooks/wb_riverton/submissions/3')).json();
      expect(JSON.parse((third as { snapshot: string }).snapshot).cells[CELL]).toBe(
        'Annual balance, page 13',
      );
    },
  );
});
