/** The past over HTTP: what was, who may see it, and how two moments differ. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  CompareView,
  HistoryView,
  MomentsView,
  MomentView,
} from '@tallystick/protocol/views-history';
import { ApiClient } from './api-client.ts';
import { RoomClient } from './room-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const ROW = 'water_supply_loss.value';
const SOURCE = `${ROW}:source`;
const RESULT = `${ROW}:override`;
const BASE = '/api/workbooks/wb_riverton';
const AUDIT_WORDS = 'canary-audit-7731';
const DRAFT_NOTE = 'canary-draft-8842';
const LATE_NOTE = 'canary-late-9953';
const RELEASED_NOTE = 'Seen on the annual balance';
const TYPED = ['Annual balance 2024', 'Annual balance 2025', '=HYPERLINK("x")'];

let server: ServerProcess;
let wen: ApiClient;
let amara: ApiClient;
let henrik: ApiClient;
let yara: ApiClient;
let olu: ApiClient;
/** The head before anything of this test. */
let began = 0;

beforeAll(async () => {
  server = await startServerProcess();
  const enter = (person: string) => ApiClient.enter(server.url, person);
  [wen, amara, henrik, yara, olu] = await Promise.all([
    enter('p_wen'),
    enter('p_amara'),
    enter('p_henrik'),
    enter('p_yara'),
    enter('p_olu'),
  ]);
  began = (await get<MomentsView>(wen, '/moments')).head;
  const room = await RoomClient.join(wen, (await wen.view()).room ?? '');
  for (const text of TYPED) await room.save(SOURCE, text);
  await room.save(RESULT, '12');
  room.close();
  await command(wen, {
    type: 'comment',
    cell: SOURCE,
    parent: null,
    text: 'Page 4',
    audience: 'members',
  });
  await command(yara, {
    type: 'comment',
    cell: SOURCE,
    parent: null,
    text: AUDIT_WORDS,
    audience: 'audit',
  });
  await command(henrik, { type: 'lock' });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

async function get<T>(of: ApiClient, path: string): Promise<T> {
  const answer = await of.get(BASE + path);
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as T;
}

async function command(of: ApiClient, what: object): Promise<void> {
  const answer = await of.command(what as Parameters<ApiClient['command']>[0]);
  expect([what, answer.status]).toEqual([what, 200]);
}

/** The auditor's verdict on the row as its result stands. */
async function verify(note: string): Promise<void> {
  const about = { type: 'verify', row: ROW, verdict: 'yes', note };
  const wrong = await yara.command({ ...about, result: 'another' } as never);
  const { detail } = (await wrong.json()) as { detail: string };
  await command(yara, { ...about, result: detail });
}

const history = async (of: ApiClient, query = '') =>
  (await get<HistoryView>(of, `/history?${query}`)).moments;

test('a cell has every value it ever had, with who, when and from where, and what was said between', async () => {
  const moments = (await history(wen, `cell=${SOURCE}`)).filter(({ number }) => number > began);
  expect(moments.map(({ kind }) => kind)).toEqual(['event', 'event', 'edit', 'edit', 'edit']);
  const [lock, comment, third, second, first] = moments;
  expect(lock).toMatchObject({
    event: { type: 'locked' },
    by: { person: 'p_henrik', name: 'Henrik' },
  });
  expect(comment).toMatchObject({
    event: { type: 'commented', text: 'Page 4' },
    by: { name: 'Wen' },
  });
  expect(first).toMatchObject({ door: 'socket', changes: [{ cell: SOURCE, after: TYPED[0] }] });
  expect(second).toMatchObject({ changes: [{ before: TYPED[0], after: TYPED[1] }] });
  expect(third).toMatchObject({ changes: [{ before: TYPED[1], after: TYPED[2] }] });
  const times = moments.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('the history of a row, a person, an entity and the workbook each hold it, and can be narrowed', async () => {
  const room = await RoomClient.join(amara, (await amara.view()).room ?? '');
  room.close();
  for (const of of [`row=${ROW}`, 'person=p_wen', 'entity=e_water', '']) {
    const edits = await history(henrik, `${of}&kinds=edit&after=${began}`);
    expect([of, edits.length]).toEqual([of, 4]);
    const locks = await history(henrik, `kinds=lock,comment&after=${began}`);
    expect(locks.map((each) => each.kind === 'event' && each.event.type)).toEqual([
      'locked',
      'commented',
    ]);
  }
  expect(await history(henrik, `person=p_yara&kinds=edit`)).toEqual([]);
});

test('pages neither miss nor repeat', async () => {
  const whole = await history(henrik, 'limit=200');
  const numbers: number[] = [];
  let next: number | null = Number.MAX_SAFE_INTEGER;
  while (next !== null) {
    const page: HistoryView = await get(henrik, `/history?limit=3&before=${next}`);
    numbers.push(...page.moments.map(({ number }) => number));
    next = page.next;
  }
  expect(numbers.slice(0, whole.length)).toEqual(whole.map(({ number }) => number));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.length).toBeGreaterThan(10);
});

test('what the audit side says among itself is in its own history and never in the city’s', async () => {
  await verify(DRAFT_NOTE);
  await verify(RELEASED_NOTE);
  const asked = [`cell=${SOURCE}`, `row=${ROW}`, 'person=p_yara', '', 'kinds=comment,verification'];
  for (const query of asked) {
    const seen = JSON.stringify(await get(yara, `/history?limit=200&${query}`));
    for (const words of [AUDIT_WORDS, DRAFT_NOTE]) {
      const isOfVerdict = words === DRAFT_NOTE;
      if (query !== `cell=${SOURCE}` || !isOfVerdict)
        expect([query, seen.includes(words)]).toEqual([query, true]);
      for (const of of [wen, amara, henrik]) {
        const text = JSON.stringify(await get(of, `/history?limit=200&${query}`));
        expect([query, text.includes(words)]).toEqual([query, false]);
        expect(text.includes(RELEASED_NOTE)).toBe(false);
      }
    }
  }
});

test('a release puts into the city’s history what stood then, and nothing set before or after it', async () => {
  await command(yara, { type: 'release-verification' });
  await verify(LATE_NOTE);
  const text = JSON.stringify(await history(wen, `row=${ROW}&limit=200`));
  expect(text).toContain(RELEASED_NOTE);
  expect(text).not.toContain(DRAFT_NOTE);
  expect(text).not.toContain(LATE_NOTE);
  // A verdict that was released is withdrawn: nobody is told before the next release.
  await command(yara, { type: 'withdraw-verification', row: ROW });
  const kinds = async (of: ApiClient) =>
    (await history(of, `row=${ROW}&kinds=verification`)).map(
      (each) => each.kind === 'event' && each.event.type,
    );
  expect(await kinds(wen)).toEqual(['verified']);
  expect(await kinds(yara)).toEqual(['verification-withdrawn', 'verified', 'verified', 'verified']);
});

test('the grid is shown as it was at every moment', async () => {
  const edits = (await history(henrik, `cell=${SOURCE}&kinds=edit&after=${began}`)).toReversed();
  expect(edits).toHaveLength(3);
  for (const [i, { number, at }] of edits.entries()) {
    const view = await get<MomentView>(henrik, `/at/${number}`);
    expect(view).toMatchObject({ number, at, locked: false, submission: null });
    expect(view.cells[SOURCE]).toBe(TYPED[i]);
    const before = await get<MomentView>(henrik, `/at/${number - 1}`);
    expect(before.cells[SOURCE]).not.toBe(TYPED[i]);
  }
  expect((await get<MomentView>(wen, '/at/0')).cells).toEqual({});
  const { head, marks, first, last, points } = await get<MomentsView>(wen, '/moments?points=5');
  const now = await get<MomentView>(wen, `/at/${head}`);
  expect(now).toMatchObject({ head, locked: true, submission: 1 });
  const room = await RoomClient.join(wen, (await wen.view()).room ?? '');
  expect(new Map(Object.entries(now.cells))).toEqual(room.cells());
  room.close();
  expect(marks).toMatchObject([{ kind: 'lock', submission: 1 }]);
  expect(points.map(({ number }) => number)).toEqual([
    ...new Set(points.map(({ number }) => number)),
  ]);
  expect(points.at(0)).toEqual({ number: 1, at: first });
  expect(points.at(-1)).toEqual({ number: head, at: last });
  expect((await wen.get(`${BASE}/at/${head + 1}`)).status).toBe(404);
});

test('two versions are compared, and the list leaves as CSV that runs nothing', async () => {
  const base = await get<CompareView>(henrik, `/compare?from=${began}&to=v1`);
  expect(base.to).toMatchObject({ label: 'v1', submission: 1 });
  const source = base.changes.find(({ cell }) => cell === SOURCE);
  expect(source).toMatchObject({
    row: ROW,
    entity: 'e_water',
    after: TYPED[2],
    by: { name: 'Wen' },
  });
  // The result was typed, so it stands twice: as what was written, and as what the KPI shows.
  expect(base.changes.map(({ kind, cell }) => [kind, cell])).toEqual([
    ['typed', RESULT],
    ['typed', SOURCE],
    ['result', `${ROW}:result`],
  ]);
  expect(base.changes[2]).toMatchObject({
    row: ROW,
    entity: 'e_water',
    after: '12',
    by: null,
    at: null,
    number: null,
  });
  await command(henrik, { type: 'unlock', reason: 'A source is missing' });
  const room = await RoomClient.join(wen, (await wen.view()).room ?? '');
  await room.save(SOURCE, null);
  room.close();
  const now = await get<CompareView>(henrik, '/compare?from=v1');
  expect(now.changes).toMatchObject([
    { cell: SOURCE, before: TYPED[2], after: null, by: { name: 'Wen' } },
  ]);
  expect((await get<CompareView>(henrik, '/compare?from=now&to=now')).changes).toEqual([]);
  const csv = await henrik.get(`${BASE}/compare?from=${began}&to=v1&format=csv`);
  expect(csv.headers.get('content-disposition')).toContain('attachment');
  const text = await csv.text();
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect(text).toContain('Riverton Water');
  for (const end of ['v2', 'v9', '999999999'])
    expect((await henrik.get(`${BASE}/compare?from=${end}`)).status).toBe(404);
  for (const end of ['v0', 'x', '-1', '1.5', ''])
    expect((await henrik.get(`${BASE}/compare?from=${end}`)).status).toBe(400);
});

test('a figure of the City profile changes the results that use it, in the list and in the CSV', async () => {
  const population = 'city.population:value';
  const { head } = await get<MomentsView>(amara, '/moments?points=1');
  const room = await RoomClient.join(amara, (await amara.view()).room ?? '');
  const was = room.cells().get(population) ?? null;
  await room.save(population, '123456');
  room.close();
  const { changes } = await get<CompareView>(henrik, `/compare?from=${head}&to=now`);
  const [typed, ...results] = changes;
  expect(typed).toMatchObject({ kind: 'typed', cell: population, by: { name: 'Amara' } });
  expect(results.length).toBeGreaterThan(10);
  for (const { kind, cell, row, before, after, by } of results) {
    expect({ kind, cell, by }).toEqual({ kind: 'result', cell: `${row}:result`, by: null });
    expect(before).not.toBe(after);
  }
  const csv = await henrik.get(`${BASE}/compare?from=${head}&to=now&format=csv`);
  const lines = (await csv.text()).split('\r\n').filter((line) => line.includes(',Result,'));
  expect(lines).toHaveLength(results.length);
  for (const { row, before, after } of results) {
    const line = lines.find((each) => each.includes(`,${row}:result,`));
    expect(line).toContain(`Result,${before},${before},${after},${after},,,`);
    // Under its KPI, by its code.
    expect(line).toMatch(/,[A-Z]{2}: [^,]+,/);
  }
  const again = await RoomClient.join(amara, (await amara.view()).room ?? '');
  await again.save(population, was);
  again.close();
});

test('in the CSV the data points of one KPI have names of their own, and a formula says what it came to', async () => {
  const [fine, coarse] = ['air_pollution.pm2_5:override', 'air_pollution.pm10:override'];
  const { head } = await get<MomentsView>(amara, '/moments?points=1');
  const room = await RoomClient.join(amara, (await amara.view()).room ?? '');
  await room.save(fine, '=2*3.5');
  await room.save(coarse, '=3*air_pollution.pm2_5.override');
  const middle = (await get<MomentsView>(amara, '/moments?points=1')).head;
  await room.save(fine, '=4/0.5');
  await room.save(coarse, '20');
  const { changes } = await get<CompareView>(henrik, `/compare?from=${middle}`);
  const typed = changes.filter(({ kind }) => kind === 'typed');
  expect(typed).toMatchObject([
    { cell: fine, beforeValue: '7', afterValue: '8' },
    { cell: coarse, beforeValue: '21', after: '20' },
  ]);
  expect(typed[1]).not.toHaveProperty('afterValue');
  const csv = async (from: number) => {
    const answer = await henrik.get(`${BASE}/compare?from=${from}&format=csv`);
    return (await answer.text()).split('\r\n');
  };
  const lines = await csv(middle);
  expect(lines[0]).toContain(
    `,name,data point,row,cell,column,#${middle},#${middle} value,now,now value,by,`,
  );
  const lineOf = (cell: string) => lines.find((line) => line.includes(`,${cell},`));
  expect(lineOf(fine)).toContain(',Air Pollution,PM2.5,air_pollution.pm2_5,');
  expect(lineOf(fine)).toContain(`,"'=2*3.5",7,"'=4/0.5",8,Amara,`);
  expect(lineOf(coarse)).toContain(',Air Pollution,PM10,air_pollution.pm10,');
  expect(lineOf(coarse)).toContain(`,"'=3*air_pollution.pm2_5.override",21,20,20,Amara,`);
  expect(lineOf('air_pollution.pm10:result')).toContain(',Air Pollution,PM10,');
  // A formula that waits for a figure comes to nothing.
  await room.save(coarse, '=3*air_pollution.pm2_5.override');
  await room.save(fine, null);
  room.close();
  const now = await get<CompareView>(henrik, `/compare?from=${middle}`);
  expect(now.changes.map(({ cell }) => cell)).not.toContain(coarse);
  const first = await get<CompareView>(henrik, `/compare?from=${head}`);
  expect(first.changes.find(({ cell }) => cell === coarse)).toMatchObject({ afterValue: null });
});

test('a row that is handed over keeps its entity in every moment before', async () => {
  const { head } = await get<MomentsView>(amara, '/moments?points=1');
  await command(amara, { type: 'add-entity', entity: 'e_works', name: 'City Works' });
  await command(amara, { type: 'assign-rows', rows: [ROW], entity: 'e_works' });
  const reporting = async (number: number) => {
    const { assignments, entities } = await get<MomentView>(amara, `/at/${number}`);
    return [assignments[ROW], entities.find(({ id }) => id === assignments[ROW])?.name];
  };
  expect(await reporting(head)).toEqual(['e_water', 'Riverton Water']);
  expect(await reporting(head + 1)).toEqual(['e_water', 'Riverton Water']);
  expect(await reporting(head + 2)).toEqual(['e_works', 'City Works']);
  expect(await reporting(0)).toEqual([undefined, undefined]);
  expect((await get<MomentView>(amara, '/at/0')).entities).toEqual([]);
  const entities = async (to: string) => {
    const { changes } = await get<CompareView>(amara, `/compare?from=${began}&to=${to}`);
    return [...new Set(changes.filter(({ row }) => row === ROW).map(({ entity }) => entity))];
  };
  for (const past of ['v1', String(head)]) expect(await entities(past)).toEqual(['e_water']);
  expect(await entities('now')).toEqual(['e_works']);
  const csv = await amara.get(`${BASE}/compare?from=${began}&to=v1&format=csv`);
  const text = await csv.text();
  expect(text).toContain('Riverton Water');
  expect(text).not.toContain('City Works');
  await command(amara, { type: 'assign-rows', rows: [ROW], entity: null });
  expect(await reporting(head + 2)).toEqual(['e_works', 'City Works']);
  expect(await reporting(head + 3)).toEqual([undefined, undefined]);
  await command(amara, { type: 'assign-rows', rows: [ROW], entity: 'e_water' as never });
});

test('a person’s own last look is remembered and never goes back or ahead', async () => {
  expect(await get(wen, '/seen')).toEqual({ number: 0, at: null });
  const { head } = await get<MomentsView>(wen, '/moments');
  expect(await (await wen.put(`${BASE}/seen`, { number: began })).json()).toMatchObject({
    number: began,
  });
  expect((await wen.put(`${BASE}/seen`, { number: head + 1 })).status).toBe(404);
  expect(await (await wen.put(`${BASE}/seen`, { number: 1 })).json()).toMatchObject({
    number: began,
  });
  expect(await get(wen, '/seen')).toMatchObject({ number: began });
  expect(await get(amara, '/seen')).toEqual({ number: 0, at: null });
});

test('who may not read the room reads no history, and a stranger cannot tell that there is one', async () => {
  const paths = [
    '/history',
    `/history?cell=${SOURCE}`,
    '/at/1',
    '/moments',
    '/compare?from=0',
    '/seen',
  ];
  for (const path of paths) {
    expect([path, (await olu.get(BASE + path)).status]).toEqual([path, 403]);
    expect([path, (await fetch(server.url + BASE + path)).status]).toEqual([path, 401]);
    const other = await wen.get(`/api/workbooks/wb_elsewhere${path}`);
    expect([path, other.status]).toEqual([path, 404]);
  }
  expect((await olu.put(`${BASE}/seen`, { number: 1 })).status).toBe(403);
});

test('a question that cannot be read is refused', async () => {
  const wrong = [
    'limit=0',
    'limit=201',
    'limit=x',
    'before=-1',
    'kinds=other',
    'cell=a&row=b',
    'what=1',
  ];
  for (const query of wrong) {
    const answer = await wen.get(`${BASE}/history?${query}`);
    expect([query, answer.status]).toEqual([query, 400]);
  }
  expect(await history(wen, 'cell=no.such:cell&kinds=edit')).toEqual([]);
});
