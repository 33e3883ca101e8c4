/** Refused drafts between the moments of a history: where they stand, and who is shown them. */
import type { CellId, CommandId, PersonId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { openMemoryStore } from '@tallystick/store/memory-store';
import type { KeptDraftRow } from '@tallystick/store/port-refused-drafts';
import { type LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { type HistoryAsked, presentHistory } from '@tallystick/server/past/present-history';
import { Registry } from '@tallystick/server/workbook/registry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { depsOver } from './prepared-workbook.ts';

const ROLES: Role[] = ['head', 'coordinator', 'auditor', 'itu'];
const ROW = 'water_supply_loss.value';
const CELL = `${ROW}:source` as CellId;
const AUTHOR = 'p_author' as PersonId;
const store = openMemoryStore();
const deps = depsOver(store);
const registry = new Registry(deps);
let workbook: LiveWorkbook;
let head = 0;

async function command(id: string, what: object, person: PersonId = SYSTEM): Promise<void> {
  const outcome = await workbook.command({
    person,
    admin: person === SYSTEM,
    id: id as CommandId,
    command: what as never,
    door: 'system',
  });
  expect([id, outcome.ok]).toEqual([id, true]);
}

function draft(id: string, of: Partial<KeptDraftRow>): KeptDraftRow {
  return {
    id,
    workbook: workbook.id,
    cell: CELL,
    text: id,
    by: AUTHOR,
    at: 1_000,
    door: 'yjs',
    code: 'locked',
    detail: '',
    head,
    ...of,
  };
}

beforeAll(async () => {
  const opening = { city: 'Riverton', title: 'KPIs', due: null };
  const made = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
  workbook = (await registry.get(made.workbook)) as LiveWorkbook;
  for (const role of ROLES)
    await command(`add-${role}`, { type: 'add-member', person: `p_${role}`, role, entity: null });
  const entity = 'e_water';
  const coordinator = 'p_coordinator' as PersonId;
  await command('entity', { type: 'add-entity', entity, name: 'Water' }, coordinator);
  await command('assign', { type: 'assign-rows', rows: [ROW], entity }, coordinator);
  for (const person of [AUTHOR, 'p_other'])
    await command(`add-${person}`, { type: 'add-member', person, role: 'contributor', entity });
  ({ head } = workbook);
  const other = 'energy.of_nobody:source' as CellId;
  await store.keepRefusedDrafts([
    draft('first', { at: 1, head: head - 1 }),
    draft('second', { at: 2 }),
    draft('third', { at: 3 }),
    draft('elsewhere', { at: 4, cell: other }),
    draft('of-another', { at: 5, by: 'p_other' as PersonId }),
  ]);
});
afterAll(async () => {
  await registry.close();
  await store.close();
});

async function read(person: string, asked: Partial<HistoryAsked> = {}) {
  const actor = workbook.actor(person as PersonId);
  return await presentHistory(deps, { workbook, actor }, { limit: 200, ...asked });
}
const drafts = async (person: string, asked: Partial<HistoryAsked> = {}) =>
  (await read(person, asked)).moments.flatMap((each) => (each.kind === 'refused' ? each.id : []));

test('a refused draft is shown to its author, to coordinator and head, and to nobody else', async () => {
  const own = ['elsewhere', 'third', 'second', 'first'];
  expect(await drafts(AUTHOR)).toEqual(own);
  expect(await drafts('p_coordinator')).toEqual(['of-another', ...own]);
  expect(await drafts('p_head')).toEqual(['of-another', ...own]);
  expect(await drafts('p_other')).toEqual(['of-another']);
  for (const person of ['p_auditor', 'p_itu']) expect(await drafts(person)).toEqual([]);
  // Also not by asking for the person.
  expect(await drafts('p_other', { person: AUTHOR })).toEqual([]);
  expect(await drafts('p_auditor', { person: AUTHOR })).toEqual([]);
  expect(await drafts('p_head', { person: AUTHOR })).toEqual(own);
});

test('it stands after the entry that was the head when it was refused, with its reason', async () => {
  const { moments } = await read(AUTHOR);
  const order = moments
    .slice(0, 6)
    .map((each) => (each.kind === 'refused' ? each.id : each.number));
  expect(order).toEqual(['elsewhere', 'third', 'second', head, 'first', head - 1]);
  expect(moments.find((each) => each.kind === 'refused' && each.id === 'third')).toMatchObject({
    number: head,
    cell: CELL,
    text: 'third',
    code: 'locked',
    door: 'yjs',
    by: { person: AUTHOR },
  });
});

test('it follows the cell, the row, the entity and the kind that are asked for', async () => {
  const of = async (asked: Partial<HistoryAsked>) => await drafts(AUTHOR, asked);
  expect(await of({ cell: CELL })).toEqual(['third', 'second', 'first']);
  expect(await of({ row: ROW })).toEqual(['third', 'second', 'first']);
  expect(await of({ entity: 'e_water' })).toEqual(['third', 'second', 'first']);
  expect(await of({ entity: 'e_other' })).toEqual([]);
  expect(await of({ kinds: ['lock'] })).toEqual([]);
  const alone = await read(AUTHOR, { kinds: ['refused'] });
  expect(alone.moments.map(({ kind }) => kind)).toEqual([
    'refused',
    'refused',
    'refused',
    'refused',
  ]);
  expect(alone.next).toBeNull();
});

test('pages that end among drafts neither miss nor repeat', async () => {
  const name = (each: { number: number; kind: string; id?: string }) =>
    each.id ?? String(each.number);
  const whole = (await read('p_head')).moments.map(name);
  for (const limit of [1, 2, 3]) {
    const pages: string[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await read('p_head', before === undefined ? { limit } : { limit, before });
      pages.push(...page.moments.map(name));
      if (page.next === null) break;
      before = page.next;
    }
    expect(pages).toEqual(whole);
  }
  expect(whole.length).toBeGreaterThan(10);
});
