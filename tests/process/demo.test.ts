/** The demo shows what a year leads to: last year's workbook is finished, and all in it holds. */
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from './api-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const THEN = '/api/workbooks/wb_riverton_2025';
const LOSS = 'water_supply_loss.value';
let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

test('last year ends in a second version, in which what was not verified is mended', async () => {
  const amara = await ApiClient.enter(server.url, 'p_amara');
  const view = await amara.view('wb_riverton_2025');
  expect(view.submissions.map(({ released }) => released)).toEqual([true, true]);
  expect(view.verifications.map(({ verdict }) => verdict)).not.toContain('no');
  expect(view.stale).toEqual([]);
  expect(view.marks.filter(({ as }) => as === 'ready').length).toBeGreaterThan(80);
  expect(view.marks.map(({ as }) => as)).toContain('not-available');
  const first = (await (await amara.get(`${THEN}/submissions/1`)).json()) as {
    verifications: { row: string; verdict: string }[];
  };
  expect(first.verifications.filter(({ verdict }) => verdict === 'no')).toMatchObject([
    { row: LOSS },
  ]);
  const changed = await amara.get(`${THEN}/compare?from=v1&to=v2`);
  const { changes } = (await changed.json()) as { changes: { row: string }[] };
  expect(new Set(changes.map(({ row }) => row))).toEqual(new Set([LOSS]));
  const archive = await (await amara.get(`${THEN}/submissions/2/bundle`)).arrayBuffer();
  const files = new Map(Object.entries(unzipSync(new Uint8Array(archive))));
  expect(verifyBundle(files, {}).firstFault).toBeUndefined();
  // Whoever reads released versions alone has something to read.
  const olu = await ApiClient.enter(server.url, 'p_olu');
  expect((await olu.view('wb_riverton_2025')).submissions).toHaveLength(2);
});
