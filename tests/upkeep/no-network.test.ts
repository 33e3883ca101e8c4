/** A checkout that has nothing yet, on a machine that reaches no registry: told in a sentence, and soon. */
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, runProgram } from './command.ts';
import { environmentOf } from './person.ts';

test('where nothing can be fetched the command says what is needed, shows no stack and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-no-network-'));
  const checkout = join(folder, 'checkout');
  await mkdir(join(checkout, 'apps'), { recursive: true });
  await cp(join(ROOT, 'package.json'), join(checkout, 'package.json'));
  await cp(join(ROOT, 'packages/tooling'), join(checkout, 'packages/tooling'), { recursive: true });
  const env = {
    ...(await environmentOf('20')),
    // Nobody listens there.
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_cache: join(folder, 'npm'),
  };
  const args = ['packages/tooling/run.mjs', 'start'];
  const { code, said } = await runProgram('node', args, { env, cwd: checkout });
  expect([code, said]).toEqual([1, expect.stringContaining('could not be fetched from npm')]);
  expect(said).toContain('127.0.0.1:9');
  expect(said).not.toMatch(/\bat \S+ \(/);
  expect(await readdir(join(checkout, '.cache/toolchain'))).toEqual([]);
  await rm(folder, { recursive: true });
});
