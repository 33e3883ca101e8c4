/**
 * P44: what those are told who set the same few cells at once, over HTTP, in the app's room and as plain Yjs clients, held
 * against the journal as another reader finds it. `WRITES` and `SEED` may be set.
 */
import { contest } from '../answers/contest.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const WRITES = 10_000;

export const measure: Measure = {
  name: 'answers',
  about:
    'Writes of four cells at once by all doors: each answer is true of the journal. "Saved" was the text at that number.',
  run: async (say) => {
    const writes = Number(process.env.WRITES ?? WRITES);
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const { answers, refused, entries, untrue } = await contest({ writes, seed });
    for (const line of untrue.slice(0, 10)) say(line);
    const all = answers.api + answers.socket + answers.yjs;
    return [
      atLeast('P44 answers, one a cell', all, 'answers', writes),
      exactly('P44 answers that are not true of the journal', untrue.length, 'answers', 0),
      atLeast('P44 answers over HTTP', answers.api, 'answers', writes / 5),
      atLeast('P44 answers in the app’s room', answers.socket, 'answers', writes / 20),
      atLeast('P44 answers at the door of plain clients', answers.yjs, 'answers', writes / 20),
      atLeast('P44 refusals over HTTP', refused.api, 'refusals', writes / 100),
      atLeast(
        'P44 writes by sockets that lost, and were told so',
        refused.socket + refused.yjs,
        'refusals',
        writes / 100,
      ),
      informative('P44 edits in the journal', entries, 'entries'),
    ];
  },
};
