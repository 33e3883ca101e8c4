/** The verdicts of a version, over HTTP: as they stood when it was opened again, to the city as far as released. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Snapshot } from '@tallystick/domain/snapshot';
import { readZip } from '@tallystick/exchange/zip/read-zip';
import type { SubmissionView, WorkbookLine } from '@tallystick/protocol/views';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from './api-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';
import { part } from '../e2e/part.ts';
import { ProgramClient } from '../programs/program-client.ts';

const NONE = ['', { text: '' }] as const;
let server: ServerProcess;
let wen: ApiClient;
let henrik: ApiClient;
let yara: ApiClient;
let olu: ApiClient;

const versionOf = async (who: ApiClient, n: number): Promise<SubmissionView> => {
  const answer = await who.get(`/api/workbooks/wb_riverton/submissions/${n}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as SubmissionView;
};
const verdictsOf = async (who: ApiClient, n: number) =>
  Object.fromEntries((await versionOf(who, n)).verifications.map((each) => [each.row, each.note]));
const done = async (who: ApiClient, command: Parameters<ApiClient['command']>[0]) =>
  expect((await who.command(command)).status).toBe(200);
const verify = (row: string, result: string, note: string) =>
  done(yara, { type: 'verify', row: row as RowId, verdict: 'yes', result, note });

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  henrik = await ApiClient.enter(server.url, 'p_henrik');
  yara = await ApiClient.enter(server.url, 'p_yara');
  olu = await ApiClient.enter(server.url, 'p_olu');
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

test('verdicts of one version and the next', async () => {
  await part(
    'where nothing is released an observer is not told that nothing is reported',
    async () => {
      const { workbooks } = (await (await olu.get('/api/workbooks')).json()) as {
        workbooks: WorkbookLine[];
      };
      expect(workbooks[0]).toMatchObject({ readsNothing: true });
    },
  );

  await part('a version keeps the verdicts it had, whatever is said of later ones', async () => {
    await done(henrik, { type: 'lock' });
    const snapshot = JSON.parse((await versionOf(henrik, 1)).snapshot) as Snapshot;
    const [[one, a] = NONE, [two, b] = NONE, [three, c] = NONE] = Object.entries(
      snapshot.results,
    ).filter(([, { status }]) => status === 'reported');
    await verify(one, a.text, 'first');
    await verify(two, b.text, 'taken back later');
    await done(yara, { type: 'release-verification' });
    await verify(three, c.text, 'never released');
    await verify(two, b.text, 'judged again');
    expect((await wen.view()).verifications.map(({ note }) => note)).toEqual([
      'first',
      'taken back later',
    ]);
    await done(henrik, { type: 'unlock', reason: 'A source is missing' });
    await verify(one, a.text, 'while it is open');
    await done(yara, { type: 'withdraw-verification', row: two as RowId });
    const audit = { [one]: 'first', [two]: 'judged again', [three]: 'never released' };
    const city = { [one]: 'first', [two]: 'taken back later' };
    expect(await verdictsOf(yara, 1)).toEqual(audit);
    expect(await verdictsOf(wen, 1)).toEqual(city);

    await done(henrik, { type: 'lock' });
    await verify(two, b.text, 'second');
    expect(await verdictsOf(yara, 1)).toEqual(audit);
    expect(await verdictsOf(wen, 1)).toEqual(city);
    // What was said of an earlier version stands until it is said otherwise; the city reads it with the next release.
    const second = { [one]: 'while it is open', [two]: 'second', [three]: 'never released' };
    expect(await verdictsOf(yara, 2)).toEqual(second);
    expect(await verdictsOf(wen, 2)).toEqual({});
    await done(yara, { type: 'release-verification' });
    expect(await verdictsOf(wen, 2)).toEqual(second);
    expect(await verdictsOf(wen, 1)).toEqual(city);
  });

  await part('the city goes on seeing what was released, whatever is locked since', async () => {
    const now = async () =>
      (await wen.view()).verifications.map(({ note, version }) => [version, note]);
    const before = await now();
    expect(before).toHaveLength(3);
    await done(henrik, { type: 'unlock', reason: 'One more' });
    await done(henrik, { type: 'lock' });
    expect(await now()).toEqual(before);
    expect(new Set(before.map(([version]) => version))).toEqual(new Set([2]));
  });

  await part(
    'an observer reads what the city consented to, without people and entities',
    async () => {
      const path = '/api/workbooks/wb_riverton/submissions/2';
      const consent = { type: 'consent', submission: 2 } as const;
      expect((await olu.get(path)).status).toBe(404);
      expect((await olu.view()).submissions).toEqual([]);
      expect((await wen.command({ ...consent, to: 'results' })).status).toBe(403);
      await done(henrik, { ...consent, to: 'results' });
      const whole = JSON.parse((await versionOf(henrik, 2)).snapshot) as Snapshot;
      const results = await versionOf(olu, 2);
      const read = JSON.parse(results.snapshot) as Snapshot;
      expect(read.results).toEqual(whole.results);
      expect([read.cells, read.entities, read.assignments]).toEqual([{}, {}, {}]);
      expect(results.verifications.map(({ note, by }) => [note, by])).toEqual([
        ['', ''],
        ['', ''],
        ['', ''],
      ]);
      await done(henrik, { ...consent, to: 'figures' });
      const figures = await versionOf(olu, 2);
      expect((JSON.parse(figures.snapshot) as Snapshot).cells).toEqual(whole.cells);
      const told = JSON.stringify([figures, await olu.view()]);
      const names = [...Object.values(whole.entities), 'Yara', 'Henrik', 'p_yara', 'p_henrik'];
      const cells = JSON.stringify(whole.cells);
      for (const name of names.filter((each) => !cells.includes(each)))
        expect(told).not.toContain(name);
      expect((await olu.get(`${path}/bundle`)).status).toBe(404);
      expect((await olu.get('/api/workbooks/wb_riverton/submissions/1')).status).toBe(404);
    },
  );

  await part('the list of an observer counts the last version that they may read', async () => {
    const lineOf = async (who: ApiClient) => {
      const { workbooks } = (await (await who.get('/api/workbooks')).json()) as {
        workbooks: WorkbookLine[];
      };
      return workbooks[0];
    };
    const { reported } = (await versionOf(henrik, 2)).submission;
    expect(reported).toBeGreaterThan(0);
    expect(await lineOf(olu)).toMatchObject({ reported, readsNothing: false });
    expect((await lineOf(wen))?.readsNothing).toBe(false);
    await done(henrik, { type: 'withdraw-consent', submission: 2 });
    expect(await lineOf(olu)).toMatchObject({ submissions: 0, readsNothing: true });
  });

  await part(
    'a judged value that is another than the submitted one stands beside it in the file',
    async () => {
      const METERS = 'smart_water_meters.value';
      const before = (JSON.parse((await versionOf(henrik, 3)).snapshot) as Snapshot).results[
        METERS
      ];
      await done(henrik, { type: 'unlock', reason: 'Other meters' });
      const written = await (await ProgramClient.of(wen)).ask(
        'PATCH',
        '/api/workbooks/wb_riverton/cells',
        {
          body: { cells: { [`${METERS}:override`]: '27.5' } },
        },
      );
      expect(written.status).toBe(200);
      await verify(METERS, '27.5', '');
      const notes = async (who: ApiClient): Promise<string> => {
        const file = await who.get('/api/workbooks/wb_riverton/export.xlsx');
        const read = readZip(new Uint8Array(await file.arrayBuffer()));
        if (!read.ok) throw new Error(read.refusal.code);
        const texts = read.value.members
          .filter(({ name }) => name.includes('comments'))
          .map((member) => {
            const data = member.data();
            return data.ok ? new TextDecoder().decode(data.value) : '';
          });
        return texts.join('\n');
      };
      expect(await notes(yara)).toContain(`Submitted: ${before?.text}. Revised: 27.5.`);
      // Not released: the city's file says nothing of it.
      expect(await notes(wen)).not.toContain('Revised: 27.5');
    },
  );
});
