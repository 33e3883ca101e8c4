/** What was fetched for a checkout, for another user than the one who fetched it, as the units in deploy/ have it. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ROOT } from './command.ts';

type Asked = { needsPnpm: boolean; say: (line: string) => void; look: (path: string) => void };
const { fetchFromNpm, toolchainPath } = (await import(
  pathToFileURL(join(ROOT, 'packages/tooling/toolchain.mjs')).href
)) as {
  fetchFromNpm: (root: string, each: string) => Promise<boolean>;
  toolchainPath: (root: string, asked: Asked) => Promise<string | undefined>;
};

test('what was fetched may be run by whoever may read the checkout', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-fetched-'));
  expect(await fetchFromNpm(folder, 'semver@7.7.2')).toBe(true);
  const { mode } = await stat(join(folder, '.cache/toolchain/semver-7.7.2'));
  expect((mode & 0o777).toString(8)).toBe('755');
  await rm(folder, { recursive: true });
});

test('what this user may not read is said, and not fetched again', async () => {
  const said: string[] = [];
  const closed = (path: string) => {
    throw Object.assign(new Error(`EACCES: ${path}`), { code: 'EACCES' });
  };
  const asked = { needsPnpm: true, say: (line: string) => void said.push(line), look: closed };
  expect(await toolchainPath(ROOT, asked)).toBeUndefined();
  expect(said).toEqual([expect.stringMatching(/^pnpm@\S+ was fetched, but .*chmod -R a\+rX /)]);
});
