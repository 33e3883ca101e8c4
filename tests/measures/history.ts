/** P12 on random sessions, and how long the past takes to be asked in a short and in a long journal. */
import { fsck } from '@tallystick/store/fsck';
import { DATABASE_FILE } from '@tallystick/server/server';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { runSeeds } from '../convergence/run-seeds.ts';
import { randomFrom } from '../gate/random.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { percentile } from '../load/percentile.ts';
import { type HistoryTimes, indexHistory, timeHistory } from '../open-large/history-times.ts';
import { buildFolder, type Folder, median, removeFolder } from '../open-large/open-large.ts';
import { atLeast, atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

type Say = (line: string) => void;

const SEEDS = 500;
const LOCKS = 10;
const LAST_EDITS = 300;
const ASKED = { cells: 250, moments: 100, sliders: 30 };
const CELL_MS = 20;
const MOMENT_MS = 200;
/** What must not grow may still differ by what the machine does beside. */
const GROWTH_MAX = 2;
/** Below this, times differ by the machine's noise alone. */
const NOISE_MS = 1;

export const measure: Measure = {
  name: 'history',
  about:
    'P12 on random sessions; then a cell’s history and the grid at any moment, over HTTP, with 10,000 and 1,000,000 edits.',
  run: async (say) => {
    const long = Number(process.env.HISTORY_EDITS ?? 1_000_000);
    const seed = chooseSeed();
    say(`seed ${seed}`);
    return [...(await sessions(seed, say)), ...(await journals({ long, seed }, say))];
  },
};

async function sessions(first: number, say: Say): Promise<Figure[]> {
  const wanted = Number(process.env.HISTORY_SEEDS ?? SEEDS);
  const began = performance.now();
  const { tally, failed } = await runSeeds(
    Array.from({ length: wanted }, (_, i) => first + i),
    { say },
  );
  say(`${wanted} sessions in ${Math.round((performance.now() - began) / 1000)} s`);
  return [
    exactly('P12 sessions run', tally.seeds, 'sessions', wanted),
    exactly(
      'P12 sessions with a value or moment that is not in the history',
      failed.length,
      'sessions',
      0,
    ),
    atLeast('values that were on a screen, each looked for', tally.shown, 'values', 100 * wanted),
    atLeast('moments held against the replay', tally.moments, 'moments', 6 * wanted),
  ];
}

async function journals(of: { long: number; seed: number }, say: Say): Promise<Figure[]> {
  const random = randomFrom(of.seed);
  const build = async (edits: number): Promise<Folder> => {
    const folder = await buildFolder({ edits, locks: LOCKS, lastEdits: LAST_EDITS, seed: of.seed });
    const seconds = Math.round(folder.built_ms / 1000);
    const indexed = Math.round((await indexHistory(folder)) / 100) / 10;
    say(`${folder.entries} entries written in ${seconds} s, the rest indexed in ${indexed} s`);
    return folder;
  };
  const short = await build(10_000);
  const long = await build(of.long);
  try {
    const few = await timeHistory(short, random, ASKED);
    const many = await timeHistory(long, random, ASKED);
    const { size } = statSync(join(long.dataDir, DATABASE_FILE));
    const report = await fsck(join(long.dataDir, DATABASE_FILE));
    return [
      informative('entries in the long journal', long.entries, 'entries'),
      atLeast('edits in the long journal', long.entries - 2 * LOCKS, 'edits', of.long),
      ...times({ few, many }),
      atLeast('moments that came back', many.moments, 'moments', 10 * ASKED.cells),
      atLeast('cells that came back', many.cells, 'cells', 100 * ASKED.moments),
      informative('size of the file, index and all', Math.round(size / 1e6), 'MB'),
      exactly('faults that fsck finds in the long journal', report.faults.length, 'faults', 0),
    ];
  } finally {
    await removeFolder(short);
    await removeFolder(long);
  }
}

const rounded = (ms: number) => Math.round(ms * 100) / 100;
const p95 = (list: number[]) => rounded(percentile(list, 0.95));

function times({ few, many }: Record<'few' | 'many', HistoryTimes>): Figure[] {
  const kinds = [
    { of: 'cell', name: 'a cell’s history, newest page', limit: CELL_MS },
    { of: 'deep', name: 'a cell’s history from any moment', limit: CELL_MS },
    { of: 'moment', name: 'the grid at any moment', limit: MOMENT_MS },
    { of: 'slider', name: 'the points of the slider', limit: MOMENT_MS },
    { of: 'compare', name: 'any moment compared with now', limit: MOMENT_MS },
  ] as const;
  return kinds.flatMap(({ of, name, limit }) => {
    const growth = Math.max(NOISE_MS, median(many[of])) / Math.max(NOISE_MS, median(few[of]));
    return [
      informative(`${name}, p95 of 10,000 edits`, p95(few[of]), 'ms'),
      atMost(`${name}, p95 of the long journal`, p95(many[of]), 'ms', limit),
      atMost(`${name}, growth of the middle`, rounded(growth), 'times', GROWTH_MAX),
    ];
  });
}
