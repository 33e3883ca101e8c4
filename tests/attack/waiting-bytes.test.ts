/** What waits to be decided is bounded in bytes: for one socket, which is then read no further, and for a workbook. */
import { EditQueue } from '@tallystick/server/workbook/edit-queue';
import {
  EDIT_BYTES_WAITING_MAX,
  EDIT_BYTES_WAITING_PAUSE,
} from '@tallystick/server/service/limits';
import { type Running, startServer } from '@tallystick/server/server';
import type { AppendResult } from '@tallystick/store/port-journal';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { ProgramClient } from '../programs/program-client.ts';
import { enterRoom } from './slow-readers.ts';
import { updateMessage } from './socket-junk.ts';
import type { WaitingEdit } from '@tallystick/server/workbook/waiting';

const CELLS = `/api/workbooks/${DEMO_WORKBOOK}/cells`;
const EDIT_BYTES = 1_000_000;
/** Fewer than may wait by their number. */
const EDITS = 60;
/** What the system keeps of a connection on its way, at most. */
const ON_ITS_WAY = 16_000_000;
let running: Running;
let dataDir: string;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: null, empty: false };
  const files = { webDir: dataDir, verifyFile: dataDir };
  const started = await startServer({ ...config, ...files }, { logLevel: 'silent' });
  if ('fault' in started) throw new Error(started.fault);
  running = started;
});
afterAll(async () => {
  await running.close();
  await removeDataDir(dataDir);
});

/** From now on nothing is written until it is let go. */
function holdAppends(): { begun: Promise<void>; letGo: () => void } {
  const { store } = running;
  const own = store.append;
  let letGo = (): void => {};
  const held = new Promise<void>((go) => (letGo = go));
  const begun = new Promise<void>((first) => {
    store.append = async (requests): Promise<AppendResult[]> => {
      first();
      await held;
      return await own(requests);
    };
  });
  return { begun, letGo: () => ((store.append = own), letGo()) };
}

test('a socket whose edits wait is read no further than some bytes', async () => {
  const api = await ApiClient.enter(running.url, 'p_wen');
  const wen = await ProgramClient.of(api);
  const socket = await enterRoom(api, (await api.view()).room ?? '');
  const appends = holdAppends();
  const body = { cells: { 'water_supply_loss.value:notes': 'held up' } };
  const saved = wen.ask('PATCH', CELLS, { body });
  await appends.begun;
  const frame = updateMessage((await api.view()).room ?? '', new Uint8Array(EDIT_BYTES));
  for (let i = 0; i < EDITS; i++) socket.send(frame);
  // It is read as far as it will be once nothing more leaves.
  for (let last = -1; last !== socket.bufferedAmount; await pause(200)) {
    last = socket.bufferedAmount;
  }
  const read = EDITS * EDIT_BYTES - socket.bufferedAmount;
  expect(read).toBeLessThan(EDIT_BYTES_WAITING_PAUSE + ON_ITS_WAY);
  socket.terminate();
  appends.letGo();
  expect((await saved).status).toBe(200);
});

test('a workbook takes no more edits in than some bytes, and takes them again once those are answered', () => {
  const queue = new EditQueue();
  const told: string[] = [];
  const edit = {
    source: { undecided: () => told.push('undecided') },
    update: new Uint8Array(EDIT_BYTES),
  };
  const add = () => queue.add(edit as unknown as WaitingEdit);
  let taken = 0;
  while (add()) taken += 1;
  expect(taken).toBe(Math.floor(EDIT_BYTES_WAITING_MAX / EDIT_BYTES));
  queue.leaveUndecided();
  expect(told).toHaveLength(taken);
  expect(add()).toBe(true);
});
