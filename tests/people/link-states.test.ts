/** No one-time link takes what is not its own, whatever has become of it; and the log tells of each by its id. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { removeDataDir, startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { ApiClient } from '../process/api-client.ts';
import { tryLinks } from './link-states.ts';
import { PASSWORD } from './link-stage.ts';

test('no link in any state takes what is not its own', async () => {
  const report = await tryLinks();
  expect(report.wrong).toEqual([]);
  expect(report.cases).toBeGreaterThanOrEqual(40);
}, 60_000);

test('a new start ends the link of the start before it, and the log names both by id', async () => {
  const dataDir = await temporaryDataDir();
  const secrets: string[] = [];
  let output = '';
  try {
    for (const isLast of [false, true]) {
      const server = await startServerProcess({ dataDir, args: ['--empty'] });
      while (!server.output().includes('/link/')) await new Promise((turn) => setTimeout(turn, 5));
      secrets.push(/\/link\/(\S+)/.exec(server.output())?.[1] ?? '');
      if (isLast) {
        const account = { password: PASSWORD, name: 'Ada', email: 'ada@install.example' };
        const use = async (secret = '') =>
          (await new ApiClient(server.url, '').post(`/api/links/${secret}`, account)).status;
        expect([await use(secrets[0]), await use(secrets[1]), await use(secrets[1])]).toEqual([
          410, 204, 410,
        ]);
        // The log comes by another way than the answers, so it may come after them.
        const told = () => server.output().split('one-time link').length - 1;
        while (told() < 3) await new Promise((turn) => setTimeout(turn, 5));
        output = server.output().slice(server.output().indexOf('/link/') + 6);
      }
      await server.stop();
    }
  } finally {
    await removeDataDir(dataDir);
  }
  const ids = secrets.map((secret) => createHash('sha256').update(secret).digest('hex'));
  const lines = output
    .split('\n')
    .filter((line) => line.includes('one-time link'))
    .map((line) => [
      ids.indexOf(/ link=(\w+)/.exec(line)?.[1] ?? ''),
      / refused=(\S+)/.exec(line)?.[1],
    ]);
  expect(lines).toEqual([
    [0, 'superseded'],
    [1, undefined],
    [1, 'used'],
  ]);
  expect(output.replace(secrets[1] ?? '', '')).not.toContain(secrets[0]);
  expect(output.split(secrets[1] ?? '-')).toHaveLength(2);
}, 60_000);
