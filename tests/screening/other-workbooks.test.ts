/** What a screening takes from other workbooks: the city's own last assessment, and numbers of other cities. */
import type { CellId, CommandId, PersonId, RowId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import type { ScreeningView } from '@tallystick/protocol/audit/views-screening';
import { Peers } from '@tallystick/server/screening/peers';
import { peersView } from '@tallystick/server/screening/peers-view';
import { screeningView } from '@tallystick/server/screening/screening-view';
import { writeCells } from '@tallystick/server/workbook/cell-writer';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import type { LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { DescribedApi } from '../api-fuzz/described-api.ts';
import { depsOver } from '../process/prepared-workbook.ts';
import { serverRoutes } from '../programs/routes.ts';

const LOSS = 'life_expectancy.value' as RowId;
let now = 1_700_000_000_000;
const store = openMemoryStore();
const deps = depsOver(store, () => now);
const registry = new Registry(deps);
const peers = new Peers(store);
afterAll(() => registry.close());

async function ask(workbook: LiveWorkbook, person: string, command: Command): Promise<void> {
  const id = randomUUID() as CommandId;
  const admin = person === SYSTEM;
  now += 1_000;
  const made = { person: person as PersonId, admin, id, command, door: 'api' } as const;
  const done = await workbook.command(made);
  if (!done.ok) throw new Error(`${command.type}: ${done.refusal.code}`);
}

/** A workbook of a city with the years that its people live; `lead` coordinates it, everybody else is in all of them. */
async function cityWith(city: string, years: string, lead = `p_${city}`): Promise<LiveWorkbook> {
  const opening = { city, title: `${city} ${years}`, due: null };
  const made = await openWorkbook({ store, registry, now: () => now }, SYSTEM, opening);
  const workbook = await registry.get(made.workbook);
  if (!workbook) throw new Error('there is no workbook');
  const people = [
    [lead, 'coordinator'],
    ['p_head', 'head'],
    [`p_auditor_${city.trim().toLowerCase()}`, 'auditor'],
  ] as const;
  for (const [person, role] of people)
    await ask(workbook, SYSTEM, {
      type: 'add-member',
      person: person as PersonId,
      role,
      entity: null,
    });
  await ask(workbook, people[2][0], { type: 'declare-interest', conflict: '' });
  await write(workbook, lead, years);
  return workbook;
}

async function write(workbook: LiveWorkbook, person: string, years: string): Promise<void> {
  const author = { person: person as PersonId, door: 'import' } as const;
  const cell = `${LOSS}:numerator` as CellId;
  const outcome = await writeCells(workbook, author, [[cell, years]]);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
}

async function verified(workbook: LiveWorkbook, years: string, isReleased = true): Promise<void> {
  const auditor = `p_auditor_${workbook.state.city.trim().toLowerCase()}`;
  await ask(workbook, 'p_head', { type: 'lock' });
  await ask(workbook, auditor, {
    type: 'verify',
    row: LOSS,
    verdict: 'yes',
    result: Number(years).toFixed(2),
    note: '',
  });
  if (isReleased) await ask(workbook, auditor, { type: 'release-verification' });
}

async function screened(workbook: LiveWorkbook, submission?: number): Promise<ScreeningView> {
  const person = 'p_asks' as PersonId;
  const sources = { ...deps, registry, peers };
  const view = await screeningView(sources, { workbook, person, submission });
  if (!view) throw new Error('there is no such version');
  return view;
}

const about = ({ results }: ScreeningView) =>
  results.filter(({ row }) => row === LOSS).map(({ code }) => code);

describe('a screening', () => {
  test('finds the last assessment of the city by its name and by who coordinates both', async () => {
    const before = await cityWith('Oldham', '90', 'p_lead');
    await ask(before, 'p_head', { type: 'lock' });
    const next = await cityWith(' oldham ', '40', 'p_lead');
    const view = await screened(next);
    expect(view.last).toMatchObject({ title: 'Oldham 90', submission: 1 });
    expect(about(view)).toEqual(['jump']);
    // The earlier one has none before it.
    expect((await screened(before)).last).toBeNull();
  });

  test('is told nothing of a workbook whose city another lead only names as theirs', async () => {
    const stranger = await cityWith('Oldham', '40', 'p_stranger');
    const view = await screened(stranger);
    expect(view.last).toBeNull();
    expect(about(view)).toEqual([]);
  });

  test('is told nothing where a lead renames a workbook and adds who coordinates the other', async () => {
    const theirs = await cityWith('Newham', '90', 'p_newham');
    await ask(theirs, 'p_head', { type: 'lock' });
    const mine = await cityWith('Elsewhere', '40', 'p_mallory');
    const added = { person: 'p_newham' as PersonId, role: 'coordinator', entity: null } as const;
    await ask(mine, 'p_mallory', { type: 'add-member', ...added });
    const heading = { city: 'Newham', title: 'Mine', due: null, zone: null };
    await ask(mine, 'p_mallory', { type: 'correct-workbook', ...heading });
    const view = await screened(mine);
    expect(view.last).toBeNull();
    expect(about(view)).toEqual([]);
    // Nor is a workbook of another city taken for the last assessment of one that it names.
    const honest = await cityWith('Fairham', '80', 'p_fair');
    const liar = await cityWith('Liarham', '10', 'p_liar');
    await ask(liar, 'p_liar', { type: 'add-member', ...added, person: 'p_fair' as PersonId });
    await ask(liar, 'p_liar', { type: 'correct-workbook', ...heading, city: 'Fairham' });
    await ask(liar, 'p_head', { type: 'lock' });
    expect((await screened(honest)).last).toBeNull();
    // Whoever reads the other workbook is told all the same.
    const reader = 'p_auditor_newham' as PersonId;
    const sources = { ...deps, registry, peers };
    const read = await screeningView(sources, {
      workbook: mine,
      person: reader,
      submission: undefined,
    });
    expect(read?.last).toMatchObject({ title: 'Newham 90', submission: 1 });
  });

  test('is told in the form that the description of the API promises', async () => {
    const api = new DescribedApi((await serverRoutes()).document);
    const operation = api.operation('GET /api/workbooks/:id/screening');
    const workbook = await cityWith('Formham', '10');
    const view = await screened(workbook);
    expect(view.results.map(({ code }) => code)).toEqual(['not-reported-share', 'magnitude']);
    const body = Buffer.from(JSON.stringify(view));
    const answered = { status: 200, type: 'application/json', body };
    expect(api.faultOf(operation, answered)).toBeUndefined();
    const more = Buffer.from(JSON.stringify({ ...view, peers: [] }));
    expect(api.faultOf(operation, { ...answered, body: more })).toBeDefined();
  });

  test('reads the version that is asked for', async () => {
    const workbook = await cityWith('Versham', '10');
    await ask(workbook, 'p_head', { type: 'lock' });
    await ask(workbook, 'p_head', { type: 'unlock', reason: 'A year was meant.' });
    await write(workbook, 'p_Versham', '80');
    expect(about(await screened(workbook, 1))).toEqual(['magnitude']);
    expect(about(await screened(workbook))).toEqual([]);
  });

  test('holds results against verified ones of five other cities, released, each city once', async () => {
    const asked = await cityWith('Outham', '40');
    const values = ['80.1', '80.7', '81.2', '82.3'];
    for (const [at, years] of values.entries())
      await verified(await cityWith(`City ${at}`, years), years);
    // Neither the same city again nor one whose verdicts are not released is a fifth.
    await verified(await cityWith('CITY 3', '82.4'), '82.4');
    const hidden = await cityWith('Hidden', '81.5');
    await verified(hidden, '81.5', false);
    expect(about(await screened(asked))).toEqual([]);
    await ask(hidden, 'p_auditor_hidden', { type: 'release-verification' });
    const view = await screened(asked);
    expect(about(view)).toEqual(['outlier']);
    expect(JSON.stringify(view)).not.toMatch(/City|Hidden|80\.1|80\.7|81\.2|82\.[34]|81\.5/);
    // A city is not held against itself.
    expect(about(await screened(hidden))).toEqual([]);
    // The span beside a result: quartiles of two digits; four other cities are not told of.
    const spans = await peersView({ ...deps, peers }, asked);
    expect(spans).toEqual({
      least: 5,
      rows: [{ row: LOSS, cities: 5, isAlike: false, low: '81', middle: '81', high: '82' }],
    });
    expect((await peersView({ ...deps, peers }, hidden)).rows).toEqual([]);
  });
});
