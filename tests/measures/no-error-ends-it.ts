/** The measure of P31, with parts of P4 and P29: hostile input, failing store, full disk, stops under load. */
import { attackAll } from '../attack/hostile-input.ts';
import { fillTheDisk, noSmallDisk } from '../attack/small-disk.ts';
import { failEveryPoint } from '../attack/socket-faults.ts';
import { stopUnderLoad } from '../attack/stop-under-load.ts';
import { failEveryCall } from '../attack/store-faults.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

type Say = (line: string) => void;

export const measure: Measure = {
  name: 'no-error-ends-it',
  about:
    'Throws hostile input at every door and makes the store fail at every call; counts crashes, leaks and lost edits.',
  run: async (say) => {
    const seed = chooseSeed();
    say(`seed ${seed}`);
    return [
      ...(await hostile(seed, say)),
      ...(await failing(say)),
      ...(await failingSockets(say)),
      ...(await fullDisk(say)),
      ...(await stops(seed, say)),
    ];
  },
};

async function hostile(seed: number, say: Say): Promise<Figure[]> {
  say('hostile requests, sockets and bytes');
  const report = await attackAll({ seed, part: 1 });
  for (const line of [...report.wrong.slice(0, 20), ...report.crashes]) say(line);
  return [
    atLeast('P31 hostile requests', report.requests, 'requests', 5_000),
    atLeast('P31 hostile messages, frames and handshakes', report.socketTries, 'tries', 600),
    exactly('P31 crashes and defects logged', report.crashes.length, 'crashes', 0),
    exactly(
      'P31 answers that show the inside or are no sentence',
      report.wrong.length,
      'answers',
      0,
    ),
    exactly('P29 honest edits lost meanwhile', report.honestLost, 'edits', 0),
    atMost('P29 honest edit saved meanwhile, middle', report.honestMiddle_ms, 'ms', 500),
    informative('P29 honest edit saved meanwhile, longest', report.honestLongest_ms, 'ms'),
  ];
}

async function failing(say: Say): Promise<Figure[]> {
  say('every call of the store fails in turn');
  const ways = ['is-unavailable', 'rejects', 'throws'] as const;
  const report = await failEveryCall({ ways, nths: [1, 2, 0], say });
  for (const line of [...report.wrong.slice(0, 20), ...report.crashes, ...report.faults]) say(line);
  return [
    atLeast('P31 faults of the store that traffic ran into', report.met, 'faults', 200),
    informative('P31 answers meanwhile', report.answers, 'answers'),
    informative('P31 of them 503 with a sentence', report.unavailable, 'answers'),
    exactly('P31 crashes and unawaited rejections', report.crashes.length, 'crashes', 0),
    exactly('P31 leaks, silences, missing log lines', report.wrong.length, 'answers', 0),
    exactly('P31 edits lost over all faults', report.editsLost, 'edits', 0),
    exactly('P31 edits saved once healed', report.edits, 'edits', report.ordered),
    exactly('P31 faults found by fsck', report.faults.length, 'faults', 0),
  ];
}

async function failingSockets(say: Say): Promise<Figure[]> {
  say('what sockets, hooks and rounds of sending run fails in turn');
  const report = await failEveryPoint([1, 2, 0]);
  for (const line of [...report.wrong, ...report.crashes]) say(line);
  return [
    atLeast('P31 faults at sockets and hooks that people ran into', report.met, 'faults', 27),
    exactly('P31 of them that ended the process', report.crashes.length, 'crashes', 0),
    exactly('P31 of them not logged, or not healed', report.wrong.length, 'faults', 0),
    exactly('P31 edits lost meanwhile', report.editsLost, 'edits', 0),
    exactly('P31 edits not shown to who comes after', report.notShown, 'edits', 0),
  ];
}

async function fullDisk(say: Say): Promise<Figure[]> {
  const why = noSmallDisk();
  if (why !== undefined) {
    say(`not measured: a full disk (${why})`);
    return [];
  }
  say('the disk is full for a minute');
  const report = await fillTheDisk(60_000);
  for (const line of [...report.wrong, ...report.faults]) say(line);
  return [
    informative('P4 disk full', report.full_ms, 'ms'),
    informative('P4 edits typed', report.edits, 'edits'),
    exactly('P4 edits falsely called saved', report.falselySaved, 'edits', 0),
    exactly('P4 writers that waited unsaved', report.waiting, 'writers', 6),
    exactly('P4 edits lost after healing', report.lost, 'edits', 0),
    exactly('P4 edits saved twice', report.twice, 'edits', 0),
    exactly('P4 writers whose order changed', report.outOfOrder, 'writers', 0),
    exactly('P4 wrong answers while full', report.wrong.length, 'answers', 0),
    exactly('P4 same process afterwards', report.samePid ? 1 : 0, 'process', 1),
    atMost('P4 all saved after space was freed', report.healed_ms, 'ms', 10_000),
  ];
}

async function stops(seed: number, say: Say): Promise<Figure[]> {
  say('stops under load');
  const report = await stopUnderLoad({ stops: 10, seed });
  for (const line of report.wrong) say(line);
  return [
    exactly('P31 stops under load (SIGTERM)', report.stops, 'stops', 10),
    exactly('P31 of them not ended with 0', report.wrong.length, 'stops', 0),
    informative('P31 edits acknowledged before a stop', report.acknowledged, 'edits'),
    exactly('P31 of them lost', report.lost, 'edits', 0),
    informative('P31 edits under way at a stop', report.unanswered, 'edits'),
    exactly('P31 of them lost once their writers are back', report.unansweredLost, 'edits', 0),
    informative('P31 longest stop', report.longest_ms, 'ms'),
  ];
}
