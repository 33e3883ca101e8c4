import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_PARTS_MAX } from '../src/cells/cell-limits.ts';
import { cellSpecs } from '../src/cells/cell-spec.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import { figureNames } from '../src/formula/formula-names.ts';
import type { CellId, CommandId, PersonId, RowId, WorkbookId } from '../src/cells/ids.ts';
import type { Verification, WorkbookState } from '../src/state.ts';
import { evidenceOfRow } from '../src/nouns/evidence/evidence.ts';
import {
  changesSince,
  type Content,
  contentOf,
  contentPrint,
  isStale,
} from '../src/nouns/verdict-content.ts';

const catalogue = loadCatalogue();
const workbook = 'wb_1' as WorkbookId;
const ROW = 'smart_electricity_meters.value' as RowId;
const SHARING = 'household_internet_access.value' as RowId;
const SHARED = 'city.households_total';

let state: WorkbookState;
let cells: Map<string, string>;
let number: number;

function ask(role: string, command: Command): Event | string {
  const person = `p_${role}` as PersonId;
  const id = `c_${number + 1}` as CommandId;
  const context = { workbook, person, admin: true, now: 1, command: id, catalogue, cells };
  const outcome = decide(state, command, {
    ...context,
    cells: cells as Map<CellId, string>,
    expected: number,
    hash: () => 'ab',
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook, number, at: number, by: person, door: 'api' } as const;
  state = fold(state, { ...head, kind: 'event', command: id, event: outcome.value });
  return outcome.value;
}
const backing = (row: string) => evidenceOfRow(state, row);
const now = (row: RowId = ROW): Content =>
  contentOf({ catalogue, read: (cell) => cells.get(cell), backing }, row);
const given = (row: RowId = ROW): Verification => {
  const verdict = state.verifications.get(row);
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
};
const changed = (row: RowId = ROW) => changesSince(given(row), now(row));
const parts = (row: RowId = ROW) => changed(row).map(({ part }) => part);
function verify(result: string, row: RowId = ROW, seen?: string): Event | string {
  const command = { type: 'verify', row, verdict: 'yes', result, note: '' } as const;
  return ask('auditor', seen === undefined ? command : { ...command, seen });
}
function type(cell: string, text: string | null): void {
  if (text === null) cells.delete(cell);
  else cells.set(cell, text);
}

beforeEach(() => {
  state = emptyState();
  number = 0;
  cells = new Map([
    [`${ROW}:numerator`, '88400'],
    [`${ROW}:denominator`, '124100'],
    [`${ROW}:year`, '2025'],
    [`${ROW}:source`, 'Meter register'],
    [`${SHARING}:numerator`, '84210'],
    [`${SHARED}:value`, '110300'],
    [`${SHARED}:year`, '2024'],
  ]);
  const opening = { city: 'Riverton', title: '2026', edition: '2017', due: null };
  ask('admin', { type: 'open-workbook', ...opening });
  const person = 'p_auditor' as PersonId;
  ask('admin', { type: 'add-member', person, role: 'auditor', entity: null });
  const auditor = 'p_auditor' as PersonId;
  state.interests.set(auditor, { conflict: '', by: auditor, at: 0, number: 0 });
});

describe('a verdict', () => {
  it('does not outlive what it judged: figures, year and source are named as they change', () => {
    expect(verify('71.23')).toMatchObject({ type: 'verified', result: '71.23' });
    expect(parts()).toEqual([]);
    type(`${ROW}:numerator`, '176800');
    type(`${ROW}:denominator`, '248200');
    type(`${ROW}:year`, '2019');
    type(`${ROW}:source`, 'Somebody said so');
    expect(now().parts[`${ROW}:result`]).toBe('71.23');
    expect(changed()).toEqual([
      { part: `${ROW}:numerator`, before: '88400', after: '176800' },
      { part: `${ROW}:denominator`, before: '124100', after: '248200' },
      { part: `${ROW}:year`, before: '2025', after: '2019' },
      { part: `${ROW}:source` },
    ]);
  });

  it('sees one more meter, which two decimals do not show', () => {
    verify('71.23');
    type(`${ROW}:numerator`, '88401');
    expect(now().parts[`${ROW}:result`]).toBe('71.23');
    expect(changed()).toEqual([{ part: `${ROW}:numerator`, before: '88400', after: '88401' }]);
  });

  it('sees a figure under an override, which the result does not follow', () => {
    type(`${ROW}:override`, '70');
    verify('70');
    type(`${ROW}:numerator`, '1');
    expect(parts()).toEqual([`${ROW}:numerator`]);
    type(`${ROW}:override`, null);
    expect(parts()).toEqual([`${ROW}:result`, `${ROW}:numerator`, `${ROW}:override`]);
  });

  it('holds again where the same content stands again, also under another order of typing', () => {
    verify('71.23');
    type(`${ROW}:source`, null);
    type(`${ROW}:notes`, 'Checked twice');
    expect(parts()).toEqual([`${ROW}:source`, `${ROW}:notes`]);
    type(`${ROW}:notes`, null);
    type(`${ROW}:source`, 'Meter register');
    expect(isStale(given(), now())).toBe(false);
  });

  it.each(['unit', 'quality', 'origin', 'notes', 'year', 'source', 'override'])(
    'sees what is typed where nothing was: %s',
    (column) => {
      const row = [...cellSpecs(catalogue).values()].find((spec) => spec.column === 'unit')?.row;
      const judged = (column === 'unit' ? row : ROW) as RowId;
      type(`${judged}:override`, '70');
      verify('70', judged);
      expect(changed(judged)).toEqual([]);
      type(`${judged}:${column}`, column === 'override' ? '70.0' : 'x');
      expect(parts(judged)).toContain(`${judged}:${column}`);
    },
  );

  it('sees shared figures, and what is said of them, in every row that uses them', () => {
    verify('76.35', SHARING);
    verify('71.23');
    type(`${SHARED}:year`, '2019');
    type(`${SHARED}:source`, 'Census');
    type('city.population:year', '2019');
    expect(changed(SHARING)).toEqual([
      { part: `${SHARED}:year`, before: '2024', after: '2019' },
      { part: `${SHARED}:source` },
    ]);
    expect(parts()).toEqual([]);
    type(`${SHARED}:value`, '110301');
    expect(parts(SHARING)[0]).toBe(`${SHARED}:value`);
  });

  it('sees a figure that is used in another row than its own', () => {
    const point = catalogue.dataPoints.find(({ inputs }) =>
      inputs.some(({ own, cell }) => !own && !cell.startsWith('city.')),
    );
    const use = point?.inputs.find(({ own, cell }) => !own && !cell.startsWith('city.'));
    const row = point?.row as RowId;
    type(`${row}:override`, '5');
    verify('5', row);
    const home = use?.cell.split(':')[0];
    type(`${home}:source`, 'Another register');
    type(`${home}:override`, '7');
    expect(parts(row)).toEqual([`${home}:source`]);
    type(use?.cell ?? '', '17');
    expect(parts(row)).toEqual([use?.cell, `${home}:source`]);
  });

  it('follows formulas as far as they lead, with what is said of each figure on the way', () => {
    type(`${ROW}:numerator`, '=households_total-100');
    type(`${SHARED}:value`, '=population');
    type('city.population:value', '124200');
    verify('100.00');
    type('city.population:quality', 'Measured');
    expect(parts()).toEqual(['city.population:quality']);
    type('city.population:quality', null);
    type('city.city_area_km2:value', '5');
    expect(parts()).toEqual([]);
    type('city.population:value', '124201');
    expect(changed()).toEqual([
      { part: 'city.population:value', before: '124200', after: '124201' },
    ]);
  });

  it('does not see comments, marks and assignments', () => {
    const add = (name: string, role: 'coordinator' | 'contributor') =>
      ask('admin', {
        type: 'add-member',
        person: `p_${name}` as PersonId,
        role,
        entity: role === 'contributor' ? ('e_a' as never) : null,
      });
    add('lead', 'coordinator');
    verify('71.23');
    const print = contentPrint(now());
    const entity = 'e_energy' as never;
    expect(ask('lead', { type: 'add-entity', entity, name: 'Energy' })).toBeTypeOf('object');
    expect(ask('lead', { type: 'assign-rows', rows: [ROW], entity })).toBeTypeOf('object');
    const comment = { text: 'Why?', audience: 'members', parent: null } as const;
    const cell = `${ROW}:year` as CellId;
    expect(ask('lead', { type: 'comment', cell, ...comment })).toBeTypeOf('object');
    expect(ask('lead', { type: 'mark-rows', rows: [ROW], as: 'ready' })).toBeTypeOf('object');
    expect(contentPrint(now())).toBe(print);
    expect(isStale(given(), now())).toBe(false);
  });

  it('is refused over what changed while its author was looking', () => {
    const seen = contentPrint(now());
    type(`${ROW}:source`, 'Another one');
    expect(verify('71.23', ROW, seen)).toBe('content-moved');
    type(`${ROW}:source`, 'Meter register');
    expect(verify('71.23', ROW, seen)).toMatchObject({ content: now().parts });
    // Who names no content is asked for the result alone, and the verdict is on what stands.
    expect(verify('71.24')).toBe('result-moved');
    expect(verify('71.23')).toMatchObject({ content: now().parts });
  });

  it('of an older entry is on its result alone', () => {
    const { content: _, ...old } = { ...(verify('71.23'), given()) };
    type(`${ROW}:numerator`, '88401');
    expect(isStale(old, now())).toBe(false);
    type(`${ROW}:numerator`, '88500');
    expect(changesSince(old, now())).toEqual([
      { part: `${ROW}:result`, before: '71.23', after: '71.31' },
    ]);
  });
});

describe('a content', () => {
  it('names the exact result where nothing else is another', () => {
    const read = (cell: string) => cells.get(cell);
    verify('71.23');
    const other = { text: '71.23', decimal: '71.2300' };
    const differently = contentOf({ catalogue, read, backing, result: other }, ROW);
    expect(changesSince(given(), differently)).toEqual([
      { part: `${ROW}:exact`, before: now().parts[`${ROW}:exact`], after: '71.2300' },
    ]);
  });

  it('takes no text for the hash of another', () => {
    verify('71.23');
    const kept = now().parts[`${ROW}:source`] ?? '';
    expect(kept).toMatch(/^[0-9a-f]{64}$/);
    type(`${ROW}:source`, kept);
    expect(parts()).toEqual([`${ROW}:source`]);
  });

  it('holds no more parts than its bound, and sees a change beyond it', () => {
    // A chain through all figures: each names the next.
    const figures = figureNames(catalogue).filter(({ spec }) => spec.row !== ROW);
    for (const [i, { spec }] of figures.entries()) {
      const next = figures[i + 1];
      type(spec.cell, next === undefined ? '1' : `=${next.name}`);
      type(`${spec.row}:year`, '2025');
    }
    type(`${ROW}:override`, '70');
    type(`${ROW}:numerator`, `=${figures[0]?.name}`);
    verify('70');
    expect(Object.keys(given().content ?? {}).length).toBe(CONTENT_PARTS_MAX + 1);
    expect(parts()).toEqual([]);
    type(figures.at(-1)?.spec.cell ?? '', '2');
    expect(changed()).toEqual([{ part: 'rest' }]);
  });

  it('of every row of an edition stays far below the bound without formulas', () => {
    for (const [cell] of cellSpecs(catalogue)) type(cell, 'x');
    const most = Math.max(
      ...catalogue.dataPoints.map(({ row }) => Object.keys(now(row as RowId).parts).length),
    );
    expect(most).toBeLessThan(CONTENT_PARTS_MAX / 4);
  });
});
