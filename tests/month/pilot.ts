/** A whole pilot, from the invitation on, by all roles in a browser. */
import type { Browser } from 'playwright';
import type { Cells } from '../screening/planted.ts';
import { FILLED, FIRST, VERSION_1 } from './plan.ts';
import { fillIn, lockVersion, screen, typeChanges } from './rounds.ts';
import { type Pilot, setUp } from './set-up.ts';

export type PilotCame = {
  versions: number;
  /** Planted faults that the screening found, and those that it did not. */
  found: string[];
  missed: string[];
  /** What it said of the workbook while nothing was amiss in it, as `rule row`. */
  flagged: string[];
};

export async function runPilot(browser: Browser, say: (line: string) => void): Promise<PilotCame> {
  const came: PilotCame = { versions: 0, found: [], missed: [], flagged: [] };
  let pilot: Pilot | undefined;
  try {
    pilot = await setUp(browser);
    say('everybody has joined');
    await fillIn(pilot, FILLED);
    came.flagged.push(
      ...(await screen(pilot, [])).results.map(({ code, row }) => `${code} ${row}`),
    );
    say('the workbook is filled in');
    await version(pilot, came, { from: FILLED, to: VERSION_1, planted: FIRST });
    say('version 1 is locked');
    return came;
  } finally {
    await pilot?.close();
  }
}

type Round = { from: Cells; to: Cells; planted: typeof FIRST };

async function version(pilot: Pilot, came: PilotCame, { from, to, planted }: Round): Promise<void> {
  await typeChanges(pilot, from, to);
  came.versions += 1;
  await lockVersion(pilot, came.versions);
  const { found, missed } = await screen(pilot, planted);
  came.found.push(...found);
  came.missed.push(...missed);
}
