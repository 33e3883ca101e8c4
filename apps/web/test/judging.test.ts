/** A verdict on several rows at once is given on those alone that were before the person as they are now. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId, PersonId, RowId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import { emptyState } from '@tallystick/domain/fold';
import { actorOf } from '@tallystick/domain/rights';
import { expect, test } from 'vitest';
import { Judging } from '../src/lines/judging.ts';
import { Results } from '../src/live/cells/results.ts';

const [METERS, BUSES, TREES] = [
  'smart_water_meters.value',
  'dynamic_public_transport_information.value',
  'household_internet_access.value',
] as [RowId, RowId, RowId];

function stage() {
  const catalogue = loadCatalogue();
  const person = 'p_a' as PersonId;
  const state = emptyState();
  state.members.set(person, { person, role: 'auditor', entity: null } as never);
  const cells = new Map<string, string>();
  for (const row of [METERS, BUSES, TREES]) cells.set(`${row}:override`, '12');
  const results = new Results(catalogue, (cell) => cells.get(cell));
  const sent: Command[] = [];
  const judging = new Judging(() => ({
    catalogue,
    state,
    actor: actorOf(state, person),
    view: { head: 1 },
    queued: [],
    results,
    cells: { touch: () => undefined },
    command: (command) => {
      sent.push(command);
      return Promise.resolve({ ok: true, value: { number: 2 } });
    },
  }));
  const open = (row: RowId) => judging.open(results.contents.get(row));
  const type = (cell: string, text: string): void => {
    cells.set(cell, text);
    results.forget(new Set([cell as CellId]));
  };
  const say = (typed: string, ...rows: RowId[]) => {
    const { left } = judging.sayMany(rows.map((row) => ({ cell: `${row}:verified`, typed })));
    return left.map(({ cell, refusal }) => `${cell} ${refusal.code}`);
  };
  return { sent, open, type, say, judging };
}

const rowsOf = (sent: readonly Command[]) => sent.map((each) => 'row' in each && each.row);

test('rows that nobody opened are left out, each with the reason', () => {
  const { sent, open, say } = stage();
  open(METERS);
  open(TREES);
  expect(say('YES', METERS, BUSES, TREES)).toEqual([`${BUSES}:verified not-opened`]);
  expect(rowsOf(sent)).toEqual([METERS, TREES]);
  expect(sent.every((each) => each.type === 'verify' && each.seen !== undefined)).toBe(true);
  expect(say('no: why', BUSES, METERS)).toEqual([`${BUSES}:verified not-opened`]);
});

test('a row that has changed since is to be opened again', () => {
  const { sent, open, say, type } = stage();
  for (const row of [METERS, BUSES]) open(row);
  type(`${BUSES}:year`, '2019');
  expect(say('YES', METERS, BUSES)).toEqual([`${BUSES}:verified not-opened`]);
  open(BUSES);
  expect(say('YES', BUSES, TREES)).toEqual([`${TREES}:verified not-opened`]);
  expect(rowsOf(sent)).toEqual([METERS, BUSES]);
});

test('one row alone is judged where the keyboard is', () => {
  const { sent, say, judging } = stage();
  expect(say('YES', METERS)).toEqual([]);
  expect(judging.say(BUSES, 'YES').ok).toBe(true);
  expect(rowsOf(sent)).toEqual([METERS, BUSES]);
});
