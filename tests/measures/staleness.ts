/** The measure of P41: whether a verdict ever outlives what it judged. */
import { chooseSeed, seededRandom } from '../ledger/seeded-random.ts';
import { FORGOTTEN, noticed } from '../verdicts/forgotten-parts.ts';
import { emptyTally } from '../verdicts/tally.ts';
import { runSequence } from '../verdicts/verdict-run.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const SEQUENCES = 10_000;
const SAID_EVERY = 2_000;

export const measure: Measure = {
  name: 'staleness',
  about:
    'Random sequences of edits, verdicts, locks, reopenings, releases and other commands: a verdict is shown as valid exactly while the texts of all that it covers are those that were verified, and what differs is named; against plain texts. Contents that forget a part must be found out.',
  run: async (say) => {
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const tally = emptyTally();
    for (let i = 0; i < SEQUENCES; i++) {
      runSequence(seededRandom(seed + i), tally);
      if (i % SAID_EVERY === SAID_EVERY - 1) say(`${i + 1} sequences`);
    }
    for (const line of tally.wrong) say(line);
    const missed = FORGOTTEN.filter(({ forgets }) => !noticed(forgets, seed));
    for (const { part } of missed) say(`not noticed: a content without ${part}`);
    return [
      exactly('P41 sequences', tally.sequences, 'sequences', SEQUENCES),
      exactly('P41 verdicts shown wrongly, or with a wrong reason', tally.wrong.length, 'looks', 0),
      atLeast('P41 verdicts given', tally.verdicts, 'verdicts', SEQUENCES),
      atLeast('P41 looks at verdicts that hold', tally.held, 'looks', SEQUENCES),
      atLeast('P41 looks at stale verdicts', tally.stale, 'looks', SEQUENCES),
      atLeast('P41 stale verdicts that held again', tally.again, 'verdicts', SEQUENCES / 10),
      atLeast(
        'P41 refused, judged over what had changed',
        tally.refused,
        'verdicts',
        SEQUENCES / 20,
      ),
      exactly('P41 contents that forget a part and are not found out', missed.length, 'parts', 0),
      atLeast('versions locked and opened again', tally.locks, 'locks', SEQUENCES / 20),
      atLeast('releases to the city', tally.releases, 'releases', SEQUENCES / 100),
      informative('edits', tally.edits, 'edits'),
    ];
  },
};
