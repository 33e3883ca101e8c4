/** Cells in bulk and results: the same gate and the same rights as a keystroke, page by page, once for each key. */
import type { CellsChanged, CellsPage, ResultsView } from '@tallystick/protocol/cells';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ProgramClient } from './program-client.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
const CELLS = `${WORKBOOK}/cells`;
const SOURCE = 'water_supply_loss.value:source';
const NOTES = 'water_supply_loss.value:notes';
const FOREIGN = 'smart_electricity_meters.value:source';
let server: ServerProcess;
let wen: ProgramClient;
let observer: ProgramClient;

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ProgramClient.of(await ApiClient.enter(server.url, 'p_wen'));
  observer = await ProgramClient.of(await ApiClient.enter(server.url, 'p_olu'));
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

async function textOf(cell: string): Promise<string | null> {
  const view = (await (await wen.ask('GET', `${CELLS}/${cell}`)).json()) as { text: string | null };
  return view.text;
}

test('a program sets cells, and what it set stands with its author and door', async () => {
  const cells = { [SOURCE]: `Balance ${randomUUID()}`, [NOTES]: 'by night' };
  const answer = await wen.ask('PATCH', CELLS, { body: { cells } });
  expect(answer.status).toBe(200);
  const changed = (await answer.json()) as CellsChanged;
  expect(changed).toMatchObject({ saved: [SOURCE, NOTES], refused: [] });
  expect(await textOf(SOURCE)).toBe(cells[SOURCE]);
  const view = (await (await wen.ask('GET', `${CELLS}/${SOURCE}`)).json()) as { number: number };
  const page = await wen.ask('GET', `${WORKBOOK}/journal?after=${view.number - 1}&limit=1`);
  expect(await page.json()).toMatchObject({
    entries: [{ kind: 'edit', door: 'api', by: { name: 'Wen' } }],
  });
});

test('whole or not at all: one refused cell keeps the others out, and each is told why', async () => {
  const before = await textOf(SOURCE);
  const cells = { [SOURCE]: 'not to be', [FOREIGN]: 'not mine', 'no.such:cell': 'x' };
  const all = await wen.ask('PATCH', CELLS, { body: { cells } });
  expect(all.status).toBeGreaterThanOrEqual(400);
  expect(all.headers.get('content-type')).toContain('application/problem+json');
  const { refused } = (await all.json()) as CellsChanged;
  expect(refused.map((each) => each.cell).sort()).toEqual([FOREIGN, 'no.such:cell'].sort());
  expect(await textOf(SOURCE)).toBe(before);
  const each = await wen.ask('PATCH', CELLS, { body: { cells, mode: 'each' } });
  expect([each.status, (await each.json()) as CellsChanged]).toMatchObject([
    200,
    { saved: [SOURCE], refused: [{}, {}] },
  ]);
  expect(await textOf(SOURCE)).toBe('not to be');
});

test('a writer who says what was seen writes over nothing else', async () => {
  await wen.ask('PATCH', CELLS, { body: { cells: { [SOURCE]: 'stands', [NOTES]: 'stands' } } });
  const cells = { [SOURCE]: 'mine', [NOTES]: 'mine' };
  const seen = { [SOURCE]: ['older', null], [NOTES]: ['older', 'stands'] };
  const answer = await wen.ask('PATCH', CELLS, { body: { cells, seen, mode: 'each' } });
  expect(await answer.json()).toMatchObject({
    saved: [NOTES],
    refused: [{ cell: SOURCE, code: 'overtaken' }],
  });
  expect([await textOf(SOURCE), await textOf(NOTES)]).toEqual(['stands', 'mine']);
  // The answer was lost and the same is sent again: it stands, whatever was seen.
  const again = await wen.ask('PATCH', CELLS, { body: { cells: { [NOTES]: 'mine' }, seen } });
  expect(await again.json()).toMatchObject({ saved: [NOTES], refused: [] });
});

test('a request under an idempotency key is carried out once, and the key serves no other', async () => {
  const headers = { 'idempotency-key': randomUUID() };
  const once = { body: { cells: { [NOTES]: 'first' } }, headers };
  const first = await wen.ask('PATCH', CELLS, once);
  const told = (await first.json()) as CellsChanged;
  await wen.ask('PATCH', CELLS, { body: { cells: { [NOTES]: 'second' } } });
  const again = await wen.ask('PATCH', CELLS, once);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await again.json()).toEqual(told);
  expect(await textOf(NOTES)).toBe('second');
  const other = await wen.ask('PATCH', CELLS, { body: { cells: { [NOTES]: 'other' } }, headers });
  expect([other.status, await other.json()]).toMatchObject([422, { code: 'key-reused' }]);
});

test('a request that was refused is no answer to a later one under its key', async () => {
  const headers = { 'idempotency-key': randomUUID() };
  for (const mode of ['all', 'each'] as const) {
    const cells = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, i) => [`no.such_${i}:cell`, 'x']),
    );
    for (let i = 0; i < 2; i++) {
      const answer = await wen.ask('PATCH', CELLS, { body: { cells, mode }, headers });
      expect(answer.headers.get('idempotency-replayed')).toBeNull();
      expect(((await answer.json()) as CellsChanged).refused.length).toBe(2_000);
    }
  }
  const right = { body: { cells: { [NOTES]: randomUUID() } }, headers };
  expect((await wen.ask('PATCH', CELLS, right)).status).toBe(200);
  expect((await wen.ask('PATCH', CELLS, right)).headers.get('idempotency-replayed')).toBe('true');
});

test('the pages of the cells hold every cell once, and an unchanged page is not sent again', async () => {
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const query: string = `?limit=50&after=${encodeURIComponent(next)}`;
    const page = (await (await wen.ask('GET', CELLS + query)).json()) as CellsPage;
    expect(page.cells.length).toBeLessThanOrEqual(50);
    seen.push(...page.cells.map((line) => line.cell));
    ({ next } = page);
  }
  expect(seen.length).toBeGreaterThan(100);
  expect(new Set(seen).size).toBe(seen.length);
  const first = await wen.ask('GET', `${CELLS}?limit=1000`);
  const tag = first.headers.get('etag') ?? '';
  const headers = { 'if-none-match': `W/${tag}` };
  expect((await wen.ask('GET', `${CELLS}?limit=1000`, { headers })).status).toBe(304);
  await wen.ask('PATCH', CELLS, { body: { cells: { [NOTES]: randomUUID() } } });
  expect((await wen.ask('GET', `${CELLS}?limit=1000`, { headers })).status).toBe(200);
});

test('the results are those of the sheet: computed from the cells as they stand', async () => {
  const view = (await (await wen.ask('GET', `${WORKBOOK}/results`)).json()) as ResultsView;
  expect(view.results.length).toBe(112);
  expect(view.reported).toBe(view.results.filter((line) => line.status === 'reported').length);
  expect(view.reported).toBeGreaterThan(0);
});

test('an observer, who reads no room, reads and sets no cell by any of these ways', async () => {
  for (const path of [CELLS, `${WORKBOOK}/results`, `${WORKBOOK}/journal`]) {
    expect((await observer.ask('GET', path)).status).toBe(403);
  }
  expect((await observer.ask('GET', `${WORKBOOK}/journal/stream`)).status).toBe(403);
  const set = await observer.ask('PATCH', CELLS, { body: { cells: { [NOTES]: 'x' } } });
  expect(set.status).toBe(403);
});
