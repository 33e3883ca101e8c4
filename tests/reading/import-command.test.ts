/** The command that brings a city's spreadsheet into a data folder, and what it says of what it leaves. */
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { DATABASE_FILE } from '@tallystick/server/server';
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { ROOT, runProgram } from '../upkeep/command.ts';

const MAIN = join(ROOT, 'apps/server/src/import/main.ts');
const WORKBOOKS = join(import.meta.dirname, '../fixtures/workbooks');
const PERSON = 'p_coordinator_0';

let dataDir: string;
let workbook: WorkbookId;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
  ({ workbook } = await prepareWorkbook(dataDir, ['coordinator']));
});
afterAll(() => removeDataDir(dataDir));

const run = (file: string, ...args: string[]) =>
  runProgram(process.execPath, [MAIN, join(WORKBOOKS, file), '--as', PERSON, ...args], {
    env: { ...process.env, DATA_DIR: dataDir },
  });

async function stored(id: WorkbookId) {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  try {
    const cells = new Map((await store.cells(id)).map(({ cell, text }) => [cell, text]));
    return { cells, files: await store.files(id) };
  } finally {
    await store.close();
  }
}

test('a spreadsheet is entered into a workbook, its file is kept, and what cannot be read is told', async () => {
  const { code, said } = await run('fil_openpyxl_text.xlsx', '--workbook', workbook);
  expect([code, said]).toEqual([0, expect.stringContaining(`values entered into ${workbook}`)]);
  const { cells, files } = await stored(workbook);
  expect(cells.get('wireless_broadband_subscriptions.value:numerator' as CellId)).toBe('176652');
  expect(files).toMatchObject([{ name: 'fil_openpyxl_text.xlsx', keptAt: expect.any(Number) }]);
  // 1.234 is one thousand or one.
  expect(said).toMatch(/Not taken: KPI data!J67 "1\.234", .* \(ambiguous-number\)/);
  expect([...cells.values()]).not.toContain('1.234');
});

test('a file with two cities is asked for the sheet that is meant', async () => {
  const several = await run('fil_lo_twocities.xlsx', '--city', 'Altdorf');
  expect(several.code).toBe(1);
  expect(several.said).toContain('Several sheets have the same rows: Altdorf, Neudorf.');
  const one = await run('fil_lo_twocities.xlsx', '--city', 'Altdorf', '--sheet', 'Altdorf');
  const made = /entered into (wb_\w+)/.exec(one.said)?.[1] as WorkbookId;
  expect([one.code, made]).toEqual([0, expect.any(String)]);
  expect((await stored(made)).cells.size).toBeGreaterThan(200);
});

test('a locked file gets its sentence and leaves nothing behind', async () => {
  const { code, said } = await run('enc_populate.xlsx', '--city', 'Nowhere');
  expect([code, said]).toEqual([1, expect.stringContaining('protected by a password')]);
});
