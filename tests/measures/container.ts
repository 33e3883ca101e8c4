/**
 * P42: what any unzipper shows of a bundle is what was proved, over 10,000 changed archives.
 */
import { checkBundle } from '../../apps/verify/src/check.ts';
import { CHANGES } from '../ledger/container-changes.ts';
import { fuzzContainer } from '../ledger/container-fuzz.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { UNZIPPERS } from '../ledger/unzippers.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const ARCHIVES = 10_000;

export const measure: Measure = {
  name: 'container',
  about:
    'Changes the archive of a bundle in every way we know and asks other unzippers whether they show what was proved.',
  run: async (say) => {
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const present = UNZIPPERS.filter((each) => each.isPresent());
    for (const { name, from } of UNZIPPERS.filter((each) => !present.includes(each)))
      say(`not here: ${name} (${from})`);
    const outcome = fuzzContainer({
      seed,
      count: ARCHIVES,
      accepts: (archive, vkey) => checkBundle(archive, { vkey }).ok,
      unzippers: present,
    });
    for (const line of outcome.broken.slice(0, 20)) say(line);
    const { tried, accepted, unchanged, broken, byChange } = outcome;
    return [
      exactly('P42 archives changed and checked', tried, 'archives', ARCHIVES),
      exactly('P42 kinds of change tried', byChange.size, 'kinds', CHANGES.length + 1),
      exactly('P42 taken although a program shows something else', broken.length, 'archives', 0),
      atLeast('P42 taken and shown to the other programs', accepted, 'archives', ARCHIVES / 100),
      atLeast('P42 other programs asked', present.length, `of ${UNZIPPERS.length}`, 3),
      informative('P42 changes that came to nothing', unchanged, 'archives'),
    ];
  },
};
