/**
 * Who holds a pilot up: what waits, for whom, and where it is. Made from what a person may see, so it tells nobody more.
 * Pure: `now` is given.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { CellId, EntityId, RowId } from './cells/ids.ts';
import { entityAsked, type Query } from './nouns/query.ts';
import { readersOf } from './nouns/clarify/ruling.ts';
import { agreedPeriod, proposedPeriod } from './nouns/pilot/period.ts';
import type { Actor } from './rights.ts';
import { seesAllVerdicts } from './verdicts-for.ts';
import type { Role } from './roles.ts';
import { type ReopeningProposal, waitingProposals } from './nouns/sign-off/proposed.ts';
import type { Submission, WorkbookState } from './state.ts';

/** Why it does not go on. */
export const HOLD_UP_CAUSES = [
  'period-proposed',
  'period-missing',
  'rows-of-nobody',
  'rows-left',
  'clarifications-open',
  'rulings-unread',
  'queries-open',
  'lock-missing',
  'verdicts-missing',
  'release-missing',
  'attestation-missing',
  'countersign-missing',
  'reopening-proposed',
  'findings-unanswered',
] as const;
export type HoldUpCause = (typeof HOLD_UP_CAUSES)[number];

export type HoldUp = {
  cause: HoldUpCause;
  /** Who it waits for. */
  who: { entity: EntityId } | { roles: readonly Role[] };
  /** How many rows, queries, clarifications, verdicts; 1 where nothing is counted. */
  count: number;
  /** Since when it waits; null where nothing says it. */
  since: number | null;
  /** Where the first of it is read. */
  place: RowId | CellId | null;
  /** Of a version: which. */
  submission?: number;
  /** The time that was agreed for it is over. */
  late: boolean;
};

/** What only the cells tell. */
export type Standing = {
  /** Entities that report rows, with what is left of them and the first such row. */
  left: readonly { entity: EntityId; count: number; first: RowId | null }[];
  /** Rows of which nobody reports, that are neither ready nor said to be not available. */
  free: readonly RowId[];
  /** Data points with a result. */
  reported: readonly RowId[];
};

type Looking = { state: WorkbookState; actor: Actor; catalogue: Catalogue; now: number };

/** The latest first among those that are late, then in the order in which a pilot goes. */
export function holdUpsOf(looking: Looking, standing: Standing): HoldUp[] {
  const { state } = looking;
  if (state.archived !== null) return [];
  const all = [
    ...periods(state),
    ...(state.locked ? verifying(looking, standing) : collecting(looking, standing)),
    ...clarifications(state),
    ...unread(looking),
    ...queries(state),
    ...findings(state),
  ];
  return all.toSorted((a, b) => Number(b.late) - Number(a.late));
}

const WAITS = { since: null, place: null, late: false, count: 1 } as const;

function periods(state: WorkbookState): HoldUp[] {
  const proposed = proposedPeriod(state);
  if (proposed !== undefined) {
    const roles: Role[] = [proposed.side === 'city' ? 'auditor' : 'coordinator'];
    return [{ ...WAITS, cause: 'period-proposed', who: { roles }, since: proposed.at }];
  }
  if (agreedPeriod(state) !== undefined || state.submissions.length > 0) return [];
  return [{ ...WAITS, cause: 'period-missing', who: { roles: ['coordinator', 'auditor'] } }];
}

function collecting({ state, now }: Looking, { left, free }: Standing): HoldUp[] {
  const late = state.due !== null && now > state.due;
  const since = late ? state.due : null;
  const behind = left
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .map(
      ({ entity, count, first }): HoldUp => ({
        cause: 'rows-left',
        who: { entity },
        count,
        since,
        place: first,
        late,
      }),
    );
  const [first] = free;
  if (first !== undefined)
    behind.push({
      cause: 'rows-of-nobody',
      who: { roles: ['coordinator'] },
      count: free.length,
      since,
      place: first,
      late,
    });
  if (behind.length > 0) return behind;
  return [{ ...WAITS, cause: 'lock-missing', who: { roles: ['head'] }, since, late }];
}

/** How many verdicts are missing is the audit side's alone to know before a release. */
function verifying(looking: Looking, standing: Standing): HoldUp[] {
  const { state, now } = looking;
  const version = state.submissions.at(-1);
  if (version === undefined) return [];
  const next = version.released ? signing(state, version) : judging(looking, standing, version);
  return [...waitingProposals(state, now).map(ofProposal), ...next];
}

function judging(
  { state, actor }: Looking,
  { reported }: Standing,
  { at: since, submission }: Submission,
): HoldUp[] {
  const who = { roles: ['auditor'] as const };
  const missing = seesAllVerdicts(actor)
    ? reported.filter((row) => !state.verifications.has(row))
    : [];
  const [first] = missing;
  if (first === undefined) return [{ ...WAITS, cause: 'release-missing', who, since, submission }];
  return [
    { cause: 'verdicts-missing', who, count: missing.length, since, place: first, late: false },
  ];
}

/** The auditor attests a released version, and ITU countersigns. */
function signing(state: WorkbookState, { submission, releasedAt }: Submission): HoldUp[] {
  const attested = state.attestations.get(submission);
  const since = attested?.at ?? releasedAt ?? null;
  const of = { ...WAITS, since, submission };
  if (attested === undefined)
    return [{ ...of, cause: 'attestation-missing', who: { roles: ['auditor'] } }];
  return attested.countersigned === null
    ? [{ ...of, cause: 'countersign-missing', who: { roles: ['itu'] } }]
    : [];
}

function ofProposal({ as, at, cells, rows }: ReopeningProposal): HoldUp {
  const roles: Role[] = as === 'auditor' ? ['head'] : ['auditor', 'itu'];
  const place = cells[0] ?? rows[0] ?? null;
  return { ...WAITS, cause: 'reopening-proposed', who: { roles }, since: at, place };
}

function clarifications({ clarifications: asked }: WorkbookState): HoldUp[] {
  const open = [...asked.values()].filter(({ status }) => status === 'open');
  const [first] = open.toSorted((a, b) => a.at - b.at);
  if (first === undefined) return [];
  const { at: since, row: place } = first;
  const who = { roles: ['itu'] as const };
  return [{ cause: 'clarifications-open', who, count: open.length, since, place, late: false }];
}

/** Rulings made here that an entity has not said it read. */
function unread({ state, catalogue }: Looking): HoldUp[] {
  const found = new Map<EntityId, HoldUp>();
  for (const { id, kpi, row, ruling } of state.clarifications.values()) {
    if (ruling === null) continue;
    for (const { entity, read } of readersOf(state, catalogue, {
      kpi,
      ruling: id,
      at: ruling.at,
    })) {
      if (read !== undefined) continue;
      const before = found.get(entity);
      found.set(entity, {
        cause: 'rulings-unread',
        who: { entity },
        count: (before?.count ?? 0) + 1,
        since: Math.min(before?.since ?? ruling.at, ruling.at),
        place: before?.place ?? row,
        late: false,
      });
    }
  }
  return [...found.values()];
}

/** Open ones by whose turn it is. */
function queries(state: WorkbookState): HoldUp[] {
  const waiting = [...state.queries.values()].filter(({ status }) => status !== 'closed');
  const byTurn = Map.groupBy(waiting, (query) => turnOf(state, query));
  return [...byTurn].flatMap(([turn, of]): HoldUp[] => {
    const [first] = of.toSorted((a, b) => a.since - b.since);
    if (first === undefined) return [];
    const who = turn.startsWith('@')
      ? { roles: [turn.slice(1) as Role] }
      : { entity: turn as EntityId };
    const { since, row: place } = first;
    return [{ cause: 'queries-open', who, count: of.length, since, place, late: false }];
  });
}

/** An entity, or `@` and a role. */
function turnOf(state: WorkbookState, query: Query): string {
  if (query.status === 'answered') return '@auditor';
  return entityAsked(state, query) ?? '@coordinator';
}

function findings({ findings: released }: WorkbookState): HoldUp[] {
  const open = [...released.values()].filter(
    ({ answer, withdrawn }) => answer === null && withdrawn === null,
  );
  const [first] = open.toSorted((a, b) => a.at - b.at);
  if (first === undefined) return [];
  const place = first.rows[0] ?? null;
  const who = { roles: ['coordinator', 'head'] as const };
  const { at: since } = first;
  return [{ cause: 'findings-unanswered', who, count: open.length, since, place, late: false }];
}
