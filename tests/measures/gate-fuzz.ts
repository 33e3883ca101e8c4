/**
 * The gate against forged updates, impersonators and honest people, at full count. The functions are those of the
 * tests.
 */
import { fuzz, type FuzzReport } from '../gate/fuzz.ts';
import { ATTEMPTS, impersonate } from '../gate/impersonation.ts';
import { runSessions } from '../gate/sessions.ts';
import { atLeast, exactly, type Figure, informative, type Measure } from './measure.ts';

const FORGED = 300_000;
const SLICE = 10_000;
const SESSIONS = 5_000;
const ATTEMPTS_EACH = 1_000;
const SEED = 20_261_100;

type Say = (line: string) => void;

export const measure: Measure = {
  name: 'gate-fuzz',
  about:
    'Forged updates, impersonations and honest sessions against the gate; oracle: the same bytes applied by Yjs to a clone.',
  run: async (say) => {
    const forged = await forgedUpdates(say);
    const impersonations = impersonated(say);
    return [...forged, ...impersonations, ...(await honest(say))];
  },
};

/** Other work of the process gets its turn between slices. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function forgedUpdates(say: Say): Promise<Figure[]> {
  const sums = { forged: 0, accepted: 0, nothing: 0, later: 0, lost: 0, unseen: 0 };
  const faults = { throws: 0, pending: 0, mispredicted: 0, bypasses: 0, refusedHonest: 0 };
  const codes = new Set<string>();
  for (let slice = 0; slice < FORGED / SLICE; slice++) {
    const report: FuzzReport = fuzz(SEED + slice, SLICE);
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += report[key];
    for (const key of Object.keys(faults) as (keyof typeof faults)[]) {
      faults[key] += report[key].length;
      for (const line of report[key].slice(0, 3)) say(`${key}: ${line}`);
    }
    for (const code of Object.keys(report.refusedByCode)) codes.add(code);
    if (slice % 5 === 4)
      say(`${sums.forged} forged (seeds from ${SEED}), ${sums.accepted} accepted`);
    await breathe();
  }
  return [
    atLeast('forged updates', sums.forged, 'updates', 250_000),
    atLeast('of these accepted', sums.accepted, 'updates', 20_000),
    atLeast('refusal codes seen', codes.size, 'codes', 10),
    atLeast('stale writes that lost', sums.lost, 'cells', 1_000),
    atLeast('values overwritten unseen', sums.unseen, 'cells', 1_000),
    informative('answered nothing', sums.nothing, 'updates'),
    informative('answered later', sums.later, 'updates'),
    exactly('bypasses', faults.bypasses, 'updates', 0),
    exactly('exceptions', faults.throws, 'updates', 0),
    exactly('accepted with something parked', faults.pending, 'updates', 0),
    exactly('cells foretold wrongly', faults.mispredicted, 'cells', 0),
    exactly('honest updates refused by the gate itself', faults.refusedHonest, 'updates', 0),
  ];
}

function impersonated(say: Say): Figure[] {
  const report = impersonate(SEED, ATTEMPTS_EACH);
  for (const line of report.successes.slice(0, 5)) say(line);
  say(
    `${report.refusedForeign} refused as foreign-client, ${report.answeredNothing} had no effect`,
  );
  const attempts = ATTEMPTS.reduce((sum, attempt) => sum + report.attempts[attempt], 0);
  return [
    atLeast('impersonations: forge, equivocate, replay, race', attempts, 'attempts', 4_000),
    exactly('impersonations that worked', report.successes.length, 'attempts', 0),
    exactly("the victim's next edit landed", report.victimLanded, 'edits', attempts),
  ];
}

async function honest(say: Say): Promise<Figure[]> {
  const sums = { sessions: 0, updates: 0, accepted: 0, later: 0, lost: 0, unseen: 0 };
  let refused = 0;
  let diverged = 0;
  while (sums.sessions < SESSIONS) {
    const report = runSessions(SEED + sums.sessions, 250);
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += report[key];
    refused += report.refused.length;
    diverged += report.diverged.length;
    for (const line of [...report.refused, ...report.diverged].slice(0, 3)) say(line);
    if (sums.sessions % 1_000 === 0)
      say(`${sums.sessions} honest sessions, ${sums.updates} updates`);
    await breathe();
  }
  return [
    atLeast('honest sessions', sums.sessions, 'sessions', 5_000),
    informative('their updates', sums.updates, 'updates'),
    informative('their updates asked for again with step 1', sums.later, 'updates'),
    exactly('honest updates refused in sessions', refused, 'updates', 0),
    exactly('replicas or replays that differ', diverged, 'replicas', 0),
  ];
}
