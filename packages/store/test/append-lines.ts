/** A process that appends: for each line with a count it appends that many entries and writes the answer as a line. */
import { createInterface } from 'node:readline';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { change, edit, WATER } from './journal-of.ts';

const store = await openSqliteStore({ file: process.argv[2] as string });
await store.createWorkbook(WATER, 1);
for await (const line of createInterface({ input: process.stdin })) {
  const expected = (await store.workbook(WATER))?.head ?? 0;
  const entries = Array.from({ length: Number(line) }, (_, i) =>
    edit(change('a.b:value', null, String(expected + 1 + i))),
  );
  const [result] = await store.append([{ workbook: WATER, expected, entries }]);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
await store.close();
