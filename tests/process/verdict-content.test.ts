/** What a verdict is on, over HTTP and sockets: told to programs, compared for everybody alike, hidden where it must be. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { ResultsView } from '@tallystick/protocol/cells';
import type { SubmissionView } from '@tallystick/protocol/views';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from './api-client.ts';
import { RoomClient } from './room-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const ROW = 'smart_water_meters.value' as RowId;
const BASE = '/api/workbooks/wb_riverton';
/** A figure that stands in the room between two versions and in none of them. */
const DRAFT = '1877731';
let server: ServerProcess;
let wen: ApiClient;
let henrik: ApiClient;
let yara: ApiClient;
let olu: ApiClient;
let room: RoomClient;

const done = async (who: ApiClient, command: Parameters<ApiClient['command']>[0]) =>
  expect((await who.command(command)).status).toBe(200);
async function lineOf(who: ApiClient): Promise<ResultsView['results'][number]> {
  const { results } = (await (await who.get(`${BASE}/results`)).json()) as ResultsView;
  const line = results.find(({ row }) => row === ROW);
  if (line === undefined) throw new Error('no such result');
  return line;
}
const versionOf = async (who: ApiClient, n: number): Promise<SubmissionView> =>
  (await (await who.get(`${BASE}/submissions/${n}`)).json()) as SubmissionView;
/** Judges as a program does: by what the results tell. */
async function verify(line: ResultsView['results'][number]): Promise<Response> {
  const { text: result, content: seen } = line;
  if (seen === undefined) throw new Error('no content is told');
  return await yara.command({ type: 'verify', row: ROW, verdict: 'yes', result, note: '', seen });
}
const staleFor = async (who: ApiClient) => (await who.view()).stale;

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  henrik = await ApiClient.enter(server.url, 'p_henrik');
  yara = await ApiClient.enter(server.url, 'p_yara');
  olu = await ApiClient.enter(server.url, 'p_olu');
  room = await RoomClient.join(wen, (await wen.view()).room ?? '');
});
afterAll(async () => {
  room.close();
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

test('a program that verifies says what it saw, and is refused where that has changed', async () => {
  const line = await lineOf(yara);
  expect(line.content).toMatch(/^[0-9a-f]{64}$/);
  expect((await lineOf(wen)).content).toBeUndefined();
  await room.save(`${ROW}:source`, 'Meter register');
  const refused = await verify(line);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    409,
    'content-moved',
  ]);
  expect((await verify(await lineOf(yara))).status).toBe(200);
  expect(await staleFor(yara)).toEqual([]);
});

test('a source alone makes it stale, and the same source makes it hold again', async () => {
  await room.save(`${ROW}:source`, 'Somebody said so');
  expect(await staleFor(yara)).toEqual([{ row: ROW, changed: [{ part: `${ROW}:source` }] }]);
  await room.save(`${ROW}:source`, 'Meter register');
  expect(await staleFor(yara)).toEqual([]);
  await room.save(`${ROW}:numerator`, '18341');
  const moved = { part: `${ROW}:numerator`, before: '18340', after: '18341' };
  expect((await staleFor(yara))?.[0]?.changed).toContainEqual(moved);
  const files = unzipSync(
    new Uint8Array(await (await yara.get(`${BASE}/record.zip`)).arrayBuffer()),
  );
  expect(strFromU8(files['verdicts.csv'] ?? new Uint8Array())).toMatch(
    new RegExp(`,Yara,[^,]*,no,[^,]*${ROW}:numerator`),
  );
  await room.save(`${ROW}:numerator`, '18340');
});

test('an unreleased verdict changes nothing of what the city is told, held or stale', async () => {
  const told = async () => {
    const { head: _, now: __, ...view } = await wen.view();
    return view;
  };
  const messages = room.messages.length;
  const withVerdict = await told();
  expect(withVerdict.verifications).toEqual([]);
  await done(yara, { type: 'withdraw-verification', row: ROW });
  expect(await told()).toEqual(withVerdict);
  expect((await verify(await lineOf(yara))).status).toBe(200);
  await room.save(`${ROW}:notes`, 'Counted twice');
  expect(await staleFor(yara)).toHaveLength(1);
  expect(await told()).toEqual(withVerdict);
  expect(room.messages.length).toBe(messages);
  await room.save(`${ROW}:notes`, null);
});

test('the city sees a released verdict become stale by what it changes, and not by what is judged anew', async () => {
  await done(henrik, { type: 'lock' });
  await done(yara, { type: 'release-verification' });
  await done(henrik, { type: 'unlock', reason: 'A figure is missing' });
  room.close();
  room = await RoomClient.join(wen, (await wen.view()).room ?? '');
  expect((await wen.view()).verifications.map(({ row }) => row)).toEqual([ROW]);
  expect(await staleFor(wen)).toEqual([]);
  await room.save(`${ROW}:numerator`, DRAFT);
  const seen = await staleFor(wen);
  expect(seen?.[0]?.changed).toContainEqual({
    part: `${ROW}:numerator`,
    before: '18340',
    after: DRAFT,
  });
  expect((await verify(await lineOf(yara))).status).toBe(200);
  expect(await staleFor(yara)).toEqual([]);
  expect(await staleFor(wen)).toEqual(seen);
});

test('a version tells which verdicts do not fit it, and an observer no text of the work between versions', async () => {
  expect((await versionOf(wen, 1)).stale).toEqual([]);
  // The verdict on the draft goes out, and the version that is locked next holds something else.
  await done(henrik, { type: 'lock' });
  await done(yara, { type: 'release-verification' });
  await done(henrik, { type: 'unlock', reason: 'A figure is wrong' });
  room.close();
  room = await RoomClient.join(wen, (await wen.view()).room ?? '');
  await room.save(`${ROW}:numerator`, '18340');
  await done(henrik, { type: 'lock' });
  await done(yara, { type: 'release-verification' });
  await done(henrik, { type: 'consent', submission: 3, to: 'figures' });
  const read = await versionOf(wen, 3);
  expect(read.stale[0]?.changed).toContainEqual({
    part: `${ROW}:numerator`,
    before: DRAFT,
    after: '18340',
  });
  const seen = await versionOf(olu, 3);
  expect(seen.stale).toEqual([
    { row: ROW, changed: read.stale[0]?.changed.map(({ part }) => ({ part })) },
  ]);
  for (const { content } of [...seen.verifications, ...(await olu.view()).verifications])
    expect(content).toBeUndefined();
  expect((await olu.view()).stale).toBeUndefined();
  expect(JSON.stringify([seen.stale, seen.verifications, await olu.view()])).not.toContain(DRAFT);
});
