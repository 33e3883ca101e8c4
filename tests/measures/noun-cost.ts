/** The measure of what a new noun costs in files of code. */
import { BEFORE } from '../noun-cost/example.ts';
import { nounCost } from '../noun-cost/noun-cost.ts';
import { atMost, exactly, informative, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'noun-cost',
  about:
    'A noun with one command and one event, made in a copy of the sources: the files of code it changes besides texts, tests and what screens it is given.',
  run: async (say) => {
    const { files, faults, needless } = await nounCost({ isEach: true });
    for (const file of BEFORE) say(`before: ${file}`);
    for (const file of files) say(`now: ${file}`);
    if (faults !== '') say(faults);
    return [
      exactly(
        'faults of the compiler and of what tries the noun',
        faults === '' ? 0 : 1,
        'runs',
        0,
      ),
      atMost('files of code that change', files.length, 'files', 6),
      exactly('of them not needed', needless.length, 'files', 0),
      informative('files of code that it took before', BEFORE.length, 'files'),
    ];
  },
};
