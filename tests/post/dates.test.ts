/** What follows from no event: dates that come near, a reminder sent by hand, and dates in a calendar. */
import type { Command } from '@tallystick/domain/commands';
import { calendarOf } from '@tallystick/server/post/calendar';
import { startServer } from '@tallystick/server/server';
import { fastify } from 'fastify';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { routesOver } from './routes-over.ts';
import { idOf, openStage, WATER, WATER_ROW } from './stage.ts';

const DAY_MS = 86_400_000;
const ROWS = [`${WATER_ROW}.value` as never];

test('a date that comes near is told once to who leads and to those who have rows left', async () => {
  const stage = await openStage();
  try {
    await stage.act('cora', { type: 'assign-rows', rows: ROWS, entity: WATER });
    const heading = { city: 'Postham', title: 'Post', zone: null };
    const due = Date.now() + 5 * DAY_MS;
    await stage.act('cora', { type: 'correct-workbook', ...heading, due } as Command);
    await stage.readAll();
    await stage.post.lookAtDates();
    await stage.post.lookAtDates();
    for (const name of ['cora', 'hana', 'wen'])
      expect(await stage.told(name), name).toMatchObject([{ kind: 'due', days: 5, by: null }]);
    for (const name of ['rosa', 'aude', 'ivan', 'olga'])
      expect(await stage.kinds(name), name).toEqual([]);
    // Another date is another notice.
    await stage.act('cora', { type: 'correct-workbook', ...heading, due: due - DAY_MS } as Command);
    await stage.post.lookAtDates();
    expect(await stage.kinds('wen')).toEqual(['due', 'due']);
  } finally {
    await stage.close();
  }
});

test('whom a query waits for is told before its answer is due, at its row and also while the version is locked', async () => {
  const stage = await openStage();
  try {
    const [row = '' as never] = ROWS;
    await stage.act('cora', { type: 'assign-rows', rows: [row], entity: WATER });
    const due = Date.now() + 5 * DAY_MS;
    const asked = { row, text: 'Where from?', due, assignee: null };
    await stage.act('aude', { type: 'ask-query', query: 'q_own' as never, ...asked });
    const leads = { waitsFor: 'coordinator', ...asked, due: due + 9 * DAY_MS } as const;
    await stage.act('aude', { type: 'ask-query', query: 'q_lead' as never, ...leads });
    await stage.act('hana', { type: 'lock' });
    await stage.readAll();
    await stage.post.lookAtDates();
    await stage.post.lookAtDates();
    for (const name of ['wen', 'wim'])
      expect(await stage.told(name), name).toMatchObject([{ kind: 'query-due', row, days: 5 }]);
    expect(await stage.told('cora')).toMatchObject([{ kind: 'query-due', row, days: 14 }]);
    for (const name of ['rosa', 'hana', 'aude', 'ivan', 'olga'])
      expect(await stage.kinds(name), name).toEqual([]);
    // Who may read no query any more is not told of its date either; answered, it waits for nobody of the city.
    await stage.act('hana', {
      type: 'change-member',
      person: idOf('wim'),
      role: 'observer',
      entity: null,
    });
    expect(await stage.kinds('wim')).toEqual([]);
    await stage.act('wen', { type: 'answer-query', query: 'q_own' as never, text: 'A register.' });
    await stage.readAll();
    const keeping = { waitsFor: 'entity', due: due - 4 * DAY_MS, assignee: null } as const;
    await stage.act('aude', { type: 'assign-query', query: 'q_own' as never, ...keeping });
    await stage.post.lookAtDates();
    expect(await stage.kinds('wen')).toEqual([]);
  } finally {
    await stage.close();
  }
});

test('a reminder is sent by who hands rows out, once a day; a calendar is read at its secret alone', async () => {
  const dataDir = await temporaryDataDir();
  const { workbook, people } = await prepareWorkbook(dataDir, [
    'head',
    'coordinator',
    'auditor',
    'coordinator',
  ]);
  const server = { port: 0, host: '127.0.0.1', publicUrl: null, webDir: '/nowhere' };
  const running = await startServer(
    { ...server, dataDir, empty: true, verifyFile: '/nowhere' },
    { logLevel: 'silent' },
  );
  if ('fault' in running) throw new Error(running.fault);
  try {
    const [head, filler, auditor] = people.map(({ cookie }) => new ApiClient(running.url, cookie));
    if (!head || !filler || !auditor) throw new Error('nobody is there');
    const give = async (command: Command) =>
      expect((await head.command(command, { workbook })).status, command.type).toBe(200);
    await give({ type: 'add-entity', entity: WATER, name: 'Water' });
    const person = people[1]?.person ?? ('' as never);
    await give({ type: 'change-member', person, role: 'contributor', entity: WATER });
    await give({ type: 'assign-rows', rows: ROWS, entity: WATER });
    const due = Date.now() + 30 * DAY_MS;
    const heading = { city: 'Port, East', title: 'One; two', zone: null, due };
    await give({ type: 'correct-workbook', ...heading } as Command);
    const path = `/api/workbooks/${workbook}/entities/${WATER}/chase`;
    const chased = async (who: ApiClient) => (await who.post(path, {})).status;
    expect([await chased(filler), await chased(auditor)]).toEqual([403, 403]);
    expect([await chased(head), await chased(head)]).toEqual([200, 429]);
    const inbox = await (await filler.get('/api/me/inbox?limit=1')).json();
    expect(inbox).toMatchObject({ notices: [{ kind: 'chase', row: ROWS[0], places: 1 }] });

    const made = (await (await head.post('/api/me/calendar', {})).json()) as { path: string };
    const nobody = new ApiClient(running.url, '');
    const calendar = await nobody.get(made.path);
    expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(await calendar.text()).toContain('SUMMARY:Port\\, East\\, One\\; two\r\n');
    const again = (await (await head.post('/api/me/calendar', {})).json()) as { path: string };
    expect((await nobody.get(made.path)).status).toBe(404);
    expect((await nobody.get(again.path)).status).toBe(200);
  } finally {
    await running.close();
    await removeDataDir(dataDir);
  }
});

test('a calendar says nothing of a workbook that its person has left, and ends with their access', async () => {
  const stage = await openStage();
  const app = fastify();
  routesOver(app, stage.store);
  try {
    const due = Date.now() + 5 * DAY_MS;
    const heading = { city: 'Postham', title: 'Post', zone: null, due };
    await stage.act('cora', { type: 'correct-workbook', ...heading } as Command);
    for (const name of ['wen', 'wim']) {
      const hash = createHash('sha256').update(name).digest('hex');
      await stage.store.setCalendar(idOf(name), hash);
    }
    const read = async (name: string) => await app.inject({ url: `/calendar/${name}.ics` });
    for (const name of ['wen', 'wim']) expect((await read(name)).body).toContain('Postham');
    await stage.act('hana', { type: 'remove-member', person: idOf('wen') });
    const left = await read('wen');
    expect([left.statusCode, left.body.includes('Postham')]).toEqual([200, false]);
    await stage.store.shutOut(idOf('wim'), 1);
    expect((await read('wim')).statusCode).toBe(404);
  } finally {
    await app.close();
    await stage.close();
  }
});

test('a call stands in the calendars of those who are invited, and a mission in those it concerns', async () => {
  const stage = await openStage();
  const app = fastify();
  routesOver(app, stage.store);
  try {
    for (const name of ['wen', 'wim', 'aude']) {
      const hash = createHash('sha256').update(name).digest('hex');
      await stage.store.setCalendar(idOf(name), hash);
    }
    const clarification = 'cl_1' as never;
    const row = ROWS[0] ?? ('' as never);
    const text = 'What counts?';
    await stage.act('wen', { type: 'ask-clarification', clarification, row, text });
    const starts = Math.floor(Date.now() / 1000) * 1000 + DAY_MS;
    const call = 'call_1' as never;
    const agreed = { call, clarification, starts, minutes: 45, zone: 'Africa/Cairo' } as const;
    const link = 'https://calls.example/1';
    await stage.act('ivan', { type: 'agree-call', ...agreed, link, people: [idOf('wen')] });
    expect(await stage.kinds('wen')).toEqual(['call']);
    const days = { from: '2027-05-03', to: '2027-05-04', note: 'Hall' } as const;
    await stage.act('aude', {
      type: 'plan-mission',
      mission: 'mi_1' as never,
      how: 'remote',
      ...days,
    });
    const read = async (name: string) =>
      (await app.inject({ url: `/calendar/${name}.ics` })).body.replaceAll('\r\n ', '');
    const mine = await read('wen');
    const instant = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    expect(mine).toContain(`DTSTART:${instant(starts)}\r\nDTEND:${instant(starts + 45 * 60_000)}`);
    expect(mine).toContain('SEQUENCE:0\r\nSUMMARY:Call on a clarification: Postham\\, Post');
    expect(mine).toContain(`LOCATION:${link}\r\n`);
    // Nothing that somebody wrote goes into a calendar.
    expect(mine).not.toContain(text);
    expect(await read('wim')).not.toContain('BEGIN:VEVENT');
    expect(await read('aude')).toContain('SUMMARY:Remote mission: Postham\\, Post');
    await stage.act('cora', { type: 'cancel-call', call });
    expect(await read('wen')).toContain('SEQUENCE:1\r\nSTATUS:CANCELLED');
  } finally {
    await app.close();
    await stage.close();
  }
});

test('a calendar’s lines are folded at 75 octets, and no text ends one', () => {
  const summary = `${'ألف'.repeat(40)}\nEND:VEVENT\r\nX: \\ ; ,\u0007`;
  const date = {
    uid: 'u',
    at: Date.UTC(2026, 11, 15, 12),
    summary,
    url: 'https://kpi.example/w/1',
  };
  const text = calendarOf([date], Date.UTC(2026, 0, 1));
  const lines = text.split('\r\n');
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  const unfolded = text.replaceAll('\r\n ', '');
  expect(unfolded).toContain('\\nEND:VEVENT\\nX: \\\\ \\; \\,\r\n');
  expect(unfolded).toContain('DTSTART:20261215T120000Z');
});
