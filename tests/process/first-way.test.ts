/** The main way end to end over real sockets: fill in, refuse, comment, verify, lock, prove. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { unzipSync } from 'fflate';
import { ApiClient } from './api-client.ts';
import { RoomClient } from './room-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';
import { part } from '../e2e/part.ts';

const CELL = 'water_supply_loss.value:source';
let server: ServerProcess;
let wen: ApiClient;
let henrik: ApiClient;
let yara: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  henrik = await ApiClient.enter(server.url, 'p_henrik');
  yara = await ApiClient.enter(server.url, 'p_yara');
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

test('a room is entered with values of the session’s own person alone', async () => {
  const { room } = await wen.view();
  const own = await RoomClient.enter(wen, room ?? '', 'p_wen');
  expect(own).toBeDefined();
  own?.close();
  // Its page was Henrik's, and Wen has signed in over it.
  expect(await RoomClient.enter(wen, room ?? '', 'p_henrik')).toBeUndefined();
  expect(await RoomClient.enter(wen, room ?? '', '')).toBeUndefined();
});

test('a value that is not yours to set is refused with its reason and changes nothing', async () => {
  const { room } = await yara.view();
  const auditor = await RoomClient.join(yara, room ?? '');
  const before = (await RoomClient.join(wen, room ?? '')).cells().get(CELL);
  auditor.set(CELL, 'mine now');
  await auditor.until(() => auditor.messages.some((m) => m.type === 'refused'), 'the refusal');
  const told = auditor.messages.find((m) => m.type === 'refused');
  expect(told).toMatchObject({
    refusal: { code: 'not-your-role' },
    values: [[CELL, 'mine now']],
  });
  const after = (await RoomClient.join(wen, room ?? '')).cells().get(CELL);
  expect(after).toBe(before);
  auditor.close();
});

test('a comment for the audit side reaches the auditor at once and the city never', async () => {
  const { room } = await wen.view();
  const city = await RoomClient.join(wen, room ?? '');
  const audit = await RoomClient.join(yara, room ?? '');
  const text = 'canary-4711';
  const comment = { type: 'comment', cell: CELL, parent: null, text } as const;
  expect((await yara.command({ ...comment, cell: CELL as never, audience: 'audit' })).status).toBe(
    200,
  );
  await audit.until(() => JSON.stringify(audit.messages).includes(text), 'the comment');
  const open = { ...comment, text: 'for all', cell: CELL as never, audience: 'members' } as const;
  expect((await yara.command(open)).status).toBe(200);
  await city.until(() => JSON.stringify(city.messages).includes('for all'), 'the open comment');
  expect(JSON.stringify(city.messages)).not.toContain(text);
  expect(JSON.stringify(await wen.view())).not.toContain(text);
  expect(JSON.stringify(await henrik.view())).not.toContain(text);
  city.close();
  audit.close();
});

test('what a page asks for another person than the session is for is asked by nobody', async () => {
  const asked = async (person: string, text: string) => {
    const command = { type: 'comment', cell: CELL, parent: null, text, audience: 'members' };
    const answer = await fetch(`${server.url}/api/workbooks/wb_riverton/commands`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: server.url,
        cookie: wen.cookie,
        'x-tallystick-person': person,
      },
      body: JSON.stringify({ id: `c_${text}`, command }),
    });
    return answer.status;
  };
  expect(await asked('p_yara', 'not-hers')).toBe(401);
  expect(await asked('p_wen', 'her-own')).toBe(200);
  const said = (await wen.view()).comments.map(({ text }) => text);
  expect([said.includes('not-hers'), said.includes('her-own')]).toEqual([false, true]);
});

test('a value from the typing to the proof of two versions', async () => {
  await part(
    'a value set by one person is on the other screen, saved, with its author',
    async () => {
      const { room } = await wen.view();
      const writer = await RoomClient.join(wen, room ?? '');
      const reader = await RoomClient.join(yara, room ?? '');
      await writer.save(CELL, 'Annual balance 2025');
      await reader.until(() => reader.cells().get(CELL) === 'Annual balance 2025', 'the value');
      const view = await (await wen.get(`/api/workbooks/wb_riverton/cells/${CELL}`)).json();
      expect(view).toMatchObject({ text: 'Annual balance 2025', by: { name: 'Wen' } });
      writer.close();
      reader.close();
    },
  );

  await part('a lock makes every cell read-only, and its bundle proves itself', async () => {
    const { room } = await wen.view();
    const writer = await RoomClient.join(wen, room ?? '');
    expect((await wen.command({ type: 'lock' })).status).toBe(403);
    expect((await henrik.command({ type: 'lock' })).status).toBe(200);
    await writer.until(() => writer.messages.some((m) => m.type === 'moved'), 'the move');
    const locked = await wen.view();
    expect(locked).toMatchObject({ locked: true, generation: 1 });
    const late = await RoomClient.join(wen, locked.room ?? '');
    late.set(CELL, 'too late');
    await late.until(() => late.messages.some((m) => m.type === 'refused'), 'the refusal');
    expect(late.messages.find((m) => m.type === 'refused')).toMatchObject({
      refusal: { code: 'locked' },
    });
    const zip = await henrik.get('/api/workbooks/wb_riverton/submissions/1/bundle');
    const files = new Map(Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))));
    const report = verifyBundle(files, {});
    expect(report.firstFault).toBeUndefined();
    expect(report.ok).toBe(true);
    writer.close();
    late.close();
  });

  await part(
    'an unlock with a reason opens the workbook, and the next lock is version 2',
    async () => {
      expect((await henrik.command({ type: 'unlock', reason: '' })).status).toBe(400);
      expect((await henrik.command({ type: 'unlock', reason: 'A source is missing' })).status).toBe(
        200,
      );
      const { room, locked } = await wen.view();
      expect(locked).toBe(false);
      const writer = await RoomClient.join(wen, room ?? '');
      await writer.save(CELL, 'Annual balance 2025, page 12');
      expect((await henrik.command({ type: 'lock' })).status).toBe(200);
      const view = await henrik.view();
      expect(view.submissions.map((each) => each.submission)).toEqual([1, 2]);
      const second = await (await henrik.get('/api/workbooks/wb_riverton/submissions/2')).json();
      const snapshot = JSON.parse((second as { snapshot: string }).snapshot);
      expect(snapshot.cells[CELL]).toBe('Annual balance 2025, page 12');
      const first = await (await henrik.get('/api/workbooks/wb_riverton/submissions/1')).json();
      expect(JSON.parse((first as { snapshot: string }).snapshot).cells[CELL]).toBe(
        'Annual balance 2025',
      );
      writer.close();
    },
  );

  expect((await henrik.command({ type: 'unlock', reason: 'To go on' })).status).toBe(200);
});

test('a stranger gets the offline check and the public key without signing in', async () => {
  const program = await fetch(`${server.url}/verify.mjs`);
  const key = await fetch(`${server.url}/signing.pub`);
  expect(await key.text()).toMatch(/^localhost\/tallystick-[0-9a-f]{8}\+[0-9a-f]{8}\+\S+\n$/);
  expect(program.status).toBe(200);
  expect(await program.text()).toContain('tallystick-bundle/1');
});
