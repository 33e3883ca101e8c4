/** The measure of the screening: planted faults found, sound variants let be, and what a run over a submission costs. */
import { screenAll } from '@tallystick/domain/screening/screen-all';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { PLANTED } from '../screening/planted.ts';
import { catalogue, inputWith } from '../screening/stavanger.ts';
import { atMost, exactly, informative, type Measure } from './measure.ts';

const RUNS = 200;

/** Milliseconds of the processor for one of many runs; others at work on the machine do not count. */
function cost(run: () => unknown): number {
  for (let at = 0; at < RUNS; at += 1) run();
  const before = process.cpuUsage();
  for (let at = 0; at < RUNS; at += 1) run();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / RUNS / 10) / 100;
}

export const measure: Measure = {
  name: 'screening',
  about:
    'Plants forty faults in a real city’s workbook and forty sound variants beside them, counts what the screening finds, and times a run beside a plain pass over the same cells.',
  run: async (say) => {
    let found = 0;
    let flagged = 0;
    for (const { name, code, row, fault, sound } of PLANTED) {
      const isFound = screenAll(fault).some((each) => each.code === code && each.row === row);
      if (isFound) found += 1;
      else say(`not found: ${name}`);
      const wrong = screenAll(sound);
      if (wrong.length > 0) flagged += 1;
      for (const each of wrong) say(`flagged beside “${name}”: ${each.code} ${each.row}`);
    }
    const input = inputWith();
    const specs = [...cellSpecs(catalogue).values()];
    return [
      exactly('planted faults found by their rule', found, 'faults', 40),
      exactly('sound variants flagged', flagged, 'variants', 0),
      exactly('results of the city as it stands', screenAll(input).length, 'results', 0),
      atMost(
        'a run over 112 data points',
        cost(() => screenAll(input)),
        'ms',
        10,
      ),
      informative(
        'a plain pass over the same cells',
        cost(() => specs.reduce((sum, { cell }) => sum + (input.read(cell)?.length ?? 0), 0)),
        'ms',
      ),
    ];
  },
};
