/** A workbook archived, and deleted by two people, on a real server: every door, what stays, and what is nowhere any more. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { parseCheckpoint } from '@tallystick/ledger/checkpoint';
import { parseNote } from '@tallystick/ledger/signed-note';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { CLOSE } from '@tallystick/protocol/close-codes';
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { part } from '../e2e/part.ts';
import { ProgramClient } from '../programs/program-client.ts';
import { COMMAND_LINES } from '../rights/command-lines.ts';
import { ApiClient } from './api-client.ts';
import { bySession, PlainClient } from './plain-client.ts';
import { RoomClient } from './room-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from './server-process.ts';
import { prepareTwoCities, type TwoCities } from './two-cities.ts';

const CELL = 'water_supply_loss.value:source';
const NOTES = 'water_supply_loss.value:notes';
/** Stands in everything that is typed into the workbook that goes. */
const CANARY = 'heron over the eastern weir';
const REASON = 'The pilot has ended.';
const ADMIN = 'lead-thereby';

let dataDir: string;
let server: ServerProcess;
let cities: TwoCities;
let here: string;
let there: string;
let admin: ApiClient;
let head: ApiClient;
let lead: ApiClient;
let auditor: ApiClient;
let observer: ApiClient;

const start = async () => {
  server = await startServerProcess({ dataDir, args: ['--empty'] });
  const client = (name: string) => new ApiClient(server.url, cities.cookies.get(name) ?? '');
  admin = client(ADMIN);
  [head, lead, auditor, observer] = ['head', 'lead', 'auditor', 'observer'].map((name) =>
    client(name === 'auditor' ? name : `${name}-hereham`),
  ) as [ApiClient, ApiClient, ApiClient, ApiClient];
};
type Asked = Parameters<ApiClient['command']>[0];
const ask = async (who: ApiClient, command: Asked, workbook = here) => {
  const answer = await who.command(command, { workbook });
  const { code, number } = (await answer.json()) as { code?: string; number?: number };
  return { status: answer.status, code, number: number ?? 0 };
};
const must = async (who: ApiClient, command: Asked, workbook = here) => {
  const answer = await ask(who, command, workbook);
  expect([command.type, answer.status, answer.code]).toEqual([command.type, 200, undefined]);
  return answer.number;
};
const bundleOf = async (who: ApiClient, workbook: string) => {
  const answer = await who.get(`/api/workbooks/${workbook}/submissions/1/bundle`);
  expect(answer.status).toBe(200);
  return new Map(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))));
};
const faultOf = (bundle: Map<string, Uint8Array>) => verifyBundle(bundle, {}).firstFault;
const refusalOf = async (client: RoomClient, cell: string) => {
  client.set(cell, 'too late');
  const find = () => client.messages.find((message) => message.type === 'refused');
  await client.until(() => find() !== undefined, 'the refusal');
  const told = find();
  return told?.type === 'refused' ? told.refusal.code : undefined;
};
const setCells = (who: ApiClient, workbook = here) =>
  fetch(`${who.url}/api/workbooks/${workbook}/cells`, {
    method: 'PATCH',
    headers: { cookie: who.cookie, origin: who.url, 'content-type': 'application/json' },
    body: JSON.stringify({ cells: { [NOTES]: CANARY } }),
  });
/** How often the canary stands in the files of the data folder. */
const canaries = () =>
  readdirSync(dataDir).reduce(
    (sum, name) => sum + readFileSync(join(dataDir, name), 'latin1').split(CANARY).length - 1,
    0,
  );

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  cities = await prepareTwoCities(dataDir);
  here = cities.here.workbook;
  there = cities.there.workbook;
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  await store.setAdmin(`p_${ADMIN}` as PersonId, true);
  await store.close();
  await start();
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

test('a workbook is archived, brought back, and deleted by two people', async () => {
  await part('both cities have a version, and one of them all that goes later', async () => {
    const person = 'p_head-hereham' as PersonId;
    await must(admin, { type: 'add-member', person, role: 'head', entity: null }, there);
    const writer = await RoomClient.join(lead, (await lead.view(here)).room ?? '');
    await writer.save(CELL, CANARY.repeat(15));
    await writer.save(CELL, CANARY);
    writer.close();
    await must(head, { type: 'lock' });
    await must(head, { type: 'unlock', reason: CANARY });
    await must(head, { type: 'lock' }, there);
    const said = { cell: CELL as never, parent: null, text: CANARY } as const;
    await must(auditor, { type: 'comment', audience: 'audit', ...said });
    const clarification = {
      clarification: 'cl_1' as never,
      row: 'water_supply_loss.value' as never,
    };
    await must(lead, { type: 'ask-clarification', ...clarification, text: CANARY });
    const invited = { role: 'observer', entity: null, note: CANARY, days: 7 };
    const invite = await lead.post(`/api/workbooks/${here}/invitations`, invited);
    expect(invite.status).toBe(200);
  });

  const room = (await lead.view(here)).room ?? '';
  await part('an administrator who is no member archives it with a reason', async () => {
    expect(await ask(lead, { type: 'archive', reason: REASON })).toMatchObject({ status: 403 });
    expect((await admin.get(`/api/workbooks/${here}`)).status).toBe(404);
    const watching = await RoomClient.join(lead, room);
    await must(admin, { type: 'archive', reason: REASON });
    const isTold = () => JSON.stringify(watching.messages).includes('"archived"');
    await watching.until(isTold, 'the news');
    expect(await refusalOf(watching, NOTES)).toBe('archived');
    watching.close();
    const { archived } = await lead.view(here);
    expect(archived).toMatchObject({ reason: REASON, by: 'p_lead-thereby' });
    const named = (await lead.view(here)).formerMembers.map(({ name }) => name);
    expect(named).toContain(ADMIN);
    expect((await observer.view(here)).archived).not.toBeNull();
  });

  await part('no edit comes in by HTTP or by a plain Yjs client, and no command', async () => {
    const patched = await setCells(lead);
    expect(patched.status).toBe(409);
    expect(await patched.json()).toMatchObject({ code: 'archived' });
    const plain = await PlainClient.join(server.url, here, bySession(lead));
    plain.set(NOTES, 'too late');
    await plain.until(() => plain.closes.length > 0, 'the door to close');
    expect(plain.closes[0]).toBe(CLOSE.FORBIDDEN);
    plain.close();
    const drafts = await (await lead.get(`/api/workbooks/${here}/refused-drafts`)).json();
    expect(drafts).toMatchObject({ drafts: [{ text: 'too late', code: 'archived' }] });
    const back = ['unarchive', 'ask-deletion', 'open-workbook', 'archive'];
    for (const { command } of COMMAND_LINES.filter(({ command: c }) => !back.includes(c.type)))
      for (const who of [head, lead, auditor, admin]) {
        const { status, code = '' } = await ask(who, command);
        const others = ['not-your-role', 'not-found', 'deletion-not-asked'];
        // A thread, a query or a proposal that is not there is named first.
        const said = code.startsWith('unknown-') ? 'archived' : code;
        expect(['archived', ...others], `${command.type}: ${status} ${code}`).toContain(said);
      }
  });

  await part('it is read, exported and proved as before, and stands in the list', async () => {
    const paths = ['', '/history', '/export.csv', '/record.zip', '/submissions/1', '/cells'];
    for (const path of paths)
      expect([path, (await lead.get(`/api/workbooks/${here}${path}`)).status]).toEqual([path, 200]);
    expect(faultOf(await bundleOf(lead, here))).toBeUndefined();
    const list = await (await lead.get('/api/workbooks')).json();
    expect(list).toMatchObject({ workbooks: [{ workbook: here, archived: true }] });
    const all = await (await admin.get('/api/admin/workbooks')).json();
    const lines = (all as { workbooks: { workbook: string; archived: unknown }[] }).workbooks;
    expect(lines.find(({ workbook }) => workbook === here)).toMatchObject({
      archived: { reason: REASON, by: { name: ADMIN } },
      deletion: null,
    });
  });

  await part('the head brings it back, and it takes values again', async () => {
    await must(head, { type: 'unarchive' });
    const writer = await RoomClient.join(lead, room);
    await writer.save(NOTES, CANARY);
    writer.close();
    expect((await setCells(lead)).status).toBe(200);
    await must(head, { type: 'archive', reason: REASON });
  });

  const saved = await bundleOf(head, here);
  let asked = 0;
  await part('a deletion takes two people, each with the right at that moment', async () => {
    const program = await ProgramClient.of(head, { workbook: here as never });
    const command = { type: 'ask-deletion', reason: 'x' };
    const byToken = await program.ask('POST', `/api/workbooks/${here}/commands`, {
      body: { id: 'by-token', command },
    });
    expect(await byToken.json()).toMatchObject({ code: 'token-scope' });
    asked = await must(head, { type: 'ask-deletion', reason: 'The city asked for it.' });
    const confirm = { type: 'delete', asked, city: 'Hereham' } as const;
    expect(await ask(head, confirm)).toMatchObject({ status: 403, code: 'second-person-needed' });
    expect(await ask(lead, confirm)).toMatchObject({ status: 403, code: 'not-your-role' });
    const elsewhere = { ...confirm, city: 'Thereby' };
    expect(await ask(admin, elsewhere)).toMatchObject({ status: 422, code: 'other-city' });
    await must(admin, { type: 'take-back-deletion', asked });
    expect(await ask(admin, confirm)).toMatchObject({ code: 'deletion-not-asked' });
    asked = await must(head, { type: 'ask-deletion', reason: 'The city asked for it.' });
  });

  await part('what is open is told, then closed for good', async () => {
    expect(canaries()).toBeGreaterThan(0);
    const watching = await RoomClient.join(lead, room);
    let closedWith = 0;
    watching.provider.on('close', ({ event }: { event: { code: number } }) => {
      closedWith ||= event.code;
    });
    const plain = await PlainClient.join(server.url, here, bySession(auditor));
    await must(admin, { type: 'delete', asked, city: 'Hereham' });
    await watching.until(() => closedWith !== 0, 'the room to close');
    await plain.until(() => plain.closes.length > 0, 'the plain room to close');
    expect([closedWith, plain.closes[0]]).toEqual([CLOSE.DELETED, CLOSE.DELETED]);
    expect(JSON.stringify(watching.messages)).toContain('"type":"deleted"');
    watching.close();
    plain.close();
  });

  await part('the log tells who archived, asked and confirmed, by id alone', async () => {
    const told = [
      'workbook archived',
      'workbook brought back',
      'deletion of a workbook asked for',
      'deletion of a workbook withdrawn',
      'workbook deleted',
    ];
    for (const words of told)
      await expect
        .poll(server.output)
        .toMatch(new RegExp(`warn ${words} workbook=${here} person=p_\\S+\n`));
    expect(server.output()).not.toContain(REASON);
    // Who asked and must not confirm is told with the reason, as at every other door.
    expect(server.output()).toMatch(
      /refused code=second-person-needed route="POST [^"]+" person=p_/,
    );
    expect(server.output()).not.toContain('code=null');
  });

  await part('to everybody its address is as one that never was', async () => {
    const never = here.replace(/.{4}$/, '0000');
    for (const who of [admin, head, lead, auditor, observer])
      for (const path of ['', '/history', '/record.zip', '/submissions/1/bundle', '/journal']) {
        const answer = await who.get(`/api/workbooks/${here}${path}`);
        expect([path, answer.status]).toEqual([path, 404]);
        expect(await answer.json()).toEqual(
          await (await who.get(`/api/workbooks/${never}${path}`)).json(),
        );
      }
    expect(await ask(admin, { type: 'unarchive' })).toMatchObject({ status: 404 });
    expect((await setCells(lead)).status).toBe(404);
    expect(await RoomClient.enter(lead, room)).toBeUndefined();
    expect(await (await lead.get('/api/workbooks')).json()).toEqual({ workbooks: [] });
    expect(JSON.stringify(await (await admin.get('/api/admin/workbooks')).json())).not.toContain(
      here,
    );
  });

  await part('every proof holds: the other city’s, and the bundle that was saved', async () => {
    expect(faultOf(await bundleOf(head, there))).toBeUndefined();
    expect(faultOf(saved)).toBeUndefined();
  });

  await part('nothing that was typed is in the data folder, and fsck finds nothing', async () => {
    expect(await server.stop()).toBe(0);
    expect(canaries()).toBe(0);
    const note = parseNote(readFileSync(join(dataDir, 'signing.checkpoint'), 'utf8'));
    const signed = note && parseCheckpoint(note.text);
    const report = await fsck(join(dataDir, DATABASE_FILE), {
      checkpoints: signed ? [signed] : [],
    });
    expect(report.faults).toEqual([]);
    // The deletion stands in a signed head.
    expect(signed?.size).toBe(report.entries);
  });

  await part('the server starts on it, and the other city goes on', async () => {
    await start();
    expect((await lead.get(`/api/workbooks/${here}`)).status).toBe(404);
    const view = await admin.view(there);
    expect(view).toMatchObject({ city: 'Thereby', archived: null });
    await must(head, { type: 'unlock', reason: 'It goes on.' }, there);
    expect((await setCells(admin, there)).status).toBe(200);
  });
});
