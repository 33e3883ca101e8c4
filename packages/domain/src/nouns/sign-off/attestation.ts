/**
 * The sign-off of a locked version: the auditor attests it, and ITU countersigns. Both sign one exact snapshot, named by
 * its hash, with what was known of its verdicts then; a later version has to be attested anew.
 */
import type { PersonId, RowId } from '../../cells/ids.ts';
import { proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { may } from '../../rights.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { Submission, Verification, WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import { interestRefusal } from './interest.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from '../noun.ts';
import { type Numbered, NUMBERED_FIELDS } from '../numbered.ts';
import { byRoomReaders } from '../seen.ts';
import { withRole } from '../telling.ts';
import { contentInVersion, isStale } from '../verdict-content.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** How much assurance the auditor gives, as ISAE 3000 names it. */
export const ASSURANCES = ['reasonable', 'limited'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** Of the figures that a version reports: verified, not verified, and without a verdict that holds. */
export type VerdictCounts = { yes: number; no: number; without: number };

type Attested = VerdictCounts & {
  submission: number;
  /** SHA-256 of the version's snapshot, hexadecimal. */
  snapshot: string;
  level: Assurance;
  /** What the auditor did not look at; empty where nothing was left out. */
  notLookedAt: string;
};
export type Attestation = Attested & Numbered & { countersigned: Numbered | null };

declare module '../../commands.ts' {
  interface CommandFields {
    /** `snapshot` and `seen`: the hash of the version and the counts, as the person saw them. */
    attest: {
      submission: number;
      snapshot: string;
      level: Assurance;
      notLookedAt: string;
      seen: VerdictCounts;
    };
    /** `attestation`: number of the entry that attested, as the person saw it. */
    countersign: { submission: number; snapshot: string; attestation: number };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    attested: Attested;
    countersigned: { submission: number; snapshot: string; attestation: number };
  }
}

declare module '../../state.ts' {
  interface Parts {
    /** By version. One that was attested anew before it was countersigned keeps the last word. */
    attestations: { key: number; item: Attestation };
  }
}

type SignedVersion = Pick<Snapshot, 'cells' | 'results' | 'evidence'>;
type Counted = { catalogue: Catalogue; results: Snapshot['results'] };

/** The counts over a version. `holds`: whether a verdict was given on what the version holds. */
export function verdictCounts(
  { catalogue, results }: Counted,
  verdicts: ReadonlyMap<RowId | string, Verification>,
  holds: (given: Verification) => boolean,
): VerdictCounts {
  const counts: VerdictCounts = { yes: 0, no: 0, without: 0 };
  for (const { row } of catalogue.dataPoints) {
    if (results[row]?.status !== 'reported') continue;
    const given = verdicts.get(row);
    counts[given && holds(given) ? given.verdict : 'without'] += 1;
  }
  return counts;
}

/** The counts of the verdicts that stand now, over a version. */
function countsOver(
  { catalogue, version }: { catalogue: Catalogue; version: SignedVersion },
  { verifications }: WorkbookState,
): VerdictCounts {
  const { results } = version;
  return verdictCounts({ catalogue, results }, verifications, (given) => {
    const content = contentInVersion(version, catalogue, given.row);
    return content !== undefined && !isStale(given, content);
  });
}

/** The version that can be signed: the latest, while it is locked. */
export function versionToSign({
  locked,
  submissions,
}: Pick<WorkbookState, 'locked' | 'submissions'>): Submission | undefined {
  return locked ? submissions.at(-1) : undefined;
}

/** The attestation that stands over the latest version; undefined where it has none. */
export function standingAttestation({
  submissions,
  attestations,
}: Pick<WorkbookState, 'submissions' | 'attestations'>): Attestation | undefined {
  return attestations.get(submissions.at(-1)?.submission ?? 0);
}

/** Whether the city was shown every verdict as it stands: nobody signs what the city does not know. */
function areAllReleased(state: WorkbookState, { released }: Submission): boolean {
  const { verifications, shown } = state;
  if (!released || verifications.size !== shown.size) return false;
  return [...verifications].every(([row, { number }]) => shown.get(row)?.number === number);
}

function decideAttest(
  state: WorkbookState,
  command: CommandOf<'attest'>,
  { actor, catalogue, version }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'attest', { state }) ?? interestRefusal(state, actor);
  if (right) return { ok: false, refusal: right };
  const found = versionToSign(state);
  if (!found) return no('not-locked');
  const { submission, snapshot } = found;
  const isIt = submission === command.submission && snapshot === command.snapshot;
  if (!isIt || version === undefined) return no('version-moved', String(submission));
  if (state.attestations.get(submission)?.countersigned) return no('already-signed');
  if (!areAllReleased(state, found)) return no('verdicts-not-released');
  const counts = countsOver({ catalogue, version }, state);
  const { yes: verified, no: refused, without } = command.seen;
  if (counts.yes !== verified || counts.no !== refused || counts.without !== without)
    return no('verdicts-moved');
  const notLookedAt = proseOf(command.notLookedAt, TEXT_LIMITS.notLookedAt, true);
  if (!notLookedAt.ok) return notLookedAt;
  const { level } = command;
  const said = { submission, snapshot, level, notLookedAt: notLookedAt.value };
  return yes({ type: 'attested', ...said, ...counts });
}

function decideCountersign(
  state: WorkbookState,
  command: CommandOf<'countersign'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'countersign', { state }) ?? interestRefusal(state, actor);
  if (right) return { ok: false, refusal: right };
  const found = versionToSign(state);
  if (!found) return no('not-locked');
  const { submission, snapshot } = found;
  if (submission !== command.submission || snapshot !== command.snapshot)
    return no('version-moved', String(submission));
  const attestation = state.attestations.get(submission);
  if (attestation?.number !== command.attestation) return no('not-attested');
  if (attestation.countersigned) return no('already-signed');
  // Somebody who was the auditor and is of ITU now.
  if (attestation.by === actor.person) return no('second-eyes-needed');
  // What was judged since, and is not released, is not what the auditor signed.
  if (!areAllReleased(state, found)) return no('verdicts-not-released');
  const { number } = attestation;
  return yes({ type: 'countersigned', submission, snapshot, attestation: number });
}

const SIGNED = { mayWait: false, byToken: false, isSigned: true, isHighStakes: true } as const;

export const ATTESTATION_COMMANDS = {
  attest: { decide: decideAttest, becomes: 'attested', ...SIGNED },
  countersign: { decide: decideCountersign, becomes: 'countersigned', ...SIGNED },
} satisfies CommandNouns<'attest' | 'countersign'>;

const ATTESTED_FIELDS: FieldsOf<Attested> = {
  submission: 'all',
  snapshot: 'all',
  level: 'all',
  notLookedAt: 'all',
  yes: 'all',
  no: 'all',
  without: 'all',
};

export const ATTESTATION_PART: PartNouns<'attestations'> = {
  attestations: {
    keyOf: ({ submission }) => submission,
    isSeen: byRoomReaders,
    fields: { ...ATTESTED_FIELDS, ...NUMBERED_FIELDS, countersigned: NUMBERED_FIELDS },
  },
};

/** Who takes part in the pilot and has no hand in it just now. */
const others = (state: WorkbookState): PersonId[] =>
  withRole(state, 'coordinator', 'head', 'auditor', 'itu');

export const ATTESTATION_EVENTS = {
  attested: {
    fold: (state, event, { by, at, number }) => {
      const { submission, snapshot, level, notLookedAt, yes: verified, no: refused } = event;
      const said = { submission, snapshot, level, notLookedAt, yes: verified, no: refused };
      const signed = { by, at, number, countersigned: null };
      state.attestations.set(submission, { ...said, without: event.without, ...signed });
    },
    isSeen: byRoomReaders,
    fields: ATTESTED_FIELDS,
    kind: 'verification',
    follows: [],
    changesView: false,
    tells: ({ state }) => [{ kind: 'attested', to: others(state) }],
  },
  countersigned: {
    fold: (state, { submission, attestation }, { by, at, number }) => {
      const found = state.attestations.get(submission);
      if (found?.number === attestation)
        state.attestations.set(submission, { ...found, countersigned: { by, at, number } });
    },
    isSeen: byRoomReaders,
    fields: { submission: 'all', snapshot: 'all', attestation: 'all' },
    kind: 'verification',
    follows: [],
    changesView: false,
    tells: ({ state }) => [{ kind: 'countersigned', to: others(state) }],
  },
} satisfies EventNouns<'attested' | 'countersigned'>;
