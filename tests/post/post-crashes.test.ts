/** What people are told, over a few crashes of the server and of the mail server. The count is the measure's, `post`. */
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { postOverCrashes } from './post-crashes.ts';

test('over four crashes each is told once, nobody is left out, and nobody told without the right', async () => {
  const seed = chooseSeed();
  console.info(`seed ${seed}`);
  const report = await postOverCrashes({ crashes: 2, readers: 12, steps: 4, seed });
  expect(report).toMatchObject({ kills: 2, mailCrashes: 2, lost: 0, twice: 0, withoutRight: 0 });
  expect(report.faults).toEqual([]);
  expect(report.due).toBeGreaterThan(250);
  expect(report).toMatchObject({ inInbox: report.due, mailed: report.due });
  expect(report.ofTheLost).toBeGreaterThan(10);
}, 120_000);
