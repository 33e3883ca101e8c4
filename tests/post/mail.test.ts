/** Mails as a mail server on this machine takes them: what is in them, how they end, what is tried again. */
import type { Command } from '@tallystick/domain/commands';
import { fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailServer, openMailServer } from './mail-server.ts';
import { idOf, openStage, type Stage, WATER_ROW } from './stage.ts';
import { routesOver } from './routes-over.ts';

const SECRET = 'The loss is 31.7 % and nobody knows why.';
const CELL = `${WATER_ROW}.value:notes` as never;

let server: MailServer;
let stage: Stage;
beforeEach(async () => {
  server = await openMailServer();
  const mail = {
    host: '127.0.0.1',
    port: server.port,
    security: 'none' as const,
    login: null,
    from: 'Tallystick <kpi@city.example>',
    gather_ms: 0,
    perHour: 100,
  };
  stage = await openStage((store) => store, mail);
});
afterEach(async () => {
  await stage.close();
  await server.close();
});

const mention = (...names: string[]): Command => ({
  type: 'comment',
  cell: CELL,
  parent: null,
  text: SECRET,
  audience: 'members',
  mentions: names.map(idOf),
});
const mailNow = async (): Promise<void> => {
  await stage.post.caughtUp();
  await stage.post.mailNow();
};

test('what waits comes as one mail, in plain text and HTML, without a word that somebody wrote', async () => {
  await stage.act('cora', mention('hana'));
  await stage.act('cora', mention('hana'));
  await mailNow();
  expect(server.arrived).toHaveLength(1);
  const [{ to = '', mail, raw = '' } = {}] = server.arrived;
  expect(to).toBe('hana@city.example');
  expect(mail?.subject).toBe('2 notices wait for you');
  expect(mail?.from?.address).toBe('kpi@city.example');
  for (const body of [mail?.text, mail?.html]) {
    expect(body).toContain('2 mentions of you');
    expect(body).toContain(`https://kpi.city.example/w/${stage.workbook}`);
    for (const secret of ['31.7', 'cora', 'Water', CELL]) expect(body).not.toContain(secret);
  }
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  await mailNow();
  expect(server.arrived).toHaveLength(1);
});

test('it is in the language of its reader, from right to left where that is so', async () => {
  await stage.store.setPostLanguage(idOf('hana'), 'ar');
  await stage.act('cora', mention('hana'));
  await mailNow();
  const [{ mail } = {}] = server.arrived;
  expect(mail?.subject).toBe('إشعار واحد ينتظرك');
  expect(mail?.html).toContain('dir="rtl"');
  expect(mail?.text).toContain('إشارة إليك');
});

test('what was read, or may not be seen any more, is in no mail', async () => {
  await stage.act('aude', { ...mention('ivan'), audience: 'audit' } as Command);
  await stage.act('cora', mention('hana'));
  await stage.post.caughtUp();
  await stage.store.markRead({ person: idOf('hana'), which: { workbook: stage.workbook }, at: 2 });
  const change = { type: 'change-member', person: idOf('ivan'), entity: null } as const;
  await stage.act('hana', { ...change, role: 'coordinator' });
  await mailNow();
  expect(server.arrived).toEqual([]);
});

test('a mail server that is away is tried again, and the mail is the same one', async () => {
  const { port } = server;
  await server.close();
  await stage.act('cora', mention('hana'));
  await mailNow();
  const [made] = await stage.store.mailsDue(Number.MAX_SAFE_INTEGER, 9);
  expect(made).toMatchObject({ state: 'waiting', tries: 1 });
  expect(made?.nextAt).toBeGreaterThan(Date.now());
  // Where it could not be reached is the installation's own: those who look after members are not shown it.
  expect(made?.answer).toBeNull();
  server = await openMailServer(port);
  // As if the pause were over.
  const { id = '', sentAt = null, answer = null } = made ?? {};
  await stage.store.noteMail({ id, state: 'waiting', tries: 1, nextAt: 0, answer, sentAt });
  await mailNow();
  expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual([`<${id}@city.example>`]);
});

test('an address that is refused is told to be so, and one that is so for now is not', async () => {
  server.answerTo((address) => (address.startsWith('hana') ? 550 : 450));
  await stage.act('cora', mention('hana', 'wen'));
  await mailNow();
  expect(await stage.store.refusedMails([idOf('hana'), idOf('wen')])).toMatchObject([
    { person: idOf('hana'), answer: expect.stringContaining('550') },
  ]);
  const waiting = await stage.store.mailsDue(Number.MAX_SAFE_INTEGER, 9);
  expect(waiting.map(({ person }) => person)).toEqual([idOf('wen')]);
});

test('the link in a mail asks first and then ends them, and a mail program ends them by one request', async () => {
  await stage.act('cora', mention('hana'));
  await mailNow();
  const [{ raw = '' } = {}] = server.arrived;
  const unfolded = raw.replaceAll(/\r\n[ \t]/g, '');
  const path = /List-Unsubscribe:\s*<https:\/\/kpi\.city\.example(\/unsubscribe\/[^>]+)>/.exec(
    unfolded,
  )?.[1];
  const app = fastify();
  routesOver(app, stage.store);
  const ask = await app.inject({ url: path ?? '' });
  expect([ask.statusCode, ask.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(ask.body).toContain('<form method="post">');
  expect(await stage.store.postSettings(idOf('hana'))).toEqual([]);
  const oneClick = await app.inject({
    method: 'POST',
    url: path ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  });
  expect(oneClick.statusCode).toBe(200);
  expect(await stage.store.postSettings(idOf('hana'))).toEqual([
    { workbook: stage.workbook, kind: null, how: 'never' },
  ]);
  const forged = `${path?.slice(0, -1)}${path?.endsWith('A') ? 'B' : 'A'}`;
  expect((await app.inject({ method: 'POST', url: forged })).statusCode).toBe(404);
  await stage.act('cora', mention('hana', 'aude'));
  await mailNow();
  expect(server.arrived.map(({ to }) => to)).toEqual(['hana@city.example', 'aude@city.example']);
  await app.close();
});
