/** The states of rows over real sockets: said by those who fill them, withdrawn by any edit and told to all at once. */

import { join } from 'node:path';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { RowSaying } from '@tallystick/domain/events';
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { rowLife } from '@tallystick/domain/nouns/row-life';
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { part } from '../e2e/part.ts';
import { ApiClient } from './api-client.ts';
import { RoomClient } from './room-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const ROW = 'smart_water_meters.value' as RowId;
const EMPTY = 'drainage_storm_water_system_ict_monitoring.value' as RowId;
const OTHERS = 'household_internet_access.value' as RowId;
const catalogue = loadCatalogue();
let server: ServerProcess;
let wen: ApiClient;
let amara: ApiClient;
let henrik: ApiClient;

const mark = async (who: ApiClient, rows: RowId[], as: RowSaying, more = {}) =>
  await who.command({ type: 'mark-rows', rows, as, ...more });
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const joined = async (who: ApiClient) => await RoomClient.join(who, (await who.view()).room ?? '');

/** The state of a row as a client derives it from what it was sent. */
async function lifeFor(who: ApiClient, row: RowId): Promise<string> {
  const room = await joined(who);
  const cells = room.cells();
  const found = (await who.view()).marks.find((each) => each.row === row);
  const read = (cell: CellId): string | undefined => cells.get(cell);
  const life = rowLife({ catalogue, read, mark: found }, row);
  room.close();
  return life;
}

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  amara = await ApiClient.enter(server.url, 'p_amara');
  henrik = await ApiClient.enter(server.url, 'p_henrik');
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  const report = await fsck(join(server.dataDir, DATABASE_FILE));
  expect(report.faults).toEqual([]);
  await removeDataDir(server.dataDir);
});

test('a row from in progress to ready, through a lock and back', async () => {
  await part('a row is ready when its contributor says so and nothing is missing', async () => {
    const blocked = await mark(wen, [ROW], 'ready');
    expect(blocked.status).toBe(422);
    expect(await blocked.json()).toMatchObject({
      code: 'row-not-ready',
      detail: 'Cells: smart_water_meters.value:source.',
      fact: 'smart_water_meters.value:source',
    });
    const writer = await joined(wen);
    await writer.save(`${ROW}:source`, 'Meter register');
    writer.close();
    expect(await codeOf(await mark(wen, [OTHERS], 'ready'))).toBe('not-your-row');
    expect(await codeOf(await mark(henrik, [ROW], 'ready'))).toBe('not-your-role');
    expect((await mark(wen, [ROW], 'ready')).status).toBe(200);
    for (const who of [wen, amara, henrik]) expect(await lifeFor(who, ROW)).toBe('ready');
  });

  await part(
    'an edit by somebody else takes it back, for everybody and without an event',
    async () => {
      const head = (await wen.view()).marks;
      const writer = await joined(amara);
      await writer.save(`${ROW}:numerator`, '18341');
      for (const who of [wen, amara, henrik]) expect(await lifeFor(who, ROW)).toBe('in-progress');
      expect((await wen.view()).marks).toEqual(head);
      await writer.save(`${ROW}:numerator`, '18340');
      writer.close();
      expect(await lifeFor(henrik, ROW)).toBe('ready');
    },
  );

  await part(
    'not available has a reason that the members read at once, and ends with a figure',
    async () => {
      const watcher = await joined(henrik);
      expect(await codeOf(await mark(wen, [EMPTY], 'not-available', { reason: '' }))).toBe(
        'empty-text',
      );
      expect(await codeOf(await mark(wen, [ROW], 'not-available', { reason: 'x' }))).toBe(
        'row-has-figure',
      );
      const reason = 'Nobody keeps a register of drains.';
      expect((await mark(wen, [EMPTY], 'not-available', { reason })).status).toBe(200);
      const isTold = () =>
        watcher.messages.some(
          (m) => m.type === 'event' && JSON.stringify(m.entry).includes(reason),
        );
      await watcher.until(isTold, 'the event');
      watcher.close();
      expect(await lifeFor(henrik, EMPTY)).toBe('not-available');
      const writer = await joined(wen);
      await writer.save(`${EMPTY}:numerator`, '12');
      expect(await lifeFor(henrik, EMPTY)).toBe('in-progress');
      await writer.save(`${EMPTY}:numerator`, null);
      writer.close();
    },
  );

  await part('the word stands on what the person saw', async () => {
    const seen = ['0'.repeat(64)];
    expect(await codeOf(await mark(wen, [ROW], 'ready', { seen }))).toBe('row-moved');
  });

  await part('observers are not told, and the record of the row has it', async () => {
    const olu = await ApiClient.enter(server.url, 'p_olu');
    expect((await olu.view()).marks).toEqual([]);
    const path = `/api/workbooks/wb_riverton/history?row=${ROW}&kinds=progress`;
    const history = (await (await amara.get(path)).json()) as { moments: { event: unknown }[] };
    expect(history.moments.map(({ event }) => event)).toMatchObject([
      { type: 'rows-marked', as: 'ready', rows: [ROW] },
    ]);
  });

  await part('a lock leaves the states as they are, and refuses new words', async () => {
    expect((await henrik.command({ type: 'lock' })).status).toBe(200);
    expect(await lifeFor(wen, ROW)).toBe('ready');
    expect(await codeOf(await mark(wen, [ROW], 'in-progress'))).toBe('locked');
    expect((await henrik.command({ type: 'unlock', reason: 'More to come' })).status).toBe(200);
    expect(await lifeFor(wen, ROW)).toBe('ready');
    expect((await mark(wen, [ROW], 'in-progress')).status).toBe(200);
    expect(await lifeFor(henrik, ROW)).toBe('in-progress');
  });
});
