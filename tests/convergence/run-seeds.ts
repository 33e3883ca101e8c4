/** Runs many seeds, on SQLite and in memory, and says which failed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { openMemoryStore } from '@tallystick/store/memory-store';
import type { Store } from '@tallystick/store/port';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { faultsAtRest } from './invariants.ts';
import { Session } from './session.ts';
import { emptyTally, type Tally } from './tally.ts';

/** Every so many seeds one runs in memory, and the SQLite file is closed and opened again. */
const MEMORY_EVERY = 3;
const REOPEN_EVERY = 40;

export type SeedFault = { seed: number; store: 'sqlite' | 'memory'; faults: string[] };
export type SeedsReport = { tally: Tally; failed: SeedFault[]; onSqlite: number };

/** Runs the seeds given, each in a workbook of its own. Whether a seed runs in memory depends on the seed alone. */
export async function runSeeds(
  seeds: Iterable<number>,
  options: { operations?: number; say?: (line: string) => void } = {},
): Promise<SeedsReport> {
  const folder = await mkdtemp(join(quickFolder(), 'tallystick-convergence-'));
  const file = join(folder, 'journal.sqlite');
  const report: SeedsReport = { tally: emptyTally(), failed: [], onSqlite: 0 };
  let sqlite = await openSqliteStore({ file });
  try {
    for (const seed of seeds) {
      const inMemory = seed % MEMORY_EVERY === 0;
      if (!inMemory && ++report.onSqlite % REOPEN_EVERY === 0) {
        await sqlite.close();
        sqlite = await openSqliteStore({ file });
        report.tally.reopened++;
      }
      const faults = await runSeed(seed, inMemory ? openMemoryStore() : sqlite, {
        ...options,
        tally: report.tally,
      });
      if (faults.length === 0) continue;
      report.failed.push({ seed, store: inMemory ? 'memory' : 'sqlite', faults });
      options.say?.(`seed ${seed} failed:\n  ${faults.slice(0, 8).join('\n  ')}`);
    }
  } finally {
    await sqlite.close();
    await rm(folder, { recursive: true, force: true });
  }
  return report;
}

/** Memory where the system has a folder of it: what a commit outlives is another test's business. */
export function quickFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

let runs = 0;

/** One seed on one store; the faults it found. A defect that is thrown is a fault too. */
export async function runSeed(
  seed: number,
  store: Store,
  options: { tally: Tally; operations?: number },
): Promise<string[]> {
  const workbook = `wb_${seed}x${++runs}` as WorkbookId;
  const session = new Session({ ...options, seed, store, workbook });
  options.tally.seeds++;
  try {
    await session.run();
    return await faultsAtRest(session, options.tally);
  } catch (error) {
    return [...session.faults, error instanceof Error ? (error.stack ?? error.message) : 'thrown'];
  } finally {
    await session.server.stop();
  }
}
