/**
 * Sets cells from a JSON file: node fill-cells.mjs cells.json
 * cells.json: { "water_supply_loss.value:source": "Annual balance", ... }. null empties a cell.
 * SERVER, TOKEN (scope write) and WORKBOOK are taken from the environment.
 */
/* oxlint-disable no-console -- what a person at the terminal reads */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const { SERVER, TOKEN, WORKBOOK } = process.env;
const text = await readFile(process.argv[2], 'utf8');
const answer = await fetch(`${SERVER}/api/workbooks/${WORKBOOK}/cells`, {
  method: 'PATCH',
  headers: {
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
    // The same file sent twice is carried out once.
    'idempotency-key': createHash('sha256').update(text).digest('hex'),
  },
  body: JSON.stringify({ cells: JSON.parse(text), mode: 'all' }),
});
const said = await answer.json();
for (const { cell, title, detail } of said.refused ?? []) console.error(cell, title, detail ?? '');
console.log(answer.ok ? `${said.saved.length} cells saved` : `nothing saved: ${said.title}`);
process.exitCode = answer.ok ? 0 : 1;
