/** The measure of tamper evidence: P13 (the stored journal), P14 (the bundle), P15 (checkpoints), P17 (standards). */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveOf } from '../ledger/archive-of.ts';
import { forgeries, undetected } from '../ledger/bundle-forgeries.ts';
import { mutateBytes, refusedUntouched } from '../ledger/bundle-mutations.ts';
import { sampleBundle } from '../ledger/bundle-sample.ts';
import { checkConsistency } from '../ledger/consistency-pairs.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { crossCheck, jsonVectors, noteVectors, treeVectors } from '../ledger/standard-vectors.ts';
import { tamperFigures } from '../ledger/tamper.ts';
import { atMost, exactly, type Figure, type Measure } from './measure.ts';

type Say = (line: string) => void;

export const measure: Measure = {
  name: 'ledger',
  about:
    'Changes bundles, checkpoints and the stored journal in every way we know and counts what passes unseen.',
  run: async (say) => {
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const figures = [...standardFigures(seed, say), ...growthFigures(seed, say)];
    figures.push(...bundleFigures(seed, say), ...programFigures(seed, say));
    return [...figures, ...(await tamperFigures(say))];
  },
};

function bundleFigures(seed: number, say: Say): Figure[] {
  const sample = sampleBundle({ seed, edits: 20 });
  const { vkey } = sample;
  const plain = mutateBytes(sample, { seed, count: 5_000, relist: false, vkey });
  say(`P14: ${plain.tried} bytes changed`);
  const relisted = mutateBytes(sample, { seed, count: 5_000, relist: true });
  say(`P14: ${relisted.tried} bytes changed, bundle.json brought in line`);
  const forged = Array.from({ length: 10 }, (_, i) => forgeries(seed + i)).flat();
  const undetectedForgeries = undetected(forged);
  const clean = Array.from({ length: 500 }, (_, i) => seed + i);
  const refused = refusedUntouched(clean);
  say(`P14: ${forged.length} forgeries, ${clean.length} untouched bundles`);
  for (const line of [...plain.accepted, ...relisted.accepted, ...undetectedForgeries, ...refused])
    say(line);
  return [
    exactly(
      'P14 bundles tried with one byte changed',
      plain.tried + relisted.tried,
      'bundles',
      10_000,
    ),
    exactly('P14 of them accepted', plain.accepted.length + relisted.accepted.length, 'bundles', 0),
    exactly(
      'P14 of them refused without naming the fault',
      plain.unnamed + relisted.unnamed,
      'bundles',
      0,
    ),
    exactly(
      'P14 forgeries not named rightly',
      undetectedForgeries.length,
      `of ${forged.length}`,
      0,
    ),
    exactly('P14 untouched bundles refused', refused.length, `of ${clean.length}`, 0),
  ];
}

/** The shipped file, run as its user runs it. */
function programFigures(seed: number, say: Say): Figure[] {
  const app = new URL('../../apps/verify/', import.meta.url).pathname;
  execFileSync(process.execPath, [join(app, 'build.mjs')]);
  const program = join(app, 'dist', 'verify.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    const sample = sampleBundle({ seed, edits: 20_000 });
    const bundle = join(folder, 'bundle.zip');
    writeFileSync(bundle, archiveOf(sample.files));
    const runs = Array.from({ length: 5 }, () => {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, [program, bundle, '--key', sample.vkey]);
      return { status, seconds: (performance.now() - started) / 1000 };
    });
    const failed = runs.filter(({ status }) => status !== 0).length;
    // Other work on the machine only adds time, so the fastest run says most about the program.
    const seconds = Math.min(...runs.map((run) => run.seconds));
    say(
      `P14: ${sample.parts.entries.length} entries in ${runs.map((run) => run.seconds.toFixed(2)).join(', ')} s`,
    );
    const ways = waysOut(readFileSync(program, 'utf8'));
    for (const way of ways) say(`the program holds ${way}`);
    return [
      exactly('P14 runs over 20,000 untouched entries that refused', failed, 'of 5', 0),
      atMost(
        'P14 time for 20,000 entries, fastest of 5, start included',
        Number(seconds.toFixed(2)),
        's',
        2,
      ),
      exactly('P14 ways to a network or a package in the program', ways.length, 'places', 0),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Places by which a program could leave the computer or lean on a package: its imports and its platform's doors. */
function waysOut(program: string): string[] {
  const known = ['node:crypto', 'node:fs', 'node:util', 'node:zlib'];
  const imports = [...program.matchAll(/\bfrom\s*"([^"]+)"/g)].map((found) => found[1] ?? '');
  if (imports.length !== known.length) throw new Error(`the program has ${imports.length} imports`);
  const doors = program.match(/\b(fetch|WebSocket|EventSource|require|import|binding)\s*\(/g) ?? [];
  return [...imports.filter((name) => !known.includes(name)), ...doors];
}

function growthFigures(seed: number, say: Say): Figure[] {
  const outcome = checkConsistency({ seed, largest: 5_000, checkpoints: 200 });
  say(`P15: ${outcome.pairs} pairs, ${outcome.forged} forgeries`);
  for (const line of outcome.passed) say(line);
  return [
    exactly('P15 pairs of checkpoints compared', outcome.pairs, 'pairs', 19_900),
    exactly('P15 pairs not proved consistent', outcome.failed, 'pairs', 0),
    exactly(
      'P15 forks, rollbacks, rewrites and false proofs let pass',
      outcome.passed.length,
      `of ${outcome.forged}`,
      0,
    ),
    exactly('P15 true continuations not signed', outcome.unsigned, 'of 200', 0),
    atMost('P15 longest consistency proof', outcome.proofLengthMax, 'hashes', 63),
  ];
}

function standardFigures(seed: number, say: Say): Figure[] {
  const vectors = [...treeVectors(), ...noteVectors(), ...jsonVectors()];
  const wrong = vectors.filter(({ ours, theirs }) => ours !== theirs);
  for (const { name } of wrong) say(`differs from the standard: ${name}`);
  const cross = crossCheck({ seed, largest: 1_000 });
  for (const name of cross.different) say(`differs from the second implementation: ${name}`);
  say(`P17: ${vectors.length} vectors, ${cross.compared} comparisons`);
  return [
    exactly('P17 published vectors that differ', wrong.length, `of ${vectors.length}`, 0),
    exactly('P17 tree sizes compared with a second implementation', cross.sizes, 'sizes', 1_001),
    exactly(
      'P17 roots and proofs that differ from it',
      cross.different.length,
      `of ${cross.compared}`,
      0,
    ),
  ];
}
