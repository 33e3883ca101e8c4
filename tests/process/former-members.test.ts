/** What somebody did keeps their name after they left: in the workbook, in a version, for whoever may read it. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { SubmissionView } from '@tallystick/protocol/views';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from './api-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';
import { part } from '../e2e/part.ts';

const CELL = 'water_supply_loss.value:source';
const VERSION = '/api/workbooks/wb_riverton/submissions/1';
let server: ServerProcess;
let henrik: ApiClient;
let yara: ApiClient;
let olu: ApiClient;

const done = async (who: ApiClient, command: object) => {
  const answer = await who.command(command as Parameters<ApiClient['command']>[0]);
  expect([command, answer.status]).toEqual([command, 200]);
};
const versionOf = async (who: ApiClient): Promise<SubmissionView> =>
  (await (await who.get(VERSION)).json()) as SubmissionView;
const remove = (person: string) => done(henrik, { type: 'remove-member', person });
const leftIn = async (who: ApiClient) =>
  Object.fromEntries(
    (await who.view()).formerMembers.map(({ person, name }) => [person, name] as const),
  );

beforeAll(async () => {
  server = await startServerProcess();
  const enter = (person: string) => ApiClient.enter(server.url, person);
  [henrik, yara, olu] = await Promise.all([enter('p_henrik'), enter('p_yara'), enter('p_olu')]);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

test('people who leave one after the other', async () => {
  await part('who left is named beside the members, until they come back', async () => {
    const bruno = await ApiClient.enter(server.url, 'p_bruno');
    const said = { type: 'comment', cell: CELL, parent: null, text: 'Page 4', audience: 'members' };
    await done(bruno, said);
    expect(await leftIn(henrik)).toEqual({});
    await remove('p_bruno');
    // Somebody who did nothing that the view mentions may still have typed something.
    await remove('p_tiago');
    expect(await leftIn(henrik)).toEqual({ p_bruno: 'Bruno', p_tiago: 'Tiago' });
    const { comments, members } = await henrik.view();
    expect(comments.some(({ by }) => by === 'p_bruno')).toBe(true);
    expect(members.some(({ person }) => person === 'p_bruno')).toBe(false);
    await done(henrik, {
      type: 'add-member',
      person: 'p_bruno',
      role: 'contributor',
      entity: 'e_water',
    });
    expect(await leftIn(henrik)).toEqual({ p_tiago: 'Tiago' });
    await remove('p_bruno');
  });

  await part(
    'a version names who judged and unlocked it, and an observer learns of nobody',
    async () => {
      const head = { type: 'add-member', person: 'p_piotr', role: 'head', entity: null };
      await remove('p_piotr');
      await done(henrik, head);
      const piotr = await ApiClient.enter(server.url, 'p_piotr');
      await done(piotr, { type: 'lock' });
      const { results } = JSON.parse((await versionOf(henrik)).snapshot) as Snapshot;
      const [row, { text }] = Object.entries(results).find(
        ([, { status }]) => status === 'reported',
      ) as [string, Snapshot['results'][string]];
      const verify = { type: 'verify', verdict: 'yes', result: text, note: 'Seen' };
      await done(yara, { ...verify, row: row as RowId });
      await done(yara, { type: 'release-verification' });
      await done(piotr, { type: 'unlock', reason: 'A source is missing' });
      await remove('p_yara');
      await remove('p_piotr');
      await done(henrik, { type: 'consent', submission: 1, to: 'figures' });
      const { members } = await versionOf(henrik);
      expect(members).toContainEqual({ person: 'p_yara', name: 'Yara' });
      expect(members).toContainEqual({ person: 'p_piotr', name: 'Piotr' });
      expect(members.some(({ person }) => person === 'p_bruno')).toBe(false);
      const told = JSON.stringify([await versionOf(olu), await olu.view()]);
      for (const who of ['yara', 'piotr', 'henrik', 'bruno'])
        expect(told.toLowerCase()).not.toContain(who);
      expect(Object.keys(await leftIn(henrik))).toEqual(
        expect.arrayContaining(['p_yara', 'p_piotr', 'p_bruno', 'p_tiago']),
      );
    },
  );
});
