/** Nobody becomes somebody else: links, invitations and tokens of a real server in the wrong hands. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import { ProgramClient } from '../programs/program-client.ts';
import {
  type Installation,
  invite,
  joinAsNew,
  openInstallation,
  PASSWORD,
} from './installation.ts';

let made: Installation;
let north: string;
let south: string;
beforeAll(async () => {
  made = await openInstallation();
  [north, south] = made.workbooks;
}, 60_000);
afterAll(async () => await made.close());

type Added = { person: string; link: string | null; account: { name: string } | null };
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const nobody = () => new ApiClient(made.server.url, '');
const somebody = async (role: string, workbook = north) =>
  (await joinAsNew(made.server.url, await invite(made.admin, workbook, { role }), 'Some')).api;
const adding = (who: ApiClient, body: object, workbook = north) =>
  who.post(`/api/workbooks/${workbook}/people`, {
    id: randomUUID(),
    name: 'Pia',
    entity: null,
    ...body,
  });
const signIn = (email: string, password = PASSWORD) =>
  nobody().post('/api/session', { email, password });

test('the id of an earlier command makes no link to the account of somebody who is new', async () => {
  const coordinator = await somebody('coordinator');
  const email = 'pending-head@city.example';
  const head = await adding(made.admin, { role: 'head', email });
  const { person } = (await head.json()) as Added;
  // A command of one's own, and its id once more with another person.
  const id = randomUUID();
  const first = await adding(coordinator, { id, role: 'observer', email: 'first@city.example' });
  expect(first.status).toBe(200);
  const again = await adding(coordinator, { id, role: 'observer', email });
  expect([again.status, await code(again)]).toEqual([400, 'bad-request']);
  const plain = await adding(coordinator, { role: 'observer', email });
  expect(await code(plain)).toBe('member-exists');
  const view = await made.admin.view(north);
  expect(view.members.find((each) => each.person === person)?.role).toBe('head');
});

test('the first answer asked for again gives no link to whom the asker may not appoint by now', async () => {
  const coordinator = await somebody('coordinator');
  const asked = { id: randomUUID(), role: 'observer', email: 'rises@city.example' };
  const { person, link } = (await (await adding(coordinator, asked)).json()) as Added;
  expect(link).not.toBeNull();
  const again = (await (await adding(coordinator, asked)).json()) as Added;
  expect(again).toMatchObject({ person, link: expect.stringContaining('/link/') });
  const risen = { type: 'change-member', person: person as never, entity: null } as const;
  const changed = await made.admin.command({ ...risen, role: 'auditor' }, { workbook: north });
  expect(changed.status).toBe(200);
  expect(await (await adding(coordinator, asked)).json()).toMatchObject({ person, link: null });
});

test('a refused addition leaves no account that keeps the address from its owner', async () => {
  const coordinator = await somebody('coordinator');
  const email = 'auditor@audit.example';
  expect((await adding(coordinator, { role: 'auditor', email })).status).toBe(403);
  expect((await adding(coordinator, { role: 'contributor', email })).status).toBe(422);
  const token = await invite(made.admin, north, { role: 'auditor' });
  const account = { name: 'Aud', email, password: PASSWORD };
  expect((await nobody().post(`/api/invitations/${token}`, { account })).status).toBe(200);
});

test('whoever adds an address that has an account is told whose, and since when', async () => {
  const email = 'known@city.example';
  const token = await invite(made.admin, south, { role: 'observer' });
  const account = { name: 'Not she', email, password: PASSWORD };
  expect((await nobody().post(`/api/invitations/${token}`, { account })).status).toBe(200);
  const answer = (await (await adding(made.admin, { role: 'auditor', email })).json()) as Added;
  expect(answer).toMatchObject({ link: null, account: { name: 'Not she' } });
});

test('an invitation makes one account, whoever holds it and however often', async () => {
  const token = await invite(made.admin, north, { role: 'observer' });
  const { api, answer } = await joinAsNew(made.server.url, token, 'Once');
  expect(answer.status).toBe(200);
  const account = { name: 'Twice', email: 'twice@city.example', password: PASSWORD };
  const again = await api.post(`/api/invitations/${token}`, { account });
  expect([again.status, await code(again)]).toEqual([410, 'invitation-used']);
  expect((await signIn(account.email)).status).toBe(401);
  const both = await invite(made.admin, north, { role: 'observer' });
  const emails = ['a', 'b', 'c', 'd'].map((each) => `${each}-race@city.example`);
  await Promise.all(
    emails.map((email) =>
      nobody().post(`/api/invitations/${both}`, { account: { ...account, email } }),
    ),
  );
  const entered = await Promise.all(emails.map(async (email) => (await signIn(email)).status));
  expect(entered.toSorted()).toEqual([204, 401, 401, 401]);
});

test('whoever was shut out brings nobody in', async () => {
  const token = await invite(made.admin, north, { role: 'coordinator' });
  const { api } = await joinAsNew(made.server.url, token, 'Out');
  const theirs = await invite(api, north, { role: 'coordinator' });
  const { person } = (await api.view(north)).me;
  expect((await nobody().get(`/api/invitations/${theirs}`)).status).toBe(200);
  expect((await made.admin.post(`/api/admin/people/${person}/shut-out`, {})).status).toBe(200);
  expect((await nobody().get(`/api/invitations/${theirs}`)).status).toBe(410);
  expect((await joinAsNew(made.server.url, theirs, 'Back')).answer.status).toBe(410);
});

test('a token makes, changes and removes no member', async () => {
  const head = await somebody('head');
  const other = await somebody('observer');
  const { person } = (await other.view(north)).me;
  const program = await ProgramClient.of(head);
  const asked = (command: object) =>
    program.ask('POST', `/api/workbooks/${north}/commands`, {
      body: { id: randomUUID(), command },
    });
  const member = { person, entity: null };
  for (const command of [
    { type: 'change-member', ...member, role: 'head' },
    { type: 'remove-member', person },
    { type: 'add-member', ...member, role: 'head' },
  ]) {
    const answer = await asked(command);
    expect([answer.status, await code(answer)]).toEqual([403, 'token-scope']);
  }
  expect((await asked({ type: 'add-entity', entity: 'e_by_token', name: 'Roads' })).status).toBe(
    200,
  );
  const view = await made.admin.view(north);
  expect(view.members.find((each) => each.person === person)?.role).toBe('observer');
});
