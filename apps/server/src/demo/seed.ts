/** Makes the demo at first start, through the same commands and the same gate as everybody's work. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import {
  type CellId,
  type ClarificationId,
  cellId,
  type EntityId,
  type PersonId,
  type RowId,
  type WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { JournalStore } from '@tallystick/store/port-journal';
import type { PeopleStore } from '@tallystick/store/port-people';
import type { SettingStore } from '@tallystick/store/port-settings';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import { SYSTEM } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { Registry } from '../workbook/registry.ts';
import { ABOUT, FIGURES } from './figures.ts';
import { FIGURES_THEN, LAST_YEAR, seedLastYear } from './last-year.ts';
import { CITY, ENTITIES, PEOPLE, TITLE, TITLE_THEN } from './people.ts';
import { ask, writeByEntity } from './work.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

const WORKBOOK = 'wb_riverton' as WorkbookId;
/** Days from the first start to the agreed date. */
const DUE_DAYS = 38;
const DAY_MS = 24 * 60 * 60_000;
const YEAR_DAYS = 365;
const DUE_HOUR_MS = 18 * 60 * 60_000;
const EDITION = '2017';
const YEAR = '2025';

type Made = {
  store: JournalStore & WorkbookStore & PeopleStore & SettingStore;
  registry: Registry;
  now: () => number;
};

/** Does what is missing: a start that was cut off half-way is completed by the next one. */
export async function seedDemo(made: Made): Promise<void> {
  const { store, now } = made;
  if ((await store.setting('demo-seeded')) === 'yes') return;
  await addPeople(store, now());
  const catalogue = loadCatalogue(EDITION);
  const workbook = await opened(made, WORKBOOK);
  await addMembers(workbook, { title: TITLE, due: dueIn(DUE_DAYS, now()) });
  await assignRows(workbook, catalogue);
  await writeByEntity(workbook, demoCells(catalogue));
  await ask(workbook, 'p_yara', 'comment-1', {
    type: 'comment',
    cell: cellId('water_supply_loss.value', 'numerator'),
    parent: null,
    text: 'The billed volume rose by 8 % against last year. Does it now include the harbour district?',
    audience: 'members',
  });
  await clarify(workbook);
  for (const person of ['p_yara', 'p_mei'])
    await ask(workbook, person, `interest-${person}`, { type: 'declare-interest', conflict: '' });
  const before = await opened(made, LAST_YEAR);
  await addMembers(before, { title: TITLE_THEN, due: dueIn(DUE_DAYS - YEAR_DAYS, now()) });
  await assignRows(before, catalogue);
  const cells = demoCells(catalogue, FIGURES_THEN);
  await seedLastYear(before, { catalogue, cells, now: now() });
  await store.setSetting('demo-seeded', 'yes');
}

async function opened({ store, registry, now }: Made, id: WorkbookId): Promise<LiveWorkbook> {
  if ((await store.workbook(id)) === undefined) await store.createWorkbook(id, now());
  const workbook = await registry.get(id);
  if (workbook === undefined) throw new Error(`the demo workbook ${id} is not there`);
  return workbook;
}

/** An end of a working day, so many days from now. */
function dueIn(days: number, now: number): number {
  return Math.floor(now / DAY_MS + days) * DAY_MS + DUE_HOUR_MS;
}

/** One question that waits for ITU, and one that it has ruled on. */
async function clarify(workbook: LiveWorkbook): Promise<void> {
  await ask(workbook, 'p_lucia', 'clarification-1', {
    type: 'ask-clarification',
    clarification: 'cl_demo_open_data' as ClarificationId,
    row: 'open_data.percent' as RowId,
    text: 'Does a data set that is published once and never updated count as open data?',
  });
  await ask(workbook, 'p_wen', 'clarification-2', {
    type: 'ask-clarification',
    clarification: 'cl_demo_water_loss' as ClarificationId,
    row: 'water_supply_loss.value' as RowId,
    text: 'Is water for fire-fighting that is not billed a loss?',
  });
  await ask(workbook, 'p_mei', 'ruling-2', {
    type: 'rule',
    clarification: 'cl_demo_water_loss' as ClarificationId,
    text: 'No. Authorised use that is not billed, such as fire-fighting, is not counted as a loss.',
    scope: 'all',
  });
}

async function addPeople(store: PeopleStore, now: number): Promise<void> {
  for (const person of PEOPLE) {
    const id = person.id as PersonId;
    if ((await store.person(id)) !== undefined) continue;
    await store.addPerson({
      person: id,
      email: null,
      name: person.name,
      passwordHash: null,
      admin: false,
      demo: true,
      createdAt: now,
    });
  }
}

async function addMembers(
  workbook: LiveWorkbook,
  { title, due }: { title: string; due: number },
): Promise<void> {
  await ask(workbook, SYSTEM, 'open', {
    type: 'open-workbook',
    city: CITY,
    title,
    edition: EDITION,
    due,
  });
  const isLead = (role: string) => role === 'coordinator' || role === 'head';
  for (const person of PEOPLE.filter((each) => isLead(each.role)))
    await addMember(workbook, person);
  for (const { id, name } of ENTITIES) {
    const entity = id as EntityId;
    await ask(workbook, 'p_amara', `entity-${id}`, { type: 'add-entity', entity, name });
  }
  for (const person of PEOPLE.filter((each) => !isLead(each.role)))
    await addMember(workbook, person);
}

async function addMember(workbook: LiveWorkbook, person: (typeof PEOPLE)[number]): Promise<void> {
  await ask(workbook, SYSTEM, `member-${person.id}`, {
    type: 'add-member',
    person: person.id as PersonId,
    role: person.role,
    entity: person.entity as EntityId | null,
  });
}

async function assignRows(workbook: LiveWorkbook, catalogue: Catalogue): Promise<void> {
  for (const { id, departments } of ENTITIES) {
    const rows = catalogue.dataPoints
      .filter((point) => departments.includes(point.kpi.departmentHint))
      .map((point) => point.row as RowId);
    if (id === 'e_statistics') rows.push(...catalogue.profile.map((row) => row.row as RowId));
    const entity = id as EntityId;
    await ask(workbook, 'p_amara', `assign-${id}`, { type: 'assign-rows', rows, entity });
  }
}

/** `changed`: figures that are others than this year's. */
function demoCells(
  catalogue: Catalogue,
  changed: Readonly<Record<string, string>> = {},
): Map<CellId, string> {
  const figures: Record<string, string> = { ...FIGURES, ...changed };
  const cells = new Map<CellId, string>();
  for (const row of catalogue.profile) {
    const text = figures[row.key];
    if (text === undefined) continue;
    cells.set(cellId(row.row, 'value'), text);
    cells.set(cellId(row.row, 'year'), YEAR);
  }
  for (const point of catalogue.dataPoints) {
    const own = point.inputs.filter((use) => use.own && figures[use.input.key] !== undefined);
    for (const use of own) cells.set(use.cell as CellId, figures[use.input.key] ?? '');
    if (own.length > 0) cells.set(cellId(point.row, 'year'), YEAR);
    for (const [column, text] of Object.entries(ABOUT[point.row] ?? {})) {
      cells.set(cellId(point.row, column), text);
    }
  }
  return cells;
}
