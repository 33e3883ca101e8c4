/** The API keeps what its document promises, whatever is asked. */
import { expect, test } from 'vitest';
import { removeDataDir } from '../process/server-process.ts';
import { startInstallation } from '../programs/installation.ts';
import { fuzzApi } from './fuzz.ts';

/** A part of what the measure `api-fuzz` asks. */
const REQUESTS = 600;

test('no request draws an answer that the document does not promise', async () => {
  const seed = Date.now() % 1_000_000_007;
  const report = await fuzzApi({ requests: REQUESTS, seed });
  expect(report.undocumented, `seed ${seed}`).toEqual([]);
  expect(report.serverErrors, `seed ${seed}`).toBe(0);
  expect(report.requests).toBe(REQUESTS);
  expect(report.reached.length, `seed ${seed}`).toBeGreaterThan(20);
  expect(report.byStatus[429] ?? 0).toBeLessThan(REQUESTS / 10);
}, 300_000);

test('a workbook whose city holds a line break is refused, and none is made', async () => {
  const here = await startInstallation();
  const answer = await here.admin.post('/api/workbooks', { city: 'A\nB', title: 'T', due: null });
  expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'not-text' }]);
  const { workbooks } = (await (await here.admin.get('/api/admin/workbooks')).json()) as {
    workbooks: unknown[];
  };
  expect(workbooks.length).toBe(1);
  await here.server.stop();
  await removeDataDir(here.server.dataDir);
});
