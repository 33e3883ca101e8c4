/** Clarifications and rulings over two cities: ITU sees both, each city only its own, and a ruling for all reaches all. */
import type { ClarificationId, EntityId, RowId } from '@tallystick/domain/cells/ids';
import type { InboxView } from '@tallystick/protocol/post/inbox';
import type { ClarificationsView } from '@tallystick/protocol/views-clarification';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { part } from '../e2e/part.ts';
import { ApiClient } from './api-client.ts';
import { RoomClient } from './room-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from './server-process.ts';
import { prepareTwoCities, type TwoCities } from './two-cities.ts';

const ROW = 'open_data.percent' as RowId;
const QUESTION = 'Do archives of Hereham count?';
let server: ServerProcess;
let cities: TwoCities;
let here: string;
let there: string;
const as = (name: string) => new ApiClient(server.url, cities.cookies.get(name) ?? '');
const list = async (name: string, status = 'open') =>
  (await (await as(name).get(`/api/clarifications?status=${status}`)).json()) as ClarificationsView;
const ask = (name: string, workbook: string, clarification: string, text = QUESTION) =>
  as(name).command(
    { type: 'ask-clarification', clarification: clarification as ClarificationId, row: ROW, text },
    { workbook },
  );
const rule = (workbook: string, clarification: string, text: string, scope: 'city' | 'all') =>
  as('itu').command(
    { type: 'rule', clarification: clarification as ClarificationId, text, scope },
    { workbook },
  );

beforeAll(async () => {
  const dataDir = await temporaryDataDir();
  cities = await prepareTwoCities(dataDir);
  here = cities.here.workbook;
  there = cities.there.workbook;
  server = await startServerProcess({ dataDir, args: ['--empty'] });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

test('what is too long is refused with its bound, in words and as data', async () => {
  const answer = await ask('lead-hereham', here, 'cl_long', 'x'.repeat(4_001));
  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({
      code: 'too-long',
      detail: 'At most 4000 characters.',
      fact: '4000',
    }),
  ]);
});

test('questions of two cities from the asking to the closing', async () => {
  await part(
    'ITU lists the questions of all its cities, the oldest first; nobody else lists any',
    async () => {
      expect((await ask('lead-hereham', here, 'cl_1')).status).toBe(200);
      expect((await ask('auditor', there, 'cl_1', 'And in Thereby?')).status).toBe(200);
      const { clarifications, more } = await list('itu');
      expect(clarifications.map(({ city, text, name, role }) => [city, text, name, role])).toEqual([
        ['Hereham', QUESTION, 'lead-hereham', 'coordinator'],
        ['Thereby', 'And in Thereby?', 'auditor', 'auditor'],
      ]);
      expect(more).toBe(false);
      for (const name of ['auditor', 'lead-hereham', 'head-hereham', 'observer-hereham']) {
        expect([name, (await list(name)).clarifications]).toEqual([name, []]);
      }
      const stranger = new ApiClient(server.url, '');
      expect((await stranger.get('/api/clarifications')).status).toBe(401);
      expect((await as('itu').get('/api/clarifications?status=odd')).status).toBe(400);
    },
  );

  await part(
    'a ruling for all is at once in the other city, without the question and without who asked',
    async () => {
      const room = (await as('lead-thereby').view(there)).room ?? '';
      const reader = await RoomClient.join(as('lead-thereby'), room);
      const asker = await RoomClient.join(
        as('lead-hereham'),
        (await as('lead-hereham').view(here)).room ?? '',
      );
      expect((await rule(here, 'cl_1', 'Archives count.', 'all')).status).toBe(200);
      await reader.until(() => reader.messages.some((m) => m.type === 'ruling'), 'the ruling');
      await asker.until(() => JSON.stringify(asker.messages).includes('"ruled"'), 'the answer');
      expect(asker.messages.some((m) => m.type === 'ruling')).toBe(false);
      const told = reader.messages.find((m) => m.type === 'ruling');
      expect(told).toMatchObject({ ruling: { kpi: 'open_data', text: 'Archives count.' } });
      const view = await as('lead-thereby').view(there);
      expect(view.rulings).toEqual([told?.type === 'ruling' && told.ruling]);
      for (const said of [JSON.stringify(reader.messages), JSON.stringify(view)]) {
        for (const secret of [QUESTION, 'Hereham', here, 'cl_1"', 'lead-hereham']) {
          // The auditor asked in Thereby under the same id; that question is Thereby's own.
          if (secret === 'cl_1"' && said.includes('And in Thereby?')) continue;
          expect(said).not.toContain(secret);
        }
      }
      const record = await as('lead-thereby').get(`/api/workbooks/${there}/record.zip`);
      const files = unzipSync(new Uint8Array(await record.arrayBuffer()));
      const table = strFromU8(files['rulings.csv'] ?? new Uint8Array());
      expect(table).toMatch(/,Open Data,,,,,,,Archives count\.,every city,,[\d-]+T[\d:.]+Z,\r\n/);
      for (const secret of [QUESTION, 'Hereham', here]) expect(table).not.toContain(secret);
      expect((await as('lead-hereham').view(here)).rulings).toEqual([]);
      expect((await list('itu')).clarifications.map(({ city }) => city)).toEqual(['Thereby']);
      expect((await list('itu', 'answered')).clarifications.map(({ city }) => city)).toEqual([
        'Hereham',
      ]);
      reader.close();
      asker.close();
    },
  );

  await part('ITU finds them by words of question, ruling and KPI, and by KPI', async () => {
    const found = async (query: string) => {
      const view = await (await as('itu').get(`/api/clarifications?${query}`)).json();
      return (view as ClarificationsView).clarifications.map(({ city }) => city);
    };
    expect(await found('')).toEqual(['Hereham', 'Thereby']);
    expect(await found('words=archiv%20hereham')).toEqual(['Hereham']);
    expect(await found('words=%C3%93pen%20D%C3%A1ta')).toEqual(['Hereham', 'Thereby']);
    expect(await found('words=archives%20count.')).toEqual(['Hereham']);
    expect(await found('words=rchives')).toEqual([]);
    expect(await found('kpi=open_data&status=open')).toEqual(['Thereby']);
    expect(await found('kpi=patents')).toEqual([]);
    expect((await as('itu').get(`/api/clarifications?words=${'x'.repeat(201)}`)).status).toBe(400);
  });

  await part(
    'a ruling that is revised shows elsewhere what it was, and answers alike questions there',
    async () => {
      expect((await rule(here, 'cl_1', 'Archives count twice.', 'all')).status).toBe(200);
      const [ruling] = (await as('lead-thereby').view(there)).rulings;
      expect(ruling).toMatchObject({
        text: 'Archives count twice.',
        former: [{ text: 'Archives count.' }],
      });
      // Each version is told once to the coordinator there, without a word of it and of where it was asked.
      const told = async () => {
        const { notices } = (await (
          await as('lead-thereby').get('/api/me/inbox?limit=9')
        ).json()) as InboxView;
        return notices
          .filter(({ kind }) => kind !== 'joined')
          .map(({ kind, by, line, workbook }) => [kind, by, line, workbook]);
      };
      const notice = ['ruling-elsewhere', null, 'Open Data: Open data sets published', there];
      await expect.poll(told).toEqual([notice, notice]);
      const entity = 'e_data' as EntityId;
      const inThere = { workbook: there };
      const lead = as('lead-thereby');
      const made = [
        await lead.command({ type: 'add-entity', entity, name: 'Data office' }, inThere),
        await lead.command({ type: 'assign-rows', rows: [ROW], entity }, inThere),
      ];
      expect(made.map(({ status }) => status)).toEqual([200, 200]);
      // What could answer the open question of Thereby, as the list of ITU offers it.
      expect((await list('itu')).clarifications.map(({ city, alike }) => [city, alike])).toEqual([
        ['Thereby', [{ under: ruling?.id, text: 'Archives count twice.', isElsewhere: true }]],
      ]);
      const acknowledge = { type: 'acknowledge-ruling', ruling: ruling?.id ?? '' } as const;
      // The coordinator reports no row.
      const seen = ruling?.at ?? 0;
      expect((await lead.command({ ...acknowledge, seen }, inThere)).status).toBe(403);
      const under = ruling?.id ?? '';
      const clarification = 'cl_1' as ClarificationId;
      const join = { type: 'join-clarification', clarification, under } as const;
      expect((await as('itu').command(join, inThere)).status).toBe(200);
      const view = await lead.view(there);
      expect(view.clarifications).toMatchObject([{ status: 'answered', under }]);
      expect((await list('itu', 'open')).clarifications).toEqual([]);
      const part = { ...join, under: null };
      expect((await as('itu').command(part, inThere)).status).toBe(200);
    },
  );

  await part(
    'a ruling for the city alone stays there, and one that was for all is taken back everywhere',
    async () => {
      const reader = await RoomClient.join(
        as('lead-hereham'),
        (await as('lead-hereham').view(here)).room ?? '',
      );
      const other = await RoomClient.join(
        as('lead-thereby'),
        (await as('lead-thereby').view(there)).room ?? '',
      );
      expect((await rule(there, 'cl_1', 'canary-thereby', 'city')).status).toBe(200);
      expect((await rule(here, 'cl_1', 'Archives count here.', 'city')).status).toBe(200);
      const isTakenBack = (m: RoomClient['messages'][number]) => m.type === 'ruling' && !m.ruling;
      await other.until(() => other.messages.some(isTakenBack), 'the end of the ruling');
      await reader.until(
        () => JSON.stringify(reader.messages).includes('count here'),
        'the ruling',
      );
      expect((await as('lead-thereby').view(there)).rulings).toEqual([]);
      expect(JSON.stringify([reader.messages, await as('lead-hereham').view(here)])).not.toContain(
        'canary-thereby',
      );
      reader.close();
      other.close();
    },
  );

  await part(
    'an observer reads no question and no ruling, and is told that there is none',
    async () => {
      const view = await as('observer-hereham').view(here);
      expect([view.clarifications, view.rulings]).toEqual([[], []]);
      const close = {
        type: 'close-clarification',
        clarification: 'cl_1' as ClarificationId,
      } as const;
      expect((await as('observer-hereham').command(close, { workbook: here })).status).toBe(422);
      expect((await as('lead-thereby').command(close, { workbook: here })).status).toBe(404);
      expect((await as('lead-hereham').command(close, { workbook: here })).status).toBe(200);
      expect((await as('itu').command(close, { workbook: here })).status).toBe(409);
      expect((await list('itu', 'closed')).clarifications).toHaveLength(1);
    },
  );
});
