/** Measure `merge`: files that come back after people have worked on both sides. */
import { emptyTally, runSession } from '../import/merge-session.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

const SESSIONS = 500;
const SAID_EVERY = 100;
const SHOWN = 20;
/** Cells of each class that must be met in each session on average, or the class is not tried. */
const EACH = 1;

export const measure: Measure = {
  name: 'merge',
  about:
    'Random workbooks go out as files, people type in the file and in the workbook, sort, delete, insert, copy rows and mix up keys, and the file comes back: whether every cell lands in the class that a model of who did what says.',
  run: async (say) => {
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const tally = emptyTally();
    for (let i = 0; i < SESSIONS; i += 1) {
      runSession(seed + i, tally);
      if (i % SAID_EVERY === SAID_EVERY - 1) say(`${i + 1} sessions, ${tally.cells} cells`);
      // A turn for whoever waits.
      await new Promise((turn) => setImmediate(turn));
    }
    const { wrong, overwritten, lost, right } = tally;
    for (const line of [...wrong, ...overwritten, ...lost].slice(0, SHOWN)) say(line);
    return [
      exactly('sessions', tally.sessions, 'sessions', SESSIONS),
      exactly('cells in a wrong class', wrong.length, 'cells', 0),
      exactly('cells of ours that would be overwritten unseen', overwritten.length, 'cells', 0),
      exactly('values of the file that nothing tells of', lost.length, 'values', 0),
      ...Object.entries(right).map(([kind, count]) =>
        atLeast(`cells that are ${kind}`, count, 'cells', SESSIONS * EACH),
      ),
      atLeast('unknown rows', tally.unknownRows, 'rows', SESSIONS / 4),
    ];
  },
};
