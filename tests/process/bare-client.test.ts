/** What docs/room.md says is enough for a client of another language to join, edit, be refused and move on. */
import { readFileSync } from 'node:fs';
import { CLOSE } from '@tallystick/protocol/close-codes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import { BareClient } from './bare-client.ts';
import { tokenOf } from './plain-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const CELL = 'water_supply_loss.value:source';
let server: ServerProcess;
let wen: ApiClient;
let address: string;

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  const { token } = await tokenOf(wen, { workbook: DEMO_WORKBOOK });
  address = `${server.url.replace('http', 'ws')}/yjs/${DEMO_WORKBOOK}?token=${token}`;
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

const textOf = async (cell: string): Promise<string | null> => {
  const answer = await wen.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${cell}`);
  return ((await answer.json()) as { text: string | null }).text;
};

test('a bare client joins, reads, sets a cell, and hears what another sets', async () => {
  const one = new BareClient(address);
  const two = new BareClient(address);
  await one.until(() => true);
  await two.until(() => true);
  expect(one.cells.size).toBeGreaterThan(10);
  expect(one.cells).toEqual(two.cells);
  one.set(CELL, 'ünïcode, by hand');
  await two.until(({ cells }) => cells.get(CELL) === 'ünïcode, by hand');
  expect(await textOf(CELL)).toBe('ünïcode, by hand');
  one.close();
  two.close();
});

test('a bare client that sends what is no text is closed with the code and the reason of the page', async () => {
  const client = new BareClient(address);
  await client.until(() => true);
  const before = await textOf(CELL);
  client.doc.getMap('cells').set(CELL, 42);
  expect(await client.closed).toEqual({ code: 4403, reason: 'forbidden-shape' });
  const other = new BareClient(address);
  await other.until(() => true);
  other.set('no_such.row:value', 'x');
  expect(await other.closed).toEqual({ code: 4403, reason: 'unknown-cell' });
  expect(await textOf(CELL)).toBe(before);
});

test('a bare client is sent on at a lock, and a new document finds the same cells', async () => {
  const client = new BareClient(address);
  await client.until(() => true);
  const henrik = await ApiClient.enter(server.url, 'p_henrik');
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
  expect((await client.closed).code).toBe(4205);
  const next = new BareClient(address);
  await next.until(() => true);
  expect(next.cells).toEqual(client.cells);
  next.close();
  expect((await henrik.command({ type: 'unlock', reason: 'To go on' })).status).toBe(200);
});

test('the page names every code that a socket is closed with', () => {
  const page = readFileSync(new URL('../../docs/room.md', import.meta.url), 'utf8');
  for (const [name, code] of Object.entries(CLOSE)) {
    expect(page, name).toContain(`| ${code} |`);
  }
});
