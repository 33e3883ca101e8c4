/** The declaration of what follows from the journal, held against the tables that it is about. */
import type { Entry } from '@tallystick/domain/entry';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { project } from '../src/projections/project.ts';
import { RowsInMaps } from '../src/projections/rows-in-maps.ts';
import { PROJECTED, PROJECTED_TABLES } from '../src/projections/tables.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { change, edit, event, locked, WATER } from './journal-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-projections-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('declares of each table the columns and the key that it has', async () => {
  const file = join(folder, 'a.db');
  await (await openSqliteStore({ file })).close();
  const database = new Database(file, { readonly: true });
  for (const table of PROJECTED_TABLES) {
    const found = database.pragma(`table_info(${table})`) as { name: string; pk: number }[];
    const { key, columns } = PROJECTED[table];
    // Kept by appending itself.
    const own = table === 'workbook' ? ['head'] : [];
    const names = ['workbook', ...own, ...key, ...columns];
    expect(found.map(({ name }) => name).toSorted(), table).toEqual(names.toSorted());
    const keys = found.filter(({ pk }) => pk > 0).map(({ name }) => name);
    expect(keys, table).toEqual(['workbook', ...key]);
  }
  database.close();
});

it('leads from entries to rows: a write that lost and a cleared cell leave none, a lock ends what was reopened', () => {
  const rows = new RowsInMaps<number>();
  const entries = [
    edit([change('a.b:value', null, '1'), change('a.b:year', null, '2024')]),
    edit({ ...change('a.b:value', '1', '1'), attempted: '2' }, { at: 9 }),
    edit(change('a.b:year', '2024', null)),
    event(
      {
        type: 'cells-reopened',
        submission: 1,
        cells: [],
        rows: ['a.b'],
        reason: 'x',
        until: 5,
      } as never,
      'c1',
    ),
  ];
  const add = (entry: (typeof entries)[number], number: number) => {
    for (const one of project({ ...entry, number } as Entry)) rows.apply(one, number);
  };
  for (const [i, entry] of entries.entries()) add(entry, i + 1);
  expect([...rows.rowsOf('cell').values()]).toEqual([
    {
      row: { cell: 'a.b:value', text: '1', number: 1, by: 'p_amal', at: 1_700_000_000_000 },
      from: 1,
    },
  ]);
  expect(rows.get('reopened', 4, 'a.b')).toEqual({ number: 4, subject: 'a.b', until: 5 });
  add(event(locked(1, 4, '{}'), 'c2'), 5);
  expect(rows.rowsOf('reopened').size).toBe(0);
  expect([...rows.rowsOf('command').keys()]).toEqual(['c1', 'c2']);
  add(event({ type: 'deleted', archived: 1, asked: 1 }, 'c3', { workbook: WATER, at: 7 }), 6);
  for (const table of PROJECTED_TABLES) expect(rows.rowsOf(table).size, table).toBe(0);
});
