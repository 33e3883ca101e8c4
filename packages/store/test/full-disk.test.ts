/** A disk that is full: the system's own limit on the size of files, set and lifted while a store writes. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { fsck } from '../src/fsck.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-full-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = fileURLToPath(new URL('./append-lines.ts', import.meta.url));
const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

it.skipIf(!hasPrlimit)(
  'answers unavailable while the disk takes no more, keeps its process, and heals by itself',
  async () => {
    const file = join(folder, 'full.db');
    const child = spawn(process.execPath, [program, file], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ask = async (count: number) => {
      child.stdin.write(`${count}\n`);
      return JSON.parse((await lines.next()).value as string) as {
        ok: boolean;
        head: number;
        why?: string;
      };
    };
    const limit = (bytes: string) =>
      expect(spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:`]).status).toBe(
        0,
      );
    expect(await ask(100)).toMatchObject({ ok: true, head: 100 });
    limit('200000');
    let written = 100;
    let refused = 0;
    for (let i = 0; i < 40 && refused < 5; i++) {
      const answer = await ask(200);
      if (answer.ok) written += 200;
      else {
        refused += 1;
        expect(answer).toMatchObject({ why: 'unavailable', head: written });
      }
    }
    expect(refused).toBe(5);
    limit('unlimited');
    expect(await ask(200)).toMatchObject({ ok: true, head: written + 200 });
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await fsck(file)).toEqual({ ok: true, entries: written + 200, faults: [] });
  },
);
