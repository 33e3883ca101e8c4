/**
 * P10 and P11: locks against edits over a recorded history, commands exactly once, one server a file. `LOCKS` and
 * `SEED` may be set; `HISTORY_FILE` keeps the history.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quickFolder } from '../convergence/run-seeds.ts';
import { commandsOverHttp } from '../history/commands-over-http.ts';
import { CommandsOnce } from '../history/commands-once.ts';
import { LockRace } from '../history/lock-race.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, exactly, type Figure, informative, type Measure } from './measure.ts';

const LOCKS = 2_000;
/** Locks of one workbook: its history is checked as a whole, and then another begins. */
const LOCKS_PER_RACE = 250;
const COMMANDS = 10_000;
const HTTP_COMMANDS = 300;

type Say = (line: string) => void;

export const measure: Measure = {
  name: 'lock-race',
  about:
    'Twenty people type while the head locks, reopens and unlocks; commands are asked many times. Counts what breaks a promise.',
  run: async (say) => {
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const folder = await mkdtemp(join(quickFolder(), 'tallystick-lock-race-'));
    try {
      const figures = await raceFigures({ seed, folder, say });
      figures.push(...(await onceFigures({ seed, folder, say })));
      return [...figures, ...(await httpFigures(seed, say))];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Running = { seed: number; folder: string; say: Say };

async function raceFigures({ seed, folder, say }: Running): Promise<Figure[]> {
  const wanted = Number(process.env.LOCKS ?? LOCKS);
  const store = await openSqliteStore({ file: join(folder, 'race.sqlite') });
  const sum = { locks: 0, edits: 0, operations: 0, found: 0, refused: 0, server: 0, info: 0 };
  const open = { times: 0, edits: 0 };
  let [faults, cuts] = [0, 0];
  for (let at = 0; at < wanted; at += LOCKS_PER_RACE) {
    const workbook = `wb_race${at}` as WorkbookId;
    const race = new LockRace({ seed: seed + at, store, workbook });
    const report = await race.run(Math.min(LOCKS_PER_RACE, wanted - at));
    for (const fault of report.faults.slice(0, 5)) say(`seed ${seed + at}: ${fault}`);
    faults += report.faults.length;
    cuts += report.tally.cuts;
    sum.locks += report.locks;
    open.times += report.reopenings;
    open.edits += report.reopened;
    sum.edits += report.edits;
    sum.operations += report.operations;
    sum.found += report.found;
    sum.refused += Object.values(report.refused).reduce((all, count) => all + count, 0);
    sum.server += report.refusedByServer;
    sum.info += report.unanswered;
    say(`${sum.locks} locks, ${sum.edits} edits, ${sum.operations} operations, ${faults} faults`);
  }
  await store.close();
  return [
    exactly('P10 locks while twenty people type', sum.locks, 'locks', wanted),
    exactly('P10 violations in the recorded histories', faults, 'violations', 0),
    atLeast('P10 operations recorded', sum.operations, 'operations', wanted * 10),
    atLeast(
      'P10 of them found in the journal and placed in time',
      sum.found,
      'operations',
      wanted * 3,
    ),
    atLeast(
      'P10 edits not taken for a lock, kept by their authors as drafts',
      sum.refused,
      'edits',
      wanted,
    ),
    atLeast('P10 refusals told by the server', sum.server, 'refusals', wanted / 4),
    atLeast('P10 reopenings of some cells in a lock', open.times, 'reopenings', wanted / 10),
    atLeast('P10 edits of reopened cells, none of another cell', open.edits, 'edits', wanted / 10),
    atLeast('P10 connections cut', cuts, 'cuts', wanted / 20),
    informative(
      'P10 operations without a certain answer: there at most once',
      sum.info,
      'operations',
    ),
  ];
}

async function onceFigures({ seed, folder, say }: Running): Promise<Figure[]> {
  const store = await openSqliteStore({ file: join(folder, 'once.sqlite') });
  const once = new CommandsOnce({ seed, store, workbook: 'wb_once' as WorkbookId });
  const report = await once.run(COMMANDS);
  await store.close();
  for (const fault of report.faults.slice(0, 5)) say(fault);
  say(`${report.commands} commands asked ${report.asked} times: ${JSON.stringify(report.byType)}`);
  return [
    exactly('P11 commands, each asked one to five times', report.commands, 'commands', COMMANDS),
    exactly(
      'P11 not carried out once, or answered in two ways',
      report.faults.length,
      'commands',
      0,
    ),
    atLeast('P11 times asked', report.asked, 'times', COMMANDS * 2),
    atLeast('P11 answers not waited for', report.cut, 'answers', COMMANDS / 2),
    atLeast('P11 restarts and crashes meanwhile', report.restarts + report.crashes, 'times', 20),
  ];
}

async function httpFigures(seed: number, say: Say): Promise<Figure[]> {
  const report = await commandsOverHttp(seed, HTTP_COMMANDS);
  for (const fault of report.faults.slice(0, 5)) say(fault);
  say(`second server: ${report.secondServer || 'started'}`);
  const refused = report.secondServer === 'Another server is running' ? 0 : 1;
  return [
    exactly('P11 commands over HTTP', report.commands, 'commands', HTTP_COMMANDS),
    exactly(
      'P11 of them not carried out once, or answered in two ways',
      report.faults.length,
      'commands',
      0,
    ),
    atLeast('P11 requests given up', report.cut, 'requests', HTTP_COMMANDS / 10),
    exactly('P11 kills of the server meanwhile', report.kills, 'kills', 2),
    exactly('P10 second servers that started on one file', refused, 'servers', 0),
  ];
}
