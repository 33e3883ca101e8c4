/** Files come back after people have worked on both sides: nothing is overwritten unseen, and nothing is lost. */
import { expect, test } from 'vitest';
import { emptyTally, runSession } from './merge-session.ts';

/** The measure `merge` takes five hundred. */
const SESSIONS = 20;
const SEED = 1;

test('every cell of a file that comes back is told as what it is', () => {
  const tally = emptyTally();
  for (let i = 0; i < SESSIONS; i += 1) runSession(SEED + i, tally);
  const { wrong, overwritten, lost } = tally;
  expect({ wrong, overwritten, lost }).toEqual({ wrong: [], overwritten: [], lost: [] });
  expect(tally.sessions).toBe(SESSIONS);
  for (const [kind, count] of Object.entries(tally.right))
    expect(count, `cells that are ${kind}`).toBeGreaterThan(0);
  expect(tally.unknownRows).toBeGreaterThan(0);
});
