/** A clock that is set back: what was written meanwhile is marked at once. */
import { startServer } from '@tallystick/server/server';
import { ClockWatch } from '@tallystick/server/upkeep/clock-watch';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { change, edit, WATER } from '../../packages/store/test/journal-of.ts';
import { ApiClient } from './api-client.ts';
import { prepareWorkbook } from './prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from './server-process.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
});
afterAll(async () => await removeDataDir(dataDir));

const HOUR_MS = 3_600_000;

test('the log names the entry once, and the time by which it is early', async () => {
  const said: unknown[] = [];
  const watch = new ClockWatch({ warn: (what: unknown) => said.push(what) } as never);
  const memory = openMemoryStore();
  await memory.createWorkbook(WATER, 1);
  const write = async (over: typeof memory, at: number): Promise<void> => {
    const expected = (await memory.workbook(WATER))?.head ?? 0;
    const entries = [edit(change('a.b:value', null, String(at)), { at })];
    await over.append([{ workbook: WATER, expected, entries }]);
  };
  // Written before this server started.
  await write(memory, 9_000);
  const store = watch.over(memory);
  await write(store, 2_000);
  await write(store, 3_000);
  expect(said).toEqual([{ workbook: WATER, number: 2, by_ms: 7_000 }]);
  expect(watch.isSetBack).toBe(true);
  await write(store, 9_500);
  expect(watch.isSetBack).toBe(false);
  await write(store, 9_400);
  expect(said).toHaveLength(2);
});

test('the health of a server says it until the clock is right again', async () => {
  const { workbook, people } = await prepareWorkbook(dataDir, ['head']);
  let ahead_ms = 0;
  const running = await startServer(
    {
      port: 0,
      host: '127.0.0.1',
      dataDir,
      publicUrl: null,
      empty: true,
      webDir: '/nowhere',
      verifyFile: '/nowhere',
    },
    { logLevel: 'silent', now: () => Date.now() + ahead_ms },
  );
  if ('fault' in running) throw new Error(running.fault);
  try {
    const head = new ApiClient(running.url, people[0]?.cookie ?? '');
    const health = async () => await (await fetch(`${running.url}/healthz`)).json();
    const addEntity = async (name: string) =>
      await head.post(`/api/workbooks/${workbook}/commands`, {
        id: `c_${name}`,
        command: { type: 'add-entity', entity: `e_${name}`, name },
      });
    expect((await addEntity('water')).status).toBe(200);
    expect(await health()).toEqual({ ok: true, clockSetBack: false });
    ahead_ms = -HOUR_MS;
    expect((await addEntity('roads')).status).toBe(200);
    expect(await health()).toEqual({ ok: true, clockSetBack: true });
    ahead_ms = 0;
    expect((await addEntity('parks')).status).toBe(200);
    expect(await health()).toEqual({ ok: true, clockSetBack: false });
  } finally {
    await running.close();
  }
});
