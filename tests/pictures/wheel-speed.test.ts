import { expect, test } from 'vitest';
import { runWheelSpeed } from './wheel-speed-run.ts';

test('the wheel takes at most 0.3 times as long as the charting library’s sunburst of the same data', () => {
  const { ours, theirs } = runWheelSpeed(15);
  expect(theirs.bytes).toBeGreaterThan(20_000);
  expect(ours.medianMs / theirs.medianMs).toBeLessThanOrEqual(0.3);
});
