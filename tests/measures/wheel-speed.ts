/** Measure `wheel-speed`: the wheel beside the charting library's sunburst of the same data. */
import { runWheelSpeed } from '../pictures/wheel-speed-run.ts';
import { atMost, informative, type Measure } from './measure.ts';

const ROUNDS = 200;

export const measure: Measure = {
  name: 'wheel-speed',
  about:
    'The wheel of a city as SVG, beside the charting library’s own sunburst of the same 139 parts, drawn in turn: time and bytes.',
  run: async () => {
    const { ours, theirs } = runWheelSpeed(ROUNDS);
    return [
      atMost('wheel against sunburst', ours.medianMs / theirs.medianMs, 'times', 0.3),
      informative('wheel, median', ours.medianMs, 'ms'),
      informative('sunburst, median', theirs.medianMs, 'ms'),
      informative('wheel, first', ours.firstMs, 'ms'),
      informative('sunburst, first', theirs.firstMs, 'ms'),
      informative('wheel', ours.bytes, 'bytes'),
      informative('sunburst', theirs.bytes, 'bytes'),
      informative('wheel, packed', ours.packedBytes, 'bytes'),
      informative('sunburst, packed', theirs.packedBytes, 'bytes'),
    ];
  },
};
