/** Nothing that a test started outlives it, whatever became of the test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { killLeftServers, removeDataDir, startServerProcess } from './server-process.ts';

const HERE = new URL('server-process.ts', import.meta.url).href;

async function isGone(pid: number): Promise<void> {
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a server that is held still ends when it is stopped', async () => {
  const server = await startServerProcess();
  onTestFinished(async () => await removeDataDir(server.dataDir));
  server.pause();
  expect(await server.stop()).toBe(0);
});

test('a server that a test leaves is ended after the file', async () => {
  const server = await startServerProcess();
  onTestFinished(async () => await removeDataDir(server.dataDir));
  expect(await killLeftServers()).toBe(1);
  expect(isRunning(server.pid)).toBe(false);
  expect(await killLeftServers()).toBe(0);
});

test('a server ends with the process that started it, also where that is killed outright', async () => {
  const program = `
    const { startServerProcess } = await import('${HERE}');
    const { pid, dataDir } = await startServerProcess();
    console.log(JSON.stringify({ pid, dataDir }));
    setInterval(() => {}, 1000);
  `;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(starter.stdout, 'data')) as [Buffer];
  const { pid, dataDir } = JSON.parse(String(said)) as { pid: number; dataDir: string };
  onTestFinished(async () => await removeDataDir(dataDir));
  expect(isRunning(pid)).toBe(true);
  starter.kill('SIGKILL');
  await isGone(pid);
});
