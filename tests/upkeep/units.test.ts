/** The units for systemd in deploy/, read by systemd itself. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from './command.ts';
import { programAt } from './through-proxy.ts';

const analyze = programAt('systemd-analyze');
const lacks = analyze === undefined ? ' (this machine lacks systemd-analyze)' : '';

test.skipIf(lacks !== '')(
  `systemd reads the units without a word of complaint${lacks}`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tallystick-units-'));
    const shipped = join(ROOT, 'deploy');
    const names = (await readdir(shipped)).filter((name) => /\.(service|timer)$/.test(name));
    expect(names.length).toBe(3);
    for (const name of names) {
      const text = await readFile(join(shipped, name), 'utf8');
      // It also looks whether the program is there, which depends on where this machine has its npm.
      await writeFile(join(folder, name), text.replaceAll('/usr/bin/npm', programAt('npm') ?? ''));
    }
    const files = names.map((name) => join(folder, name));
    const { stdout, stderr } = await promisify(execFile)(analyze ?? '', ['verify', ...files]);
    expect((stdout + stderr).split('\n').filter((line) => line.includes('tallystick'))).toEqual([]);
    await rm(folder, { recursive: true });
  },
);
