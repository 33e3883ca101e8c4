/** A whole pilot, from the invitation to the signed version 3, by all roles in a browser. */
import type { Browser } from 'playwright';
import { checkedProof, release, sign } from './finale.ts';
import type { Judged } from './judging.ts';
import {
  FILLED,
  FIRST,
  type PlantedHere,
  SECOND,
  VERSION_1,
  VERSION_2,
  VERSION_3,
} from './plan.ts';
import {
  askAndCorrect,
  fillIn,
  judge,
  lockVersion,
  screen,
  type Screened,
  settle,
  typeChanges,
} from './rounds.ts';
import { type Pilot, setUp } from './set-up.ts';

export type PilotCame = {
  versions: number;
  /** Planted faults that the screening found, and those that it did not. */
  found: string[];
  missed: string[];
  /** What it said of the workbook while nothing was amiss in it, as `rule row`. */
  flagged: string[];
  /** Verdicts by the keyboard, of both rounds. */
  judged: Judged;
  queries: number;
  /** What the offline check says of version 3. */
  proof: string;
};

type Say = (line: string) => void;

export async function runPilot(browser: Browser, say: Say): Promise<PilotCame> {
  const judged: Judged = { sound: 0, skipped: 0, keys: 0 };
  const nothing = { versions: 0, found: [], missed: [], flagged: [], queries: 0, proof: '' };
  const came: PilotCame = { ...nothing, judged };
  let pilot: Pilot | undefined;
  try {
    pilot = await setUp(browser);
    say('everybody has joined');
    await fillIn(pilot, FILLED);
    came.flagged.push(...said(await screen(pilot, [])));
    say('the workbook is filled in');
    await typeChanges(pilot, FILLED, VERSION_1);
    const first = await version(pilot, came, FIRST);
    count(came, await judge(pilot, first));
    say('version 1 is locked, and judged but for what the screening doubts');
    const asked = await askAndCorrect(pilot, first, { from: VERSION_1, to: VERSION_2 });
    const second = await version(pilot, came, SECOND);
    await settle(pilot, asked);
    say('version 2 is locked, what was asked about version 1 is settled');
    const again = await askAndCorrect(pilot, second, { from: VERSION_2, to: VERSION_3 });
    const third = await version(pilot, came, []);
    came.flagged.push(...said(third));
    await settle(pilot, again);
    came.queries = asked + again;
    count(came, await judge(pilot, third));
    say('version 3 is locked and judged');
    await release(pilot);
    await sign(pilot, came.versions);
    came.proof = await checkedProof(pilot, came.versions);
    return came;
  } finally {
    await pilot?.close();
  }
}

const said = ({ results }: Screened): string[] => results.map(({ code, row }) => `${code} ${row}`);

function count({ judged }: PilotCame, { sound, skipped, keys }: Judged): void {
  judged.sound += sound;
  judged.skipped += skipped;
  judged.keys += keys;
}

/** The next version is locked and screened. */
async function version(
  pilot: Pilot,
  came: PilotCame,
  planted: readonly PlantedHere[],
): Promise<Screened> {
  came.versions += 1;
  await lockVersion(pilot, came.versions);
  const screened = await screen(pilot, planted);
  came.found.push(...screened.found);
  came.missed.push(...screened.missed);
  return screened;
}
