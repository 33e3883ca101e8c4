/** Formulas through every door: the same ones are taken, the same ones refused, and the value goes everywhere. */
import { unzipSync } from 'fflate';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import type { HistoryView } from '@tallystick/protocol/views-history';
import { setCells } from '@tallystick/room/shape';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProgramClient } from '../programs/program-client.ts';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import { bySession, PlainClient } from './plain-client.ts';
import { RoomClient } from './room-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const PATH = `/api/workbooks/${DEMO_WORKBOOK}`;
const POPULATION = 'city.population:value';
const FLOOR = 'city.public_floor_area_m2:value';
const AREA = 'city.city_area_km2:value';
const WATER = 'city.city_water_total_m3:value';
const NOTES = 'city.population:notes';
let server: ServerProcess;
let amara: ApiClient;
let lucia: ApiClient;
let henrik: ApiClient;
let room: RoomClient;
let program: ProgramClient;

beforeAll(async () => {
  server = await startServerProcess();
  [amara, henrik] = [
    await ApiClient.enter(server.url, 'p_amara'),
    await ApiClient.enter(server.url, 'p_henrik'),
  ];
  // Reports the City profile.
  lucia = await ApiClient.enter(server.url, 'p_lucia');
  room = await RoomClient.join(amara, (await amara.view()).room ?? '');
  program = await ProgramClient.of(amara);
  await room.save(POPULATION, '214000');
});
afterAll(async () => {
  room.close();
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

type View = { text: string | null; value?: string | null; number: number };
async function viewOf(cell: string): Promise<View> {
  return (await (await amara.get(`${PATH}/cells/${cell}`)).json()) as View;
}

const patch = (cells: Record<string, string | null>, mode = 'all') =>
  program.ask('PATCH', `${PATH}/cells`, { body: { cells, mode } });

/** Sends cells as one edit through the socket; the code of its refusal, undefined where it was saved. */
async function refusalOf(cells: [string, string | null][]): Promise<string | undefined> {
  const client = await RoomClient.join(lucia, (await lucia.view()).room ?? '');
  const told = () => client.messages.find(({ type }) => type === 'refused');
  setCells(client.doc, cells as never, 'local');
  await client.until(() => client.saved || told() !== undefined, 'an answer');
  const found = told();
  client.close();
  return found?.type === 'refused' ? found.refusal.code : undefined;
}

test('a formula is kept as typed and told with its value, and follows the figure that it leads to', async () => {
  await room.save(FLOOR, '=population*0.12');
  expect(await viewOf(FLOOR)).toMatchObject({ text: '=population*0.12', value: '25680' });
  await room.save(POPULATION, '100000');
  expect(await viewOf(FLOOR)).toMatchObject({ text: '=population*0.12', value: '12000' });
  await room.save(POPULATION, '214000');
  expect((await viewOf(POPULATION)).value).toBeUndefined();
  await room.save(NOTES, '=1+1');
  expect(await viewOf(NOTES)).toEqual(expect.not.objectContaining({ value: expect.anything() }));
});

test('what leads back to its own cell is refused at the socket, at once and through others', async () => {
  await room.save(FLOOR, '=population*0.12');
  expect(await refusalOf([[POPULATION, '=population+1']])).toBe('formula-cycle');
  expect(await refusalOf([[POPULATION, '=round(public_floor_area_m2)']])).toBe('formula-cycle');
  expect(await refusalOf([[POPULATION, '=nobody_knows']])).toBe('formula-unknown-name');
  expect(await refusalOf([[POPULATION, '=1/0']])).toBe('formula-division-by-zero');
  expect(await refusalOf([[POPULATION, '=1/3']])).toBe('formula-not-whole');
  expect(await refusalOf([[POPULATION, '=1+']])).toBe('formula-syntax');
  expect((await viewOf(POPULATION)).text).toBe('214000');
});

test('one edit of several cells is looked at as it will stand: a circle is refused, its opening is not', async () => {
  const ring: [string, string][] = [
    [AREA, '=city_water_total_m3+1'],
    [WATER, '=city_area_km2+1'],
  ];
  expect(await refusalOf(ring)).toBe('formula-cycle');
  expect(await refusalOf([[AREA, '=city_water_total_m3/1000000']])).toBeUndefined();
  const turned: [string, string][] = [
    [WATER, '=city_area_km2*1000000'],
    [AREA, '156.4'],
  ];
  expect(await refusalOf(turned)).toBeUndefined();
  expect((await viewOf(WATER)).value).toBe('156400000');
  expect(await refusalOf([[WATER, '16920000']])).toBeUndefined();
});

test('two people who type the halves of a circle at the same time do not close it', async () => {
  const name = (await amara.view()).room ?? '';
  const one = await RoomClient.join(amara, name);
  const codes: string[] = [];
  for (let round = 0; round < 20; round++) {
    const clients = [await RoomClient.join(amara, name), await RoomClient.join(lucia, name)];
    const [first, second] = clients as [RoomClient, RoomClient];
    first.set(AREA, `=city_water_total_m3+${round}`);
    second.set(WATER, `=city_area_km2+${round}`);
    const answered = (client: RoomClient) =>
      client.saved || client.messages.some(({ type }) => type === 'refused');
    await first.until(() => clients.every(answered), 'both to be answered');
    const [area, water] = [(await viewOf(AREA)).text, (await viewOf(WATER)).text];
    expect([area, water].filter((text) => text?.startsWith('=')).length).toBeLessThan(2);
    for (const { messages } of clients)
      for (const told of messages) if (told.type === 'refused') codes.push(told.refusal.code);
    for (const client of clients) client.close();
    await one.save(AREA, '156.4');
    await one.save(WATER, '16920000');
  }
  expect(codes).toEqual(Array.from({ length: 20 }, () => 'formula-cycle'));
  one.close();
});

test('a program is told why, and in `each` the others are taken', async () => {
  const all = await patch({ [AREA]: '=B5*2', [NOTES]: 'kept out' });
  expect([all.status, await all.json()]).toMatchObject([
    422,
    { refused: [{ cell: AREA, code: 'formula-unknown-name', detail: 'B5' }] },
  ]);
  const each = await patch({ [AREA]: '=B5*2', [NOTES]: 'taken' }, 'each');
  expect([each.status, await each.json()]).toMatchObject([
    200,
    { saved: [NOTES], refused: [{ code: 'formula-unknown-name' }] },
  ]);
  const ring = await patch({ [AREA]: '=city_water_total_m3', [WATER]: '=city_area_km2' });
  expect([ring.status, await ring.json()]).toMatchObject([
    422,
    { refused: [{ code: 'formula-cycle' }, { code: 'formula-cycle' }] },
  ]);
  expect((await patch({ [AREA]: '= city_water_total_m3 / 100000' })).status).toBe(200);
  const page = await program.ask('GET', `${PATH}/cells?limit=100`);
  const { cells } = (await page.json()) as { cells: (View & { cell: string })[] };
  expect(cells.find(({ cell }) => cell === AREA)).toMatchObject({ value: '169.2' });
  expect(cells.find(({ cell }) => cell === WATER)).not.toHaveProperty('value');
  expect((await patch({ [AREA]: '156.4' })).status).toBe(200);
});

test('a plain Yjs client meets the same gate, and its formula is kept beside the cell', async () => {
  const plain = await PlainClient.join(server.url, DEMO_WORKBOOK, bySession(amara));
  plain.set(AREA, '=city_water_total_m3/100000');
  await room.until(() => room.cells().get(AREA)?.startsWith('=') ?? false, 'the formula');
  plain.set(WATER, '=city_area_km2*2');
  await plain.until(() => plain.closes.length > 0, 'to be turned away');
  const drafts = await amara.get(`${PATH}/refused-drafts?cell=${encodeURIComponent(WATER)}`);
  expect(await drafts.json()).toMatchObject({
    drafts: [{ text: '=city_area_km2*2', code: 'formula-cycle' }],
  });
  expect((await viewOf(WATER)).text).toBe('16920000');
  plain.close();
  await room.save(AREA, '156.4');
});

test('the history tells a formula with its value at that time', async () => {
  await room.save(FLOOR, '=population*0.1');
  await room.save(POPULATION, '500000');
  const history = await amara.get(`${PATH}/history?cell=${encodeURIComponent(FLOOR)}&limit=1`);
  const { moments } = (await history.json()) as HistoryView;
  expect(moments[0]).toMatchObject({
    kind: 'edit',
    changes: [{ cell: FLOOR, after: '=population*0.1', value: '21400' }],
  });
  await room.save(POPULATION, null);
  await room.save(FLOOR, '=population*0.2');
  const later = await amara.get(`${PATH}/history?cell=${encodeURIComponent(FLOOR)}&limit=1`);
  expect(((await later.json()) as HistoryView).moments[0]).toMatchObject({
    changes: [{ after: '=population*0.2', value: null }],
  });
  await room.save(POPULATION, '214000');
});

test('files and the locked version hold both, and its bundle proves itself', async () => {
  await room.save(FLOOR, '=population*0.2');
  const json = await (await program.ask('GET', `${PATH}/export.json`)).json();
  expect(json).toMatchObject({ cells: { [FLOOR]: { text: '=population*0.2', value: '42800' } } });
  const csv = await (await program.ask('GET', `${PATH}/export.csv`)).text();
  expect(csv).toMatch(/,city\.public_floor_area_m2:value,"'=population\*0\.2",.*,42800\r\n/);
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
  const zip = await henrik.get(`${PATH}/submissions/1/bundle`);
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  const key = new TextDecoder().decode(files['key.txt']).trim();
  expect(verifyBundle(new Map(Object.entries(files)), { vkey: key }).ok).toBe(true);
  const snapshot = JSON.parse(new TextDecoder().decode(files['snapshot.json'])) as object;
  expect(snapshot).toMatchObject({
    cells: { [FLOOR]: '=population*0.2' },
    values: { [FLOOR]: '42800' },
  });
  expect((await henrik.command({ type: 'unlock', reason: 'To go on' })).status).toBe(200);
  room.close();
  room = await RoomClient.join(amara, (await amara.view()).room ?? '');
});
