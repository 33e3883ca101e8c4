/**
 * The measure of a long past: a workbook with a million journalled edits over ten locks, opened beside a fresh one.
 */
import { fsck } from '@tallystick/store/fsck';
import { DATABASE_FILE } from '@tallystick/server/server';
import { join } from 'node:path';
import { openBrowser } from '../e2e/browser.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { indexHistory } from '../open-large/history-times.ts';
import {
  buildFolder,
  type Folder,
  FRESH,
  median,
  openInServer,
  openInTurn,
  type Opening,
  removeFolder,
} from '../open-large/open-large.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

type Say = (line: string) => void;
type Folders = { large: Folder; fresh: Folder };

const LOCKS = 10;
const LAST_EDITS = 300;
const ROUNDS = 7;
const RATIO_MAX = 1.5;

export const measure: Measure = {
  name: 'open-large',
  about:
    'Opens a workbook with a million journalled edits in Chromium on a cold server, beside a fresh one, in turn.',
  run: async (say) => {
    const edits = Number(process.env.OPEN_LARGE_EDITS ?? 1_000_000);
    const seed = chooseSeed();
    say(`seed ${seed}; writing ${edits} edits over ${LOCKS} locks`);
    const large = await buildFolder({ edits, locks: LOCKS, lastEdits: LAST_EDITS, seed });
    say(`written in ${seconds(large.built_ms)} s`);
    const fresh = await buildFolder({ ...FRESH, seed: seed + 1 });
    // As it is after a day: what is measured is opening, not the work of the night before.
    for (const folder of [large, fresh]) await indexHistory(folder);
    try {
      return [
        informative('entries in the journal', large.entries, 'entries'),
        informative('entries in the fresh one', fresh.entries, 'entries'),
        ...(await pages({ large, fresh }, say)),
        ...(await rooms({ large, fresh })),
        ...(await checked(large, say)),
      ];
    } finally {
      await removeFolder(large);
      await removeFolder(fresh);
    }
  },
};

const seconds = (ms: number) => Math.round(ms / 100) / 10;
const ratio = (large: number, fresh: number) => Math.round((large / fresh) * 100) / 100;

async function pages(folders: Folders, say: Say): Promise<Figure[]> {
  const opened = await openBrowser();
  if ('reason' in opened) {
    say(`not measured in a browser: ${opened.reason}`);
    return [];
  }
  try {
    const { large, fresh } = await openInTurn(opened.browser, folders, ROUNDS);
    const page = (of: Opening[]) => median(of.map(({ page_ms }) => page_ms));
    const start = (of: Opening[]) => median(of.map(({ server_ms }) => server_ms));
    say(`large: ${large.map(({ page_ms }) => Math.round(page_ms)).join(' ')} ms`);
    say(`fresh: ${fresh.map(({ page_ms }) => Math.round(page_ms)).join(' ')} ms`);
    return [
      informative('fresh: navigation to the first figure, middle', Math.round(page(fresh)), 'ms'),
      informative('large: navigation to the first figure, middle', Math.round(page(large)), 'ms'),
      atMost('large to fresh in the browser', ratio(page(large), page(fresh)), 'times', RATIO_MAX),
      informative(
        'large to fresh, start of the server',
        ratio(start(large), start(fresh)),
        'times',
      ),
    ];
  } finally {
    await opened.browser.close();
  }
}

async function rooms({ large, fresh }: Folders): Promise<Figure[]> {
  const took = { large: [] as number[], fresh: [] as number[] };
  for (let round = 0; round < 2 * ROUNDS; round++) {
    took.fresh.push(await openInServer(fresh));
    took.large.push(await openInServer(large));
  }
  const [slow, fast] = [median(took.large), median(took.fresh)];
  return [
    informative('fresh: journal to room in the server, middle', Math.round(fast * 10) / 10, 'ms'),
    informative('large: journal to room in the server, middle', Math.round(slow * 10) / 10, 'ms'),
    informative('large to fresh in the server', ratio(slow, fast), 'times'),
  ];
}

async function checked(large: Folder, say: Say): Promise<Figure[]> {
  const began = performance.now();
  const report = await fsck(join(large.dataDir, DATABASE_FILE));
  say(`${report.entries} entries checked in ${seconds(performance.now() - began)} s`);
  return [
    exactly('faults that fsck finds in the large journal', report.faults.length, 'faults', 0),
  ];
}
