/** Invitations by link, over a real server: who may invite, who may join, and what ends an invitation. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InvitationLine, InvitationView } from '@tallystick/protocol/views-people';
import { ApiClient } from '../process/api-client.ts';
import { type Installation, invite, joinAsNew, openInstallation, remove } from './installation.ts';

let made: Installation;
beforeAll(async () => {
  made = await openInstallation();
}, 60_000);
afterAll(async () => await made.close());

const path = (workbook: string) => `/api/workbooks/${workbook}/invitations`;
const lines = async (api: ApiClient, workbook: string): Promise<InvitationLine[]> =>
  ((await (await api.get(path(workbook))).json()) as { invitations: InvitationLine[] }).invitations;
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const nobody = () => new ApiClient(made.server.url, '');

test('somebody new opens the link, makes an account and is a member with the role invited to', async () => {
  const [north] = made.workbooks;
  const token = await invite(made.admin, north, { role: 'head', note: 'for the head' });
  const shown = await nobody().get(`/api/invitations/${token}`);
  expect(await shown.json()).toMatchObject({
    city: 'Northam',
    role: 'head',
    by: 'Ada',
    me: null,
  } satisfies Partial<InvitationView>);
  const { api, answer } = await joinAsNew(made.server.url, token, 'Hana');
  expect(answer.status).toBe(200);
  expect((await api.view(north)).me).toMatchObject({ name: 'Hana', role: 'head' });
  const [line] = await lines(made.admin, north);
  expect(line).toMatchObject({ status: 'used', note: 'for the head', usedBy: { name: 'Hana' } });
  expect(JSON.stringify(line)).not.toContain(token);
});

test('a link is used once, also by two at the same time', async () => {
  const [north] = made.workbooks;
  const token = await invite(made.admin, north, { role: 'observer' });
  const both = await Promise.all([
    joinAsNew(made.server.url, token, 'First'),
    joinAsNew(made.server.url, token, 'Second'),
  ]);
  expect(both.map(({ answer }) => answer.status).toSorted()).toEqual([200, 410]);
  const late = await joinAsNew(made.server.url, token, 'Third');
  expect(await code(late.answer)).toBe('invitation-used');
  const view = await made.admin.view(north);
  const joined = view.members.filter(({ name }) => ['First', 'Second', 'Third'].includes(name));
  expect(joined).toHaveLength(1);
});

test('nobody invites to a role that they may not give, and nobody without the right invites at all', async () => {
  const [north, south] = made.workbooks;
  const token = await invite(made.admin, north, { role: 'coordinator' });
  const { api } = await joinAsNew(made.server.url, token, 'Cora');
  const asked = { entity: null, note: '', days: 3 };
  const auditor = await api.post(path(north), { ...asked, role: 'auditor' });
  expect(auditor.status).toBe(403);
  expect(await code(await api.post(path(north), { ...asked, role: 'contributor' }))).toBe(
    'entity-needed',
  );
  expect((await api.post(path(north), { ...asked, role: 'observer', days: 31 })).status).toBe(400);
  expect((await api.post(path(north), { ...asked, role: 'observer', days: 0 })).status).toBe(400);
  // Another city's workbook is not there for her, nor are its invitations.
  expect((await api.get(path(south))).status).toBe(404);
  expect((await api.post(path(south), { ...asked, role: 'observer' })).status).toBe(404);
  await invite(made.admin, south, { role: 'observer', note: 'of the south' });
  const [theirs] = await lines(made.admin, south);
  expect((await remove(api, `${path(north)}/${theirs?.id}`)).status).toBe(404);
  expect((await lines(made.admin, south))[0]?.status).toBe('open');
});

test('a revoked link opens nothing, and answers as one that never was', async () => {
  const [north] = made.workbooks;
  const token = await invite(made.admin, north, { role: 'observer' });
  const [line] = await lines(made.admin, north);
  expect((await remove(made.admin, `${path(north)}/${line?.id}`)).status).toBe(204);
  expect((await remove(made.admin, `${path(north)}/${line?.id}`)).status).toBe(410);
  const revoked = await nobody().get(`/api/invitations/${token}`);
  const unknown = await nobody().get(`/api/invitations/${'x'.repeat(token.length)}`);
  expect(revoked.status).toBe(410);
  expect(await revoked.text()).toBe(await unknown.text());
  expect((await joinAsNew(made.server.url, token, 'Late')).answer.status).toBe(410);
});

test('an open invitation is changed and its link stays; shown again, it has a new one', async () => {
  const [north, south] = made.workbooks;
  const token = await invite(made.admin, north, { role: 'observer', note: 'to change' });
  const lineOf = async (note: string) =>
    (await lines(made.admin, north)).find((line) => line.note === note);
  const first = `${path(north)}/${(await lineOf('to change'))?.id}`;
  const to = { role: 'head', entity: null, note: 'changed', days: 9 };
  expect((await made.admin.put(first, to)).status).toBe(204);
  expect(await (await nobody().get(`/api/invitations/${token}`)).json()).toMatchObject({
    role: 'head',
  });
  // Who may not give the role that it has, or is to have, changes nothing of it; nor does another city.
  const coordinator = await invite(made.admin, north, { role: 'coordinator' });
  const { api } = await joinAsNew(made.server.url, coordinator, 'Cleo');
  expect((await api.put(first, { ...to, role: 'observer' })).status).toBe(403);
  expect((await api.post(`${first}/link`, {})).status).toBe(403);
  expect((await made.admin.put(first.replace(north, south), to)).status).toBe(404);
  const relinked = await made.admin.post(`${first}/link`, {});
  const { link } = (await relinked.json()) as { link: string };
  expect(await code(await nobody().get(`/api/invitations/${token}`))).toBe('invitation-ended');
  const joined = await joinAsNew(made.server.url, link.replace('/invite/', ''), 'Heidi');
  expect((await joined.api.view(north)).me.role).toBe('head');
  const used = `${path(north)}/${(await lineOf('changed'))?.id}`;
  expect((await made.admin.put(used, to)).status).toBe(410);
  expect((await made.admin.post(`${used}/link`, {})).status).toBe(410);
});

test('an invitation to an entity that was merged brings its person to the one that took over', async () => {
  const [north] = made.workbooks;
  const ask = async (command: Parameters<ApiClient['command']>[0]) =>
    expect((await made.admin.command(command, { workbook: north })).status).toBe(200);
  const [wells, water] = ['e_wells', 'e_water'] as never[] as [never, never];
  await ask({ type: 'add-entity', entity: wells, name: 'Wells' });
  await ask({ type: 'add-entity', entity: water, name: 'Water' });
  const token = await invite(made.admin, north, { role: 'contributor', entity: 'e_wells' });
  await ask({ type: 'merge-entities', entity: wells, into: water });
  expect(await (await nobody().get(`/api/invitations/${token}`)).json()).toMatchObject({
    entity: 'Water',
  });
  const { api } = await joinAsNew(made.server.url, token, 'Wim');
  expect((await api.view(north)).me).toMatchObject({ role: 'contributor', entity: 'e_water' });
});

test('who opens a workbook is in it only where they asked for that', async () => {
  const opening = { city: 'Eastham', title: '2026', due: null, zone: 'Africa/Cairo' };
  const { workbook } = (await (await made.admin.post('/api/workbooks', opening)).json()) as {
    workbook: string;
  };
  expect((await made.admin.get(`/api/workbooks/${workbook}`)).status).toBe(404);
  const token = await invite(made.admin, workbook, { role: 'coordinator' });
  const { api } = await joinAsNew(made.server.url, token, 'Cato');
  const view = await api.view(workbook);
  expect(view.members.map(({ name }) => name)).toEqual(['Cato']);
  expect(view.zone).toBe('Africa/Cairo');
  const bad = await made.admin.post('/api/workbooks', { ...opening, zone: 'Mars/Olympus' });
  expect(await code(bad)).toBe('unknown-zone');
});

test('an inviter who has lost the right has invited nobody', async () => {
  const [north] = made.workbooks;
  const cora = await joinAsNew(
    made.server.url,
    await invite(made.admin, north, { role: 'coordinator' }),
    'Coco',
  );
  const token = await invite(cora.api, north, { role: 'observer', note: 'lapses' });
  expect((await nobody().get(`/api/invitations/${token}`)).status).toBe(200);
  const { person } = (await cora.api.view(north)).me;
  const changed = await made.admin.command(
    { type: 'change-member', person: person as never, role: 'observer', entity: null },
    { workbook: north },
  );
  expect(changed.status).toBe(200);
  expect((await nobody().get(`/api/invitations/${token}`)).status).toBe(410);
  expect((await joinAsNew(made.server.url, token, 'Lapsed')).answer.status).toBe(410);
  const line = (await lines(made.admin, north)).find(({ note }) => note === 'lapses');
  expect(line?.status).toBe('lapsed');
});

test('somebody with an account signs in first, and a member cannot join twice', async () => {
  const [north, south] = made.workbooks;
  const first = await joinAsNew(
    made.server.url,
    await invite(made.admin, north, { role: 'observer' }),
    'Nils',
  );
  const token = await invite(made.admin, south, { role: 'observer' });
  const account = { name: 'Nils', email: first.email, password: 'another long password' };
  const again = await nobody().post(`/api/invitations/${token}`, { account });
  expect([again.status, await code(again)]).toEqual([409, 'email-known']);
  expect((await nobody().post(`/api/invitations/${token}`, {})).status).toBe(401);
  expect((await first.api.get(`/api/workbooks/${south}`)).status).toBe(404);
  expect((await first.api.post(`/api/invitations/${token}`, {})).status).toBe(200);
  expect((await first.api.view(south)).city).toBe('Southam');
  // Asked again by the same person: already done, and nothing is used up.
  const other = await invite(made.admin, south, { role: 'observer', note: 'kept' });
  expect(await code(await first.api.post(`/api/invitations/${other}`, {}))).toBe('member-exists');
  expect((await lines(made.admin, south)).find(({ note }) => note === 'kept')?.status).toBe('open');
});

test('nobody becomes a member whom the installation does not know', async () => {
  const [north] = made.workbooks;
  const ghost = 'p_ghost' as never;
  const answer = await made.admin.command(
    { type: 'add-member', person: ghost, role: 'observer', entity: null },
    { workbook: north },
  );
  expect([answer.status, await code(answer)]).toEqual([422, 'unknown-person']);
  const { members } = await (await joinAsNewReader(north)).view(north);
  expect(members.map(({ person }) => person)).not.toContain(ghost);
});

async function joinAsNewReader(workbook: string): Promise<ApiClient> {
  const token = await invite(made.admin, workbook, { role: 'head', note: 'reads' });
  return (await joinAsNew(made.server.url, token, 'Reader')).api;
}
