/** A whole workbook as CSV, opened by LibreOffice in the form of two countries: every figure is the number that it is here. */
import type { ExportedWorkbook } from '@tallystick/protocol/exported';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { convert, lacksOffice } from './soffice.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
/** As a spreadsheet of the country opens a file by default; dates are told, and a quoted field may be a figure. */
const COUNTRIES = {
  'an English one': { query: '', from: 'CSV:44,34,76,1,,1033,false,true' },
  'a German one': {
    query: '?separator=semicolon&decimal=comma',
    from: 'CSV:59,34,76,1,,1031,false,true',
  },
};
let server: ServerProcess;
let folder: string;

beforeAll(async () => {
  server = await startServerProcess();
  folder = await mkdtemp(join(tmpdir(), 'tallystick-csv-'));
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
  await removeDataDir(server.dataDir);
});

for (const [country, { query, from }] of Object.entries(COUNTRIES))
  test.skipIf(lacksOffice !== '')(
    `${country} has every figure as a number${lacksOffice}`,
    async () => {
      const wen = await ApiClient.enter(server.url, 'p_wen');
      const json = (await (await wen.get(`${WORKBOOK}/export.json`)).json()) as ExportedWorkbook;
      const answer = await wen.get(`${WORKBOOK}/export.csv${query}`);
      const file = join(folder, 'workbook.csv');
      await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
      const book = read(await convert(file, 'xlsx', { recalc: 'never', from }));
      const lines = utils.sheet_to_json<Record<string, unknown>>(
        book.Sheets[book.SheetNames[0] ?? ''] ?? {},
        { raw: true },
      );
      const valueOf = new Map(lines.map((line) => [line['cell'], line['value']]));
      const told = json.results.flatMap(({ row, decimal }) =>
        decimal === null ? [] : [[`${row}:result`, decimal] as const],
      );
      expect(told.length).toBeGreaterThan(20);
      for (const [cell, decimal] of told) {
        const value = valueOf.get(cell);
        expect([cell, typeof value]).toEqual([cell, 'number']);
        // LibreOffice writes fifteen digits.
        expect(Math.abs((value as number) - Number(decimal))).toBeLessThanOrEqual(
          6e-15 * Math.abs(Number(decimal)),
        );
      }
    },
  );
