/** The workbook as an Excel file by the API: what stands in it, its name, and that it carries nothing of others. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { readFile } from '@tallystick/exchange/reading/read-file';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { WorkbookView } from '@tallystick/protocol/views';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf } from '../office/strict-xlsx.ts';
import { partsOf, plainSheets, sheetNamed } from '../office/xlsx-parts.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
const CELL = 'water_supply_loss.value:source' as CellId;
const OF_THE_AUDIT = 'canary-of-the-audit-side';
const OF_THE_CITY = 'Which meters are these?';
let server: ServerProcess;
let wen: ApiClient;
let yara: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  yara = await ApiClient.enter(server.url, 'p_yara');
  const comment = { type: 'comment', cell: CELL, parent: null } as const;
  const audit = { ...comment, text: OF_THE_AUDIT, audience: 'audit' } as const;
  expect((await yara.command(audit)).status).toBe(200);
  const city = { ...comment, text: OF_THE_CITY, audience: 'members' } as const;
  expect((await wen.command(city)).status).toBe(200);
  const henrik = await ApiClient.enter(server.url, 'p_henrik');
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
  expect((await henrik.command({ type: 'unlock', reason: 'a figure came late' })).status).toBe(200);
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

async function fileOf(person: ApiClient, path: string): Promise<Uint8Array> {
  const answer = await person.get(`${WORKBOOK}${path}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(answer.headers.get('content-length')).toBe(String(bytes.length));
  return bytes;
}

const textOf = (bytes: Uint8Array): string => [...partsOf(bytes).values()].join('\n');

test('a coordinator takes the whole workbook along, with its cells and what was said of them', async () => {
  const bytes = await fileOf(wen, '/export.xlsx');
  expect(complaintsOf(partsOf(bytes))).toEqual([]);
  const names = plainSheets(bytes).map(({ name }) => name);
  const tabs = [
    'Start here',
    'City profile',
    'KPI data',
    'KPI questions',
    'Questions to ITU',
    'Lists',
    'tallystick',
  ];
  expect(names).toEqual(tabs);
  const { cells } = (await (await wen.get(`${WORKBOOK}/export.json`)).json()) as {
    cells: Record<string, { text: string }>;
  };
  const read = readFile(bytes, { name: 'workbook.xlsx', catalogue: loadCatalogue() });
  if (!read.ok) throw new Error(read.refusal.code);
  expect(new Set(read.value.own?.exported.keys())).toEqual(new Set(Object.keys(cells)));
  expect(read.value.sheets.flatMap(({ unknown }) => unknown)).toEqual([]);
  expect(textOf(bytes)).toContain(OF_THE_CITY);
});

test('the file of a coordinator has nothing of the audit side, the auditor’s has', async () => {
  expect(textOf(await fileOf(wen, '/export.xlsx'))).not.toContain(OF_THE_AUDIT);
  expect(textOf(await fileOf(yara, '/export.xlsx'))).toContain(OF_THE_AUDIT);
});

test('an entity’s file goes to people without an account: not even an auditor’s has more than the entity may read', async () => {
  const view = (await (await wen.get(WORKBOOK)).json()) as WorkbookView;
  const entity = view.assignments['water_supply_loss.value' as never];
  if (entity === undefined) throw new Error('nobody reports this row in the demo');
  const bytes = await fileOf(yara, `/export.xlsx?part=entity&entity=${entity}`);
  expect(textOf(bytes)).toContain(OF_THE_CITY);
  expect(textOf(bytes)).not.toContain(OF_THE_AUDIT);
  const data = sheetNamed(plainSheets(bytes), 'KPI data').cells;
  const rows = [...data].flatMap(([at, { value }]) =>
    /^E\d+$/.test(at) && String(value).includes('~') ? [String(value).split('~')[0] ?? ''] : [],
  );
  const theirs = Object.entries(view.assignments).filter(([, each]) => each === entity);
  expect(new Set(rows)).toEqual(
    new Set(theirs.map(([row]) => row).filter((row) => !row.startsWith('city.'))),
  );
});

test('a version says which it is, and has the hash that the version has', async () => {
  const view = (await (await wen.get(WORKBOOK)).json()) as WorkbookView;
  const [version] = view.submissions;
  if (version === undefined) throw new Error('no version');
  const bytes = await fileOf(wen, `/submissions/${version.submission}/export.xlsx?language=ar`);
  expect(complaintsOf(partsOf(bytes))).toEqual([]);
  const start = sheetNamed(plainSheets(bytes), 'ابدأ من هنا').cells;
  expect([...start.values()].map(({ value }) => value)).toContain(version.snapshot);
  expect(partsOf(bytes).get('xl/worksheets/sheet1.xml')).toContain('rightToLeft="1"');
});

test('an observer takes along what the city consented to, and no entity’s rows', async () => {
  const observer = await ApiClient.enter(server.url, 'p_olu');
  const open = await observer.get(`${WORKBOOK}/export.xlsx`);
  expect(open.status).toBe(403);
  const view = (await (
    await observer.get('/api/workbooks/wb_riverton_2025')
  ).json()) as WorkbookView;
  const [version] = view.submissions;
  if (version === undefined) throw new Error('no released version');
  const path = `/api/workbooks/wb_riverton_2025/submissions/${version.submission}`;
  const whole = new Uint8Array(await (await observer.get(`${path}/export.xlsx`)).arrayBuffer());
  expect(complaintsOf(partsOf(whole))).toEqual([]);
  const told = (await (await observer.get(path)).json()) as { snapshot: string; part: string };
  const { results, cells } = JSON.parse(told.snapshot) as {
    results: Record<string, { text: string }>;
    cells: Record<string, string>;
  };
  const data = sheetNamed(plainSheets(whole), 'KPI data').cells;
  const rows = [...data].filter(([at]) => /^O\d+$/.test(at)).map(([, { value }]) => value);
  expect(rows.filter((value) => value === 'NR')).toHaveLength(
    Object.values(results).filter(({ text }) => text === 'NR').length,
  );
  const own = sheetNamed(plainSheets(whole), 'tallystick').cells;
  // Sums of the notes that the file shows stand there too, by row; their ids have no colon.
  const carried = [...own].filter(
    ([at, { value }]) => /^A\d+$/.test(at) && String(value).includes(':'),
  );
  expect(carried).toHaveLength(Object.keys(cells).length);
  const entity = await observer.get(`${path}/export.xlsx?part=entity&entity=e_water`);
  expect(entity.status).not.toBe(200);
});

test('its name tells the city in its own letters, and in ASCII for whoever cannot take them', async () => {
  const answer = await wen.get(`${WORKBOOK}/export.xlsx?part=profile`);
  await answer.arrayBuffer();
  const disposition = answer.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename="tallystick-[a-z0-9-]+-\d+\.xlsx"/);
});

test.each([
  ['?part=entity', 400],
  ['?part=entity&entity=e_nobody', 422],
  ['?part=cells', 400],
  ['?language=fr', 400],
])('what cannot be asked for is refused: %s', async (query, status) => {
  const answer = await wen.get(`${WORKBOOK}/export.xlsx${query}`);
  expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining('{')]);
});
