/** What statistics offices and spreadsheets fetch: every form of the figures says the same, and no more than its reader may know. */
import { csvwSchema, jsonStatSchema } from '@tallystick/protocol/statistics';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { ResultsView } from '@tallystick/protocol/cells';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ProgramClient } from './program-client.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
const VERSION = `${WORKBOOK}/submissions/1`;
let server: ServerProcess;
let wen: ApiClient;
let yara: ApiClient;
let henrik: ApiClient;
let results: ResultsView['results'];

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  yara = await ApiClient.enter(server.url, 'p_yara');
  henrik = await ApiClient.enter(server.url, 'p_henrik');
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
  results = ((await (await wen.get(`${WORKBOOK}/results`)).json()) as ResultsView).results;
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

const cubeOf = async (who: ApiClient, base: string) =>
  jsonStatSchema.parse(await (await who.get(`${base}/statistics.json`)).json());

/** The statuses of rows, by their keys. */
async function statusesOf(who: ApiClient, base: string): Promise<Map<string, string>> {
  const cube = await cubeOf(who, base);
  const { index } = cube.dimension.INDICATOR.category;
  const [, , periods = 1] = cube.size;
  return new Map(
    Object.entries(cube.status).map(([at, status]) => [
      (index[Math.floor(Number(at) / periods)] ?? '').replace('-', '.'),
      status,
    ]),
  );
}

test('JSON-stat and SDMX-CSV hold every figure of the results, of the workbook and of a version', async () => {
  for (const base of [WORKBOOK, VERSION]) {
    const cube = await cubeOf(wen, base);
    expect(cube.size[0]).toBe(112);
    const periods = cube.dimension.TIME_PERIOD.category.index;
    const answer = await wen.get(`${base}/statistics.csv`);
    expect(answer.headers.get('content-type')).toBe(
      'application/vnd.sdmx.data+csv; version=2.0.0; labels=id; charset=utf-8',
    );
    const [head = '', ...lines] = (await answer.text()).trimEnd().split('\r\n');
    expect(head).toBe(
      'STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,CONF_STATUS,COMMENT_OBS',
    );
    let figures = 0;
    for (const [at, { row, status, decimal }] of results.entries()) {
      const [, , , , indicator, period = '', value, , obsStatus] = lines[at]?.split(',') ?? [];
      expect(indicator).toBe(row.replace('.', '-'));
      const place = String(at * periods.length + periods.indexOf(period));
      expect(cube.status[place]).toBe(obsStatus);
      if (status !== 'reported') expect([value, cube.value[place]]).toEqual(['', undefined]);
      else if (decimal !== null) {
        expect([value, cube.value[place]]).toEqual([decimal, Number(decimal)]);
        figures += 1;
      }
    }
    expect(figures).toBeGreaterThan(20);
  }
});

test('a figure of the workbook is provisional; one of a version is as sure as its reader may know', async () => {
  const reported = results.filter(({ status }) => status === 'reported');
  const now = await statusesOf(wen, WORKBOOK);
  expect(reported.every(({ row }) => ['P', 'E', 'U'].includes(now.get(row) ?? ''))).toBe(true);
  const before = await statusesOf(yara, VERSION);
  const line = reported.find(({ row }) => before.get(row) === 'V');
  if (line === undefined) throw new Error('no figure waits for a verdict');
  const said = { row: line.row as RowId, result: line.text, note: '', verdict: 'yes' } as const;
  expect((await yara.command({ type: 'verify', ...said })).status).toBe(200);
  expect((await statusesOf(yara, VERSION)).get(line.row)).toBe('A');
  // The city has not been shown the verdict yet.
  expect((await statusesOf(wen, VERSION)).get(line.row)).toBe('V');
  expect((await yara.command({ type: 'release-verification' })).status).toBe(200);
  expect((await statusesOf(wen, VERSION)).get(line.row)).toBe('A');
  expect((await cubeOf(wen, VERSION)).extension.CONF_STATUS).toBe('N');
});

test('the description of the columns names the file that the same query gives', async () => {
  const query = '?separator=semicolon&decimal=comma&labels=name';
  const file = await wen.get(`${WORKBOOK}/statistics.csv${query}`);
  const told = await wen.get(`${WORKBOOK}/statistics.csv-metadata.json${query}`);
  const described = csvwSchema.parse(await told.json());
  const nameOf = (answer: Response) =>
    /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  expect(described.url).toBe(nameOf(file));
  expect(nameOf(told)).toBe(`${described.url}-metadata.json`);
  const [head = ''] = (await file.text()).split('\r\n');
  expect(head.split(';')).toEqual(described.tableSchema.columns.map(({ titles }) => titles));
  expect(described.dialect).toMatchObject({ delimiter: ';', encoding: 'utf-8' });
});

test('a workbook as CSV comes with the separator, the decimal mark and the encoding that are asked for', async () => {
  const program = await ProgramClient.of(wen);
  const bytesOf = async (query: string) => {
    const answer = await program.ask('GET', `${WORKBOOK}/export.csv${query}`);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const usual = await bytesOf('');
  expect([...usual.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const other = await bytesOf('?separator=semicolon&decimal=comma&encoding=windows-1252');
  const [line = ''] = results.flatMap(({ row, decimal, status }) =>
    status === 'reported' && decimal?.includes('.') ? [`${row}:result;`] : [],
  );
  const text = other.toString('latin1');
  expect(text.startsWith('kpi;name;row;')).toBe(true);
  const of = text.split('\r\n').find((each) => each.includes(line)) ?? '';
  expect(of).toMatch(/;\d+,\d+;/);
  const unlock = { type: 'unlock', reason: 'A note came late' } as const;
  expect((await henrik.command(unlock)).status).toBe(200);
  const cells = { 'water_supply_loss.value:notes': 'عمّان' };
  expect((await program.ask('PATCH', `${WORKBOOK}/cells`, { body: { cells } })).status).toBe(200);
  const refused = await program.ask('GET', `${WORKBOOK}/export.csv?encoding=windows-1252`);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    422,
    'text-not-in-encoding',
  ]);
  expect((await program.ask('GET', `${WORKBOOK}/export.csv?separator=tab`)).status).toBe(400);
});
