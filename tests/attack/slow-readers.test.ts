/** P28: a slow reader costs others nothing. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { createRoom, setCells } from '@tallystick/room/shape';
import { expect, test } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { ApiClient } from '../process/api-client.ts';
import { enterRoom, runSlowReaders } from './slow-readers.ts';
import { updateMessage } from './socket-junk.ts';

/** Bytes that this side has not handed to its kernel yet, from which it waits for the server to read. */
const AHEAD_BYTES = 1024 * 1024;

test('readers who stop reading are cut, and nobody else is', async () => {
  // Each edit has 58 kB: more than the kernel and the server hold for somebody who does not read.
  const report = await runSlowReaders({ warm: 30, edits: 270, editsPerSecond: 25 });
  expect(report.edits).toBe(300);
  expect(report.cut).toBe(20);
  expect(report.wronglyCut).toBe(0);
  expect(report.after_ms).toBeGreaterThan(0);
}, 120_000);

test('who sends what is refused and reads no answer is cut', async () => {
  const dataDir = await temporaryDataDir();
  const { workbook, people } = await prepareWorkbook(dataDir, ['coordinator']);
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  const one = new ApiClient(server.url, people[0]?.cookie ?? '');
  const room = (await one.view(workbook)).room ?? '';
  const ws = await enterRoom(one, room);
  const doc = createRoom();
  setCells(doc, [['no.such_row:source' as CellId, 'x']], 'local');
  const refused = updateMessage(room, encodeStateAsUpdate(doc));
  ws.pause();
  const closed = new Promise<void>((done) => ws.once('close', () => done()));
  // Until it is cut, however slowly the server comes to it: who reads again before that is owed nothing.
  while (ws.readyState === ws.OPEN) {
    for (let each = 0; each < 1_000 && ws.bufferedAmount < AHEAD_BYTES; each += 1)
      ws.send(refused, () => undefined);
    await new Promise((turn) => setTimeout(turn, 5));
  }
  ws.resume();
  await closed;
  // The server serves others as before.
  expect((await one.view(workbook)).room).toBe(room);
  expect(await server.stop()).toBe(0);
  await removeDataDir(dataDir);
}, 60_000);
