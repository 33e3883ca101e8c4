import { expect, test } from 'vitest';
import { BEFORE } from './example.ts';
import { nounCost } from './noun-cost.ts';

test('a noun with a command, an event and a place in the view takes six files of code at most', async () => {
  // Each left out once, to show that it is needed, is for the measure.
  const { files, faults } = await nounCost({ isEach: false });
  expect(faults).toBe('');
  expect(files.length).toBeLessThanOrEqual(6);
  expect(files.length).toBeLessThan(BEFORE.length / 2);
});
