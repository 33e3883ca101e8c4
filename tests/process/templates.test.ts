/** Templates over HTTP: ITU's person keeps them, every city exports into them, and what was refused is told. */
import type {
  FillReportView,
  TemplateReadingView,
  TemplateTableView,
  TemplatesView,
  TemplateLine,
} from '@tallystick/protocol/views-templates';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellsBySheetJs, fileBytes } from '../foreign/workbook-files.ts';
import { KPI_DATA, misspeltTemplate } from '../foreign/misspelt-template.ts';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const FILE = 'tpl_openpyxl_office.xlsx';
const LAST_YEAR = 'wb_riverton_2025';
const HERE = `/api/workbooks/${DEMO_WORKBOOK}`;

let server: ServerProcess;
/** ITU's person, the city's coordinator, an observer. */
let mei: ApiClient;
let amara: ApiClient;
let olu: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  mei = await ApiClient.enter(server.url, 'p_mei');
  amara = await ApiClient.enter(server.url, 'p_amara');
  olu = await ApiClient.enter(server.url, 'p_olu');
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

const handIn = (by: ApiClient, name: string, bytes: Uint8Array) =>
  by.fetch(`${by.url}/api/templates/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: by.url, cookie: by.cookie },
    body: bytes as Uint8Array<ArrayBuffer>,
  });

async function read(by: ApiClient, name: string): Promise<TemplateReadingView> {
  return (await (await handIn(by, name, fileBytes(name))).json()) as TemplateReadingView;
}

const save = (by: ApiClient, { file, map }: TemplateReadingView, more: object = {}) =>
  by.post('/api/templates', {
    template: null,
    version: 0,
    name: 'KPI template',
    file: file.hash,
    map,
    ...more,
  });

async function codeOf(answer: Response): Promise<string> {
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

test('ITU’s person hands a file in, is proposed a map, and saves it for all cities', async () => {
  const told = await read(mei, FILE);
  expect(told.map.tables.map(({ sheet, rows }) => [sheet, rows.length])).toEqual([
    ['City profile', 5],
    ['KPI data', 112],
  ]);
  const heads = told.preview
    .find(({ name }) => name === 'KPI data')
    ?.rows.find(({ row }) => row === 6);
  expect(heads?.cells.find(({ column }) => column === 15)?.text).toBe('Result');
  const saved = (await (await save(mei, told)).json()) as TemplateLine;
  expect(saved).toMatchObject({ version: 1, rows: 117, fileName: FILE, by: 'Mei' });
  const list = (await (await amara.get('/api/templates')).json()) as TemplatesView;
  expect(list).toMatchObject({ templates: [{ name: 'KPI template' }], mayKeep: false });
});

test('a city’s workbook goes into it with its figures, and the report says what was done', async () => {
  const saved = (await (await save(mei, await read(mei, FILE))).json()) as TemplateLine;
  const view = await amara.view();
  const at = `${HERE}/templates/${saved.template}`;
  const report = (await (await amara.get(`${at}/report`)).json()) as FillReportView;
  expect(report.refused).toEqual([]);
  expect(report.renewed).toBeGreaterThan(150);
  expect(report.resultsRemoved.map(({ sheet }) => sheet)).toContain('Scoring');
  const answer = await amara.get(`${at}/file?results=keep`);
  expect(answer.headers.get('content-disposition')).toContain(`riverton-${view.head}-itu.xlsx`);
  const cells = cellsBySheetJs(new Uint8Array(await answer.arrayBuffer()));
  const exported = (await (await amara.get(`${HERE}/export.json`)).json()) as {
    results: { row: string; decimal: string | null; status: string }[];
  };
  const reported = exported.results.filter(({ status }) => status === 'reported').length;
  const yes = [...cells].filter(
    ([key, value]) => /^KPI data!Q\d+$/.test(key) && value.startsWith('s YES'),
  );
  expect(yes.length).toBe(reported);
  expect(reported).toBeGreaterThan(5);
});

test('a locked version goes into it as it was locked', async () => {
  const saved = (await (await save(mei, await read(mei, FILE))).json()) as TemplateLine;
  const [version] = (await amara.view(LAST_YEAR)).submissions;
  const at = `/api/workbooks/${LAST_YEAR}/templates/${saved.template}/file?version=`;
  const answer = await amara.get(`${at}${version?.submission}`);
  expect(answer.headers.get('content-disposition')).toContain(`-v${version?.submission}-itu.xlsx`);
  const cells = cellsBySheetJs(new Uint8Array(await answer.arrayBuffer()));
  const figures = [...cells].filter(
    ([key, value]) => /^KPI data!O\d+$/.test(key) && value.startsWith('n '),
  );
  expect(figures.length).toBeGreaterThan(5);
  expect(await codeOf(await amara.get(`${at}7`))).toBe('404 not-found');
});

test('who does not keep templates neither adds nor sees them, and an observer exports into none', async () => {
  const told = await read(mei, FILE);
  const saved = (await (await save(mei, told)).json()) as TemplateLine;
  expect(await codeOf(await handIn(amara, FILE, fileBytes(FILE)))).toBe('403 not-your-role');
  expect(await codeOf(await save(amara, told))).toBe('403 not-your-role');
  expect(await codeOf(await amara.get(`/api/templates/${saved.template}`))).toBe(
    '403 not-your-role',
  );
  expect((await olu.get(`${HERE}/templates/${saved.template}/file`)).status).toBe(403);
});

test('a corrected map is a new version; who corrected an older one is told', async () => {
  const told = await read(mei, FILE);
  const { template } = (await (await save(mei, told)).json()) as TemplateLine;
  const [profile, data] = told.map.tables;
  const columns = data?.columns.filter(({ field }) => field !== 'notes');
  const map = { ...told.map, tables: [profile, { ...data, columns }] };
  const next = { template, version: 1, map };
  expect(await (await save(mei, told, next)).json()).toMatchObject({ version: 2 });
  expect(await codeOf(await save(mei, told, next))).toBe('409 template-changed');
  const again = (await (await mei.get(`/api/templates/${template}`)).json()) as TemplateReadingView;
  expect(again.map).toEqual(map);
  expect(again.preview.length).toBe(8);
});

test.each([
  ['enc_populate.xlsx', '422 file-encrypted'],
  ['old_gnumeric.xls', '422 file-old-kind'],
  ['tpl_lo.ods', '422 file-unknown-kind'],
])('%s is no template: %s', async (name, code) => {
  expect(await codeOf(await handIn(mei, name, fileBytes(name)))).toBe(code);
});

test('a map that names a column or a field twice is refused, as is a file that nobody handed in', async () => {
  const told = await read(mei, FILE);
  const [profile] = told.map.tables;
  const columns = [...(profile?.columns ?? []), { column: 9, field: 'value' }];
  const twice = { map: { ...told.map, tables: [{ ...profile, columns }] } };
  expect((await save(mei, told, twice)).status).toBe(400);
  expect(await codeOf(await save(mei, told, { file: 'f'.repeat(64) }))).toBe('404 unknown-file');
  expect(await codeOf(await amara.get(`${HERE}/templates/tpl_none/file`))).toBe(
    '404 unknown-template',
  );
});

test('a file whose heads are not known is mapped by the row that a person names', async () => {
  const bytes = misspeltTemplate();
  const told = (await (await handIn(mei, 'ours.xlsx', bytes)).json()) as TemplateReadingView;
  expect(told.map.tables.map(({ sheet }) => sheet)).toEqual(['City profile']);
  const tableOf = async (more: object, hash = told.file.hash) =>
    await mei.post(`/api/templates/files/${hash}/table`, {
      edition: told.map.edition,
      sheet: KPI_DATA,
      head: 7,
      ...more,
    });
  const { table, unknown } = (await (await tableOf({})).json()) as TemplateTableView;
  expect(table.columns).toContainEqual({ column: 10, field: 'numerator' });
  expect([table.head, table.rows.length]).toEqual([7, 109]);
  const meant = (await read(mei, 'tpl_xlsxwriter.xlsx')).map.tables[1]?.rows;
  const meantAt = (row: number) => meant?.find((each) => each.row === row)?.point;
  expect(unknown.map(({ row, like }) => [row, like])).toEqual([
    [8, meantAt(8)],
    [10, meantAt(10)],
  ]);
  expect(await codeOf(await tableOf({ sheet: 'None' }))).toBe('422 map-unknown-sheet');
  expect(await codeOf(await tableOf({ edition: '1900' }))).toBe('422 unknown-edition');
  expect(await codeOf(await tableOf({}, 'f'.repeat(64)))).toBe('404 unknown-file');
  // No heads at all: the person maps everything by hand.
  const bare = (await (await tableOf({ head: 900 })).json()) as TemplateTableView;
  expect(bare.table).toEqual({ sheet: KPI_DATA, head: 900, columns: [], rows: [] });
});

test('rows that a person gave a data point are written, and what is left is counted', async () => {
  const told = await read(mei, 'tpl_xlsxwriter.xlsx');
  const [profile, data] = told.map.tables;
  if (!profile || !data) throw new Error('no tables');
  const [first, second] = data.rows;
  if (!first || !second) throw new Error('no rows');
  const rows = [{ ...first, point: second.point }, ...data.rows.slice(2)];
  const map = { ...told.map, tables: [profile, { ...data, rows }] };
  const saved = (await (await save(mei, { ...told, map })).json()) as TemplateLine;
  expect([saved.rows, saved.without]).toEqual([116, 5]);
  const answer = await amara.get(`${HERE}/templates/${saved.template}/file?results=keep`);
  const cells = cellsBySheetJs(new Uint8Array(await answer.arrayBuffer()));
  const usual = (await (await save(mei, told)).json()) as TemplateLine;
  expect([usual.rows, usual.without]).toEqual([117, 4]);
  const asBefore = cellsBySheetJs(
    new Uint8Array(
      await (
        await amara.get(`${HERE}/templates/${usual.template}/file?results=keep`)
      ).arrayBuffer(),
    ),
  );
  const yearOf = (row: number) => (from: Map<string, string>) => from.get(`${KPI_DATA}!N${row}`);
  expect(yearOf(first.row)(cells)).toBe(yearOf(second.row)(asBefore));
});

test.each([
  ['a data point that there is not', { row: 9, point: 'no.such_row' }, 'map-unknown-row'],
  [
    'a row of the heads',
    { row: 7, point: 'household_internet_access.value' },
    'map-row-above-heads',
  ],
])('a map with %s is refused with its place', async (_what, line, code) => {
  const told = await read(mei, 'tpl_xlsxwriter.xlsx');
  const [profile, data] = told.map.tables;
  const map = { ...told.map, tables: [profile, { ...data, rows: [line] }] };
  const answer = await save(mei, told, { map });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code,
    detail: `Sheet and row: ${KPI_DATA}, ${line.row}.`,
  });
});

test('a map with a data point in two rows, a row in two tables or a sheet that is not there is refused', async () => {
  const told = await read(mei, 'tpl_xlsxwriter.xlsx');
  const [profile, data] = told.map.tables;
  if (!profile || !data) throw new Error('no tables');
  const [first, second] = data.rows;
  if (!first || !second) throw new Error('no rows');
  const refusedWith = async (...tables: object[]) =>
    await codeOf(await save(mei, told, { map: { ...told.map, tables } }));
  const twice = { ...data, rows: [first, { ...second, point: first.point }] };
  expect(await refusedWith(twice)).toBe('422 map-row-twice');
  const [one, other] = [
    { ...data, rows: [first] },
    { ...data, rows: [{ ...second, row: first.row }] },
  ];
  expect(await refusedWith(one, other)).toBe('422 map-place-twice');
  expect(await refusedWith({ ...data, sheet: 'None' })).toBe('422 map-unknown-sheet');
});
