/**
 * P13: any change of a past entry is found, also one by someone with rights on the database. Random edits by SQL, each
 * on a fresh copy of a small journal; whole journals rewritten with all hashes brought in line; and clean ones beside
 * them.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, fsck } from '@tallystick/store/fsck';
import Database from 'better-sqlite3';
import { atLeast, exactly, type Figure, informative } from '../measures/measure.ts';
import { chooseSeed, type Random, seededRandom } from './seeded-random.ts';
import { EDITS, type Edit, type Tampering } from './tamper-edits.ts';
import {
  drawKeys,
  drawSteps,
  type Keys,
  type SignedHead,
  type Step,
  writeJournal,
} from './tamper-journal.ts';

export type Counts = { edits: number; rewrites: number; clean: number; seed: number };
export type Outcome = {
  tried: Map<string, number>;
  /** What was done and nothing was found. */
  missed: string[];
  /** What was found, but another entry was named first. */
  misnamed: string[];
  /** Named by its own index, and not by a range that it stands in. */
  exact: number;
  named: number;
  clean: number;
  falseAlarms: string[];
};

type Sample = { file: string; steps: Step[]; heads: SignedHead[]; keys: Keys };

/** Runs it all in a folder of its own and answers what was found and what was not. */
export async function tamper(counts: Counts, say: (line: string) => void): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'tamper-'));
  const random = seededRandom(counts.seed);
  const outcome: Outcome = {
    tried: new Map(),
    missed: [],
    misnamed: [],
    exact: 0,
    named: 0,
    clean: 0,
    falseAlarms: [],
  };
  try {
    const sample = makeSample(join(folder, 'sample.db'), random);
    await editBySql(sample, { folder, random, edits: counts.edits }, outcome);
    say(`${counts.edits} edits by SQL done, ${outcome.missed.length} missed`);
    await rewriteWhole(sample, { folder, random, rewrites: counts.rewrites }, outcome);
    say(`${counts.rewrites} journals rewritten, ${outcome.missed.length} missed`);
    await checkClean({ folder, random, clean: counts.clean }, outcome);
    say(`${counts.clean} clean journals checked, ${outcome.falseAlarms.length} false alarms`);
    return outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The journal that is tampered with: one stored subtree, several checkpoints. */
function makeSample(file: string, random: Random): Sample {
  const keys = drawKeys(random);
  const steps = drawSteps(random, 300);
  return { file, steps, keys, heads: writeJournal(file, steps, keys) };
}

async function editBySql(
  sample: Sample,
  { folder, random, edits }: { folder: string; random: Random; edits: number },
  outcome: Outcome,
): Promise<void> {
  const copy = join(folder, 'copy.db');
  for (let done = 0; done < edits; ) {
    removeJournal(copy);
    copyFileSync(sample.file, copy);
    const tampering = applyEdit(copy, random, EDITS[done % EDITS.length] as Edit);
    if (tampering === undefined) continue;
    done += 1;
    const { faults } = await fsck(copy, { vkey: sample.keys.vkey });
    judge(tampering, faults, outcome);
  }
}

/** Undefined where the edit found nothing to change, or a constraint of the table refused it. */
function applyEdit(file: string, random: Random, edit: Edit): Tampering | undefined {
  const database = new Database(file);
  try {
    database.pragma('synchronous = OFF');
    const tampering = database.transaction(() => edit(database, random))();
    const changes = database.prepare('SELECT total_changes()').pluck().get();
    if (tampering !== undefined && changes === 0)
      throw new Error(`nothing was changed: ${tampering.what}`);
    return tampering;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))
      return undefined;
    throw error;
  } finally {
    database.close();
  }
}

function judge({ kind, what, first }: Tampering, faults: Fault[], outcome: Outcome): void {
  outcome.tried.set(kind, (outcome.tried.get(kind) ?? 0) + 1);
  const [named] = faults;
  if (named === undefined) {
    outcome.missed.push(`${kind}: ${what}`);
    return;
  }
  if (first === undefined) return;
  const { index, to } = named;
  const holds = index !== null && index <= first && first < (to ?? index + 1);
  if (!holds) outcome.misnamed.push(`${kind}: ${what}; first said: ${named.what}`);
  else outcome.named += 1;
  if (holds && to === undefined) outcome.exact += 1;
}

/**
 * The most that rights on the database can do: the journal is written anew with one entry changed or the tail cut off,
 * every hash, subtree and projection in line, and the old signed checkpoints put back. A cut after the last checkpoint
 * is found only by one kept elsewhere, and so it is here.
 */
async function rewriteWhole(
  sample: Sample,
  { folder, random, rewrites }: { folder: string; random: Random; rewrites: number },
  outcome: Outcome,
): Promise<void> {
  const appends = sample.steps.filter((step) => step.kind === 'append');
  const last = sample.heads.at(-1) as SignedHead;
  for (let done = 0; done < rewrites; done++) {
    const file = join(folder, 'rewritten.db');
    removeJournal(file);
    const target = random.below(appends.length);
    const before = appends.slice(0, target).reduce((n, step) => n + step.request.entries.length, 0);
    const cut = done % 3 === 0;
    const steps = cut
      ? appends.slice(0, target)
      : appends.map((step, at) => (at === target ? forged(step) : step));
    const inside =
      random.below(2) === 0 ? sample.heads : sample.heads.filter(({ size }) => size <= before);
    writeJournal(file, steps, sample.keys, inside);
    const outside = inside === sample.heads ? {} : { checkpoints: [last] };
    const { faults } = await fsck(file, { vkey: sample.keys.vkey, ...outside });
    const what = `${cut ? 'cut' : 'forged'} from entry ${before}`;
    judge({ kind: 'rewrite all', what, first: before }, faults, outcome);
  }
}

function forged(step: Step): Step {
  if (step.kind !== 'append') return step;
  const [first, ...rest] = step.request.entries;
  if (first === undefined) return step;
  return {
    ...step,
    request: { ...step.request, entries: [{ ...first, at: first.at + 1 }, ...rest] },
  };
}

async function checkClean(
  { folder, random, clean }: { folder: string; random: Random; clean: number },
  outcome: Outcome,
): Promise<void> {
  const keys = drawKeys(random);
  for (let done = 0; done < clean; done++) {
    const file = join(folder, 'clean.db');
    removeJournal(file);
    const heads = writeJournal(file, drawSteps(random, 1 + random.below(60)), keys);
    const { ok, entries, faults } = await fsck(file, { vkey: keys.vkey, checkpoints: heads });
    if (!ok || entries === 0) outcome.falseAlarms.push(faults[0]?.what ?? 'no entries');
    outcome.clean += 1;
  }
}

function removeJournal(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
}

/** The figures of P13. */
export async function tamperFigures(say: (line: string) => void): Promise<Figure[]> {
  const seed = chooseSeed();
  say(`seed ${seed}`);
  const outcome = await tamper({ edits: 2_000, rewrites: 200, clean: 1_000, seed }, say);
  for (const line of [...outcome.missed, ...outcome.misnamed, ...outcome.falseAlarms].slice(0, 20))
    say(line);
  const tried = [...outcome.tried.values()].reduce((sum, count) => sum + count, 0);
  return [
    atLeast('edits by SQL and rewritten journals', tried, 'edits', 2_200),
    exactly('of these not found', outcome.missed.length, 'edits', 0),
    exactly('of these with another entry named first', outcome.misnamed.length, 'edits', 0),
    informative(
      'named by exactly its index',
      (100 * outcome.exact) / Math.max(1, outcome.named),
      '%',
    ),
    atLeast('clean journals', outcome.clean, 'journals', 1_000),
    exactly('false alarms on clean journals', outcome.falseAlarms.length, 'alarms', 0),
  ];
}
