/** P25: acts of high stakes take a second look. */
import { expect, test } from 'vitest';
import { COMMAND_TYPES, nounOfCommand } from '@tallystick/domain/nouns/nouns';
import { runStakes } from './stakes-run.ts';

test('no act of high stakes passes without a password of late, nor without what else it takes', async () => {
  const report = await runStakes();
  expect(report.faults).toEqual([]);
  expect(report.passed).toBeGreaterThanOrEqual(5);
  expect(report.tries).toBeGreaterThan(60);
}, 120_000);

test('what takes a password is given neither by a program nor later than it was meant', () => {
  const acts = COMMAND_TYPES.filter((type) => nounOfCommand(type).isHighStakes);
  expect(acts).toContain('lock');
  const loose = acts.filter((type) => nounOfCommand(type).byToken || nounOfCommand(type).mayWait);
  expect(loose).toEqual([]);
});
