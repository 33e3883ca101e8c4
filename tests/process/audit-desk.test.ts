/** The journal of the audit side at work, in process: once for each command, one thing at a time, told to its side alone. */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import { auditJournalOf } from '@tallystick/domain/audit/journal-id';
import type { CommandId, FindingId, PersonId } from '@tallystick/domain/cells/ids';
import { actorOf } from '@tallystick/domain/rights';
import type { Role } from '@tallystick/domain/roles';
import { AuditDesk, AuditDesks } from '@tallystick/server/audit/audit-desk';
import type { LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { depsOver } from './prepared-workbook.ts';

const ROLES: Role[] = ['head', 'coordinator', 'auditor', 'itu', 'observer'];
const person = (role: string) => `p_${role}` as PersonId;

let store: ReturnType<typeof openMemoryStore>;
let registry: Registry;
let workbook: LiveWorkbook;
let desk: AuditDesk;

beforeEach(async () => {
  store = openMemoryStore();
  const deps = depsOver(store);
  registry = new Registry(deps);
  const opening = { city: 'Riverton', title: 'KPIs', due: null };
  const made = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
  workbook = (await registry.get(made.workbook)) as LiveWorkbook;
  for (const role of ROLES)
    await lead({ type: 'add-member', person: person(role), role, entity: null });
  desk = await new AuditDesks({ ...deps, store }).of(workbook);
});
afterEach(async () => registry.close());

async function lead(command: object, by: PersonId = SYSTEM): Promise<void> {
  const id = crypto.randomUUID() as CommandId;
  const asked = { person: by, admin: true, id, command: command as never, door: 'system' } as const;
  expect(await workbook.command(asked)).toMatchObject({ ok: true });
}

const paper = (seen: number | null, text = 'Read by hand.', id = 'wp_1'): AuditCommand => ({
  type: 'write-paper',
  paper: id as never,
  title: 'Meters',
  text,
  rows: [],
  cells: [],
  seen,
});
const ask = (role: string, id: string, command: AuditCommand, at = desk) =>
  at.command({ person: person(role), id: id as CommandId, command });
const viewOf = (role: string) => desk.view(actorOf(workbook.state, person(role)));

test('a command is carried out once, however often and however late it is asked under its id', async () => {
  const first = { ok: true, value: { number: 1, head: 1 } };
  expect(
    await Promise.all([ask('auditor', 'a', paper(null)), ask('auditor', 'a', paper(null))]),
  ).toEqual([first, first]);
  await ask('itu', 'b', paper(1));
  expect(await ask('auditor', 'a', paper(null))).toEqual(first);
  expect(await ask('itu', 'a', paper(2))).toMatchObject({ refusal: { code: 'bad-request' } });
  expect(await viewOf('itu')).toMatchObject({ head: 2, papers: [{ versions: 2, by: 'p_itu' }] });
});

test('of two who write the same version at once the second is refused, in one process as in two', async () => {
  const other = await AuditDesk.open({ ...depsOver(store), store }, workbook);
  await ask('auditor', 'a', paper(null));
  expect(await ask('itu', 'b', paper(null), other)).toMatchObject({
    refusal: { code: 'written-meanwhile' },
  });
  expect(await ask('itu', 'c', paper(1), other)).toMatchObject({ ok: true, value: { number: 2 } });
  expect(await ask('auditor', 'd', paper(2))).toMatchObject({ ok: true, value: { number: 3 } });
});

test('each version stays readable with its author, and nobody else is given any', async () => {
  await ask('auditor', 'a', paper(null, 'One district.'));
  await ask('auditor', 'other', paper(null, 'Another paper.', 'wp_2'));
  await ask('itu', 'b', paper(1, 'Two districts.'));
  const finding = 'wp_1' as FindingId;
  const said = {
    kind: 'conformity' as const,
    recommendation: '',
    evidence: [],
    rows: [],
    cells: [],
  };
  await ask('auditor', 'f', { type: 'draft-finding', finding, text: 'Old.', seen: null, ...said });
  await ask('auditor', 'm', { type: 'move-finding', finding, to: 'chosen', seen: 4 });
  await ask('auditor', 'g', { type: 'draft-finding', finding, text: 'New.', seen: 4, ...said });
  const versionsOf = (role: string, part: 'papers' | 'findings') =>
    desk.versions(actorOf(workbook.state, person(role)), { part, id: 'wp_1' });
  expect(await versionsOf('itu', 'papers')).toMatchObject({
    papers: [
      { text: 'One district.', by: 'p_auditor', number: 1, versions: 1 },
      { text: 'Two districts.', by: 'p_itu', firstBy: 'p_auditor', number: 3, versions: 2 },
    ],
    findings: [],
  });
  const texts = (await versionsOf('auditor', 'findings'))?.findings.map(({ text }) => text);
  expect(texts).toEqual(['Old.', 'New.']);
  for (const role of ['head', 'coordinator', 'observer'])
    expect(await versionsOf(role, 'papers')).toBeUndefined();
});

test('it is told to the audit side alone, and the journal of the workbook knows nothing of it', async () => {
  const told = new Map<string, string[]>();
  for (const role of ROLES) {
    const heard: string[] = [];
    told.set(role, heard);
    const tell = (message: object) => void heard.push(JSON.stringify(message));
    workbook.join({ ws: null as never, person: person(role), tell, moved() {}, close() {} });
  }
  const { head } = workbook;
  await ask('auditor', 'a', paper(null));
  const message = '{"type":"audit","head":1}';
  expect(Object.fromEntries(told)).toEqual({
    head: [],
    coordinator: [],
    auditor: [message],
    itu: [message],
    observer: [],
  });
  expect([workbook.head, (await store.workbook(workbook.id))?.head]).toEqual([head, head]);
  for (const role of ['head', 'coordinator', 'observer']) {
    expect(await viewOf(role)).toBeUndefined();
    expect(await ask(role, 'a', paper(null))).toEqual({
      ok: false,
      refusal: { code: 'not-found' },
    });
  }
});

test('who left the audit side is refused from that moment on, a repeated command too', async () => {
  await ask('auditor', 'a', paper(null));
  await lead({ type: 'change-member', person: 'p_auditor', role: 'observer', entity: null });
  for (const id of ['a', 'b'])
    expect(await ask('auditor', id, paper(1))).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await viewOf('auditor')).toBeUndefined();
});

test('a release that its own journal could not note is noted as soon as anybody asks', async () => {
  const finding = 'f_1' as FindingId;
  const said = { kind: 'conformity' as const, text: 'In order.', recommendation: '', evidence: [] };
  const draft = { type: 'draft-finding' as const, finding, ...said, rows: [], cells: [] };
  await ask('auditor', 'a', { ...draft, seen: null });
  await ask('auditor', 'b', { type: 'move-finding', finding, to: 'chosen', seen: 1 });
  const actor = actorOf(workbook.state, person('auditor'));
  expect((await desk.chosen(actorOf(workbook.state, person('head')))).size).toBe(0);
  const outcome = await workbook.command({
    person: person('auditor'),
    admin: false,
    id: 'r' as CommandId,
    command: { type: 'release-findings', findings: [finding] },
    door: 'api',
    findings: await desk.chosen(actor),
  });
  expect(outcome).toMatchObject({ ok: true });
  // The process ended here, and another begins.
  desk = await AuditDesk.open({ ...depsOver(store), store }, workbook);
  const view = await viewOf('itu');
  expect(view).toMatchObject({
    head: 3,
    findings: [{ state: 'released', released: workbook.head }],
  });
  expect(await viewOf('auditor')).toEqual(view);
  expect(await desk.chosen(actor)).toEqual(new Map());
});

test('with the workbook its audit is gone', async () => {
  await ask('auditor', 'a', paper(null));
  await lead({ type: 'archive', reason: 'Over.' }, person('head'));
  await lead({ type: 'ask-deletion', reason: 'Over.' }, person('head'));
  const asked = workbook.state.deletion?.number;
  await store.addPerson({
    person: SYSTEM,
    email: null,
    name: 'x',
    passwordHash: null,
    admin: true,
    demo: false,
    createdAt: 0,
  });
  await lead({ type: 'delete', asked, city: 'Riverton' });
  expect(await ask('auditor', 'b', paper(1))).toMatchObject({ refusal: { code: 'not-found' } });
  const all = { after: 0, limit: 9 };
  expect(await store.auditEntries(auditJournalOf(workbook.id), all)).toEqual([]);
});
