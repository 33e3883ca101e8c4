/** Measure `score-examples`: the printed examples, and random sets scored by the product and in exact fractions. */
import { chooseSeed } from '../ledger/seeded-random.ts';
import { runScores, wrongExamples } from '../scores/score-run.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

const SETS = 10_000;
const SHOWN = 20;

export const measure: Measure = {
  name: 'score-examples',
  about:
    'Scores of the printed examples, and of random benchmark sets and results against a second implementation in exact fractions.',
  run: async (say) => {
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const { examples, wrong } = wrongExamples();
    const run = runScores(SETS, seed);
    for (const line of [...wrong, ...run.differing, ...run.faulty].slice(0, SHOWN)) say(line);
    return [
      exactly('printed examples', examples, 'examples', 2),
      exactly('printed examples that come out otherwise', wrong.length, 'examples', 0),
      exactly('random sets', run.sets, 'sets', SETS),
      atLeast('points and sums compared', run.compared, 'lines', SETS * 147),
      atLeast('of them with points or a score', run.scored, 'lines', SETS * 20),
      exactly('that differ', run.differing.length, 'lines', 0),
      exactly('right sets that were found fault with', run.faulty.length, 'sets', 0),
    ];
  },
};
