/** A checkout that root has built and another user runs, as the units in deploy/ do. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ROOT } from './command.ts';
import { environmentOf } from './person.ts';

const NOBODY = 65_534;
const TOOLCHAIN = pathToFileURL(join(ROOT, 'packages/tooling/toolchain.mjs')).href;

test('what was fetched may be run by whoever may read the checkout', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-fetched-'));
  const { fetchFromNpm } = (await import(TOOLCHAIN)) as {
    fetchFromNpm: (root: string, each: string) => Promise<boolean>;
  };
  expect(await fetchFromNpm(folder, 'semver@7.7.2')).toBe(true);
  const { mode } = await stat(join(folder, '.cache/toolchain/semver-7.7.2'));
  expect((mode & 0o777).toString(8)).toBe('755');
  await rm(folder, { recursive: true });
});

test('what this user may not read is said, and not fetched again', async () => {
  const checkout = await mkdtemp(join(tmpdir(), 'tallystick-closed-'));
  await chmod(checkout, 0o755);
  await mkdir(join(checkout, 'apps'));
  await cp(join(ROOT, 'package.json'), join(checkout, 'package.json'));
  await cp(join(ROOT, 'packages/tooling'), join(checkout, 'packages/tooling'), {
    recursive: true,
  });
  const kept = join(checkout, '.cache/toolchain/node-24.21.0');
  await mkdir(join(kept, 'node_modules/.bin'), { recursive: true });
  await chmod(kept, 0);
  const env = await environmentOf('20');
  const node = spawnSync('node', ['-p', 'process.execPath'], { env, encoding: 'utf8' }).stdout;
  const { mode } = await stat(node.trim());
  expect(mode & 0o001).toBe(1);
  const ended = spawnSync(node.trim(), ['packages/tooling/run.mjs', 'start'], {
    cwd: checkout,
    env: { ...env, HOME: '/nonexistent' },
    uid: NOBODY,
    gid: NOBODY,
    encoding: 'utf8',
  });
  expect([ended.status, ended.stderr]).toEqual([1, expect.stringContaining('may not read it')]);
  expect(ended.stderr).toContain('chmod -R a+rX');
  expect(ended.stderr).not.toContain('fetching');
  await chmod(kept, 0o700);
  await rm(checkout, { recursive: true });
});
