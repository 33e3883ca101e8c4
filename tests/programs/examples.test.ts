/** The examples of docs/api.md and docs/examples, run as they stand there. */
import type { CellsPage } from '@tallystick/protocol/cells';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { type Installation, startInstallation } from './installation.ts';
import { ProgramClient } from './program-client.ts';
import { startReceiver } from './receiver.ts';
import type { WebhookMade } from '@tallystick/protocol/webhooks';

const DOCS = new URL('../../docs/', import.meta.url).pathname;
const CELL = 'water_supply_loss.value:source';
const run = promisify(execFile);
let server: ServerProcess;
let wen: ProgramClient;
let dir: string;

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ProgramClient.of(await ApiClient.enter(server.url, 'p_wen'));
  dir = await temporaryDataDir();
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
  await removeDataDir(dir);
});

const env = () => ({
  ...process.env,
  SERVER: server.url,
  TOKEN: wen.secret,
  WORKBOOK: DEMO_WORKBOOK,
});

/** The output of a program so far, and its end. */
function started(name: string, args: string[], more: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [join(DOCS, 'examples', name), ...args], {
    env: { ...env(), ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output += data;
  });
  return { output: () => output, stop: () => child.kill('SIGKILL') };
}

test('every shell block of the page runs and is answered', async () => {
  const page = await readFile(join(DOCS, 'api.md'), 'utf8');
  const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  for (const block of blocks) {
    const { stdout } = await run('bash', ['-euc', block], {
      env: env(),
      cwd: dir,
      maxBuffer: 10_000_000,
    });
    if (!block.includes(' -o ')) expect(stdout).toContain('{');
  }
  expect((await readFile(join(dir, 'record.zip'))).subarray(0, 2).toString()).toBe('PK');
  expect(await readFile(join(dir, 'workbook.csv'), 'utf8')).toContain(CELL);
});

test('the program that fills cells fills them, and says which were refused', async () => {
  const file = join(dir, 'cells.json');
  await writeFile(file, JSON.stringify({ [CELL]: 'From a file' }));
  const program = join(DOCS, 'examples', 'fill-cells.mjs');
  const { stdout } = await run(process.execPath, [program, file], { env: env() });
  expect(stdout).toBe('1 cells saved\n');
  const page = await wen.ask('GET', `/api/workbooks/${DEMO_WORKBOOK}/cells?limit=1000`);
  const { cells } = (await page.json()) as CellsPage;
  expect(cells.find(({ cell }) => cell === CELL)?.text).toBe('From a file');
  await writeFile(
    file,
    JSON.stringify({ [CELL]: 'x', 'smart_electricity_meters.value:source': 'y' }),
  );
  const failed = await run(process.execPath, [program, file], { env: env() }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(failed.stdout).toContain('nothing saved');
  expect(failed.stderr).toContain('smart_electricity_meters.value:source This row is assigned');
});

test('the program that follows the journal prints what happens', async () => {
  const follower = started('follow-journal.mjs', ['0'], {});
  const text = 'seen by the follower';
  const body = { cells: { [CELL]: text } };
  expect((await wen.ask('PATCH', `/api/workbooks/${DEMO_WORKBOOK}/cells`, { body })).status).toBe(
    200,
  );
  await expect.poll(follower.output, { timeout: 10_000 }).toContain(text);
  follower.stop();
});

test('the program that receives webhooks takes what is signed and nothing else', async () => {
  const here: Installation = await startInstallation();
  // A port that was free a moment ago.
  const probe = await startReceiver();
  const { port } = probe;
  await probe.close();
  const origin = `http://127.0.0.1:${port}`;
  await here.admin.post('/api/admin/webhook-targets', { origin });
  const path = `/api/workbooks/${here.workbook}/webhooks`;
  const answer = await here.admin.post(path, { url: `${origin}/`, after: 0 });
  const { secret } = (await answer.json()) as WebhookMade;
  const receiver = started('receive-webhook.mjs', [String(port)], { SECRET: secret });
  await expect.poll(receiver.output, { timeout: 20_000 }).toContain('1 event\n2 event\n');
  const forged = await fetch(origin, { method: 'POST', body: '{"entries":[]}' });
  expect(forged.status).toBe(401);
  receiver.stop();
  await here.server.stop();
  await removeDataDir(here.server.dataDir);
});
