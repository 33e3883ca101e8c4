/** P1 in small: what was called saved survives the death of the process. The count is the measure's, `kill`. */
import { expect, test } from 'vitest';
import { killAgainAndAgain } from './kill.ts';

test('five kills right after an acknowledgement lose no edit and leave a clean journal', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const report = await killAgainAndAgain({ kills: 5, edits: 20, seed });
  expect(report.kills).toBe(5);
  expect(report.acknowledged).toBeGreaterThanOrEqual(100);
  expect(report).toMatchObject({ acknowledgedLost: 0, unansweredLost: 0, twice: 0, faults: [] });
}, 180_000);
