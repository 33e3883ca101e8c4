/** Nobody who sent an edit waits for ever: what is not decided is said to be so, and can be sent again. */
import type { CellId, CommandId, PersonId } from '@tallystick/domain/cells/ids';
import { writeCells } from '@tallystick/server/workbook/cell-writer';
import { type Running, startServer } from '@tallystick/server/server';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openMemoryStore } from '@tallystick/store/memory-store';
import type { Store } from '@tallystick/store/port';
import type { AppendResult } from '@tallystick/store/port-journal';
import { fastify } from 'fastify';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { depsOver } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { ProgramClient } from '../programs/program-client.ts';

const CELLS = `/api/workbooks/${DEMO_WORKBOOK}/cells`;
const NOTES = 'water_supply_loss.value:notes';
const SOURCE = 'water_supply_loss.value:source';
/** Far longer than an answer takes, far shorter than for ever. */
const FOR_EVER_MS = 4_000;
const NEVER = 'never answered' as const;
let running: Running;
let dataDir: string;
let wen: ProgramClient;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: null, empty: false };
  const files = { webDir: dataDir, verifyFile: dataDir };
  const started = await startServer({ ...config, ...files }, { logLevel: 'silent' });
  if ('fault' in started) throw new Error(started.fault);
  running = started;
  wen = await ProgramClient.of(await ApiClient.enter(running.url, 'p_wen'));
});
afterAll(async () => {
  await running.close();
  await removeDataDir(dataDir);
});

/** What comes of it, or that nothing does. */
async function inTime<T>(answer: Promise<T>): Promise<T | typeof NEVER> {
  return await Promise.race([answer, pause(FOR_EVER_MS, NEVER, { ref: false })]);
}

async function set(
  cell: string,
  text: string,
  key: string = randomUUID(),
): Promise<number | string> {
  const headers = { 'idempotency-key': key };
  const asked = wen.ask('PATCH', CELLS, { body: { cells: { [cell]: text } }, headers });
  const answer = await inTime(asked);
  return answer === NEVER ? NEVER : answer.status;
}

/** Lets the store's calls of one name do something else until it is given back. */
function instead<Name extends keyof Store>(name: Name, does: Store[Name]): () => void {
  const { store } = running;
  const own = store[name];
  store[name] = does;
  return () => {
    store[name] = own;
  };
}

const broken = async (): Promise<never> => {
  await pause(100);
  throw new Error('broken on purpose');
};

test('an edit under way and one behind it are answered when the workbook is read anew, and their keys are free', async () => {
  const keys = [randomUUID(), randomUUID()] as const;
  const repair = instead('append', broken);
  const first = set(NOTES, 'first', keys[0]);
  await pause(30);
  const second = set(SOURCE, 'second', keys[1]);
  expect([await first, await second]).toEqual([503, 503]);
  repair();
  // Read anew in half a second; until then the answer is the same.
  for (let i = 0; i < 100 && (await set(NOTES, 'first', keys[0])) !== 200; i++) await pause(20);
  expect(await set(NOTES, 'first', keys[0])).toBe(200);
  expect(await set(SOURCE, 'second', keys[1])).toBe(200);
});

test('an edit that comes while the workbook is read anew is answered at once', async () => {
  const writes = instead('append', broken);
  const reads = instead('entries', broken);
  expect(await set(NOTES, 'before')).toBe(503);
  expect(await set(NOTES, 'meanwhile')).toBe(503);
  writes();
  reads();
  for (let i = 0; i < 200 && (await set(NOTES, 'after')) !== 200; i++) await pause(20);
  expect(await set(NOTES, 'after')).toBe(200);
});

test('a workbook that stops says so to who comes late, and does not wait for a store that cannot write', async () => {
  const store = openMemoryStore();
  const { log } = fastify({ logger: { level: 'silent' } });
  const deps = { ...depsOver(store), log };
  const registry = new Registry(deps);
  const opening = { city: 'Latehaven', title: 'Late', due: null };
  const { workbook: id } = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
  const workbook = await registry.get(id);
  if (workbook === undefined) throw new Error('no workbook');
  const person = 'p_late' as PersonId;
  const command = { type: 'add-member', person, role: 'coordinator', entity: null } as const;
  const asked = { person: SYSTEM, admin: true, id: 'add-late' as CommandId, command };
  await workbook.command({ ...asked, door: 'system' });
  const write = async () =>
    await inTime(writeCells(workbook, { person, door: 'api' }, [[NOTES as CellId, 'late']]));
  expect(await write()).toMatchObject({ ok: true });
  store.append = async (requests) =>
    requests.map(({ expected }): AppendResult => {
      const message = 'full on purpose';
      return { ok: false, why: 'unavailable', head: expected, message };
    });
  const waiting = inTime(
    writeCells(workbook, { person, door: 'api' }, [[SOURCE as CellId, 'waits']]),
  );
  await pause(50);
  expect(await inTime(workbook.drain())).toBeUndefined();
  expect(await waiting).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
  expect(await write()).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
  await registry.close();
});
