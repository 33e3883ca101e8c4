/**
 * ITU's rulings on clarifications: each a row of versions, for the city that asked or for every city. Alike clarifications
 * are joined under one ruling, and the entities that report the KPI say that they have read it.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { ClarificationId, EntityId, RowId } from '../../cells/ids.ts';
import { proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event, RulingScope } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { may } from '../../rights.ts';
import type { Clarification, Ruling, WorkbookState } from '../../state.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from '../noun.ts';
import { type Numbered, NUMBERED_FIELDS } from '../numbered.ts';
import { entityNow } from '../set-up/entity.ts';
import { reportersOf, tellsNobody, withRole } from '../telling.ts';
import { byReaders, rowsOfKpi, whereAsked } from './clarification.ts';

/** That an entity has read a ruling. */
export type Acknowledgement = {
  /** The clarification, or (`r_…`) a ruling of another workbook. */
  ruling: string;
  kpi: string;
  entity: EntityId;
  /** `at` of the version that was read. */
  seen: number;
} & Numbered;

declare module '../../commands.ts' {
  interface CommandFields {
    rule: { clarification: ClarificationId; text: string; scope: RulingScope };
    /** `under`: what answers it from now on; null where it is to have an answer of its own again. */
    'join-clarification': { clarification: ClarificationId; under: string | null };
    /** `seen`: `at` of the version before the person. */
    'acknowledge-ruling': { ruling: string; seen: number };
  }
}

declare module '../../state.ts' {
  interface Parts {
    acknowledgements: { key: string; item: Acknowledgement };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    /** A later ruling on the same clarification replaces the earlier one. */
    ruled: {
      clarification: ClarificationId;
      text: string;
      scope: RulingScope;
      /** Number of the entry of the ruling that it replaces. */
      replaces?: number;
      /** The alike ones that it answers as well. */
      also?: ClarificationId[];
    };
    'clarification-joined': {
      clarification: ClarificationId;
      under: string | null;
      /** Whether it is answered by that. */
      status: 'open' | 'answered';
    };
    'ruling-acknowledged': {
      ruling: string;
      kpi: string;
      /** The first row of the KPI that the entity reports. */
      row: RowId;
      entity: EntityId;
      seen: number;
    };
  }
}

type Clarifications = Pick<WorkbookState, 'clarifications'>;

/** The alike ones that a clarification leads. */
export function joinedUnder({ clarifications }: Clarifications, lead: string): ClarificationId[] {
  return [...clarifications.values()].flatMap(({ id, under }) => (under === lead ? [id] : []));
}

/** The ruling that answers a clarification: its own, or that of the one it is joined under. Elsewhere's is not known here. */
export function rulingOn(
  { clarifications }: Clarifications,
  { ruling, under }: Pick<Clarification, 'ruling' | 'under'>,
): Ruling | null {
  if (under === undefined) return ruling;
  return clarifications.get(under as ClarificationId)?.ruling ?? null;
}

/** What a clarification's own ruling was and is, the oldest first. */
export const versionsOf = ({ ruling, former = [] }: Clarification): Ruling[] =>
  ruling === null ? former : [...former, ruling];

/** ITU's ruling, for the city or for all; a later one replaces it, also after the clarification was closed. */
function decideRuling(
  state: WorkbookState,
  command: CommandOf<'rule'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'rule', { state });
  if (right) return { ok: false, refusal: right };
  const { clarification, scope } = command;
  const found = state.clarifications.get(clarification);
  if (!found) return no('unknown-clarification');
  if (found.under !== undefined) return no('clarification-joined');
  if (scope !== 'city' && scope !== 'all') return no('bad-request', 'scope');
  if ((found.former ?? []).length + 1 >= TEXT_LIMITS.rulings)
    return no('too-many', String(TEXT_LIMITS.rulings));
  const text = proseOf(command.text, TEXT_LIMITS.clarification);
  if (!text.ok) return text;
  const also = joinedUnder(state, clarification);
  const { ruling } = found;
  return yes({
    type: 'ruled',
    clarification,
    text: text.value,
    scope,
    ...(ruling === null ? {} : { replaces: ruling.number }),
    ...(also.length === 0 ? {} : { also }),
  });
}

/** Refusals: not-your-role, unknown-clarification, already-so, unknown-ruling, other-kpi, clarification-joined. */
function decideJoining(
  state: WorkbookState,
  { clarification, under }: CommandOf<'join-clarification'>,
  { actor, rulings }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'rule', { state });
  if (right) return { ok: false, refusal: right };
  const found = state.clarifications.get(clarification);
  if (!found) return no('unknown-clarification');
  const joined = { type: 'clarification-joined', clarification, under } as const;
  if (under === null)
    return found.under === undefined ? no('already-so') : yes({ ...joined, status: 'open' });
  if (found.under === under) return no('already-so');
  const lead = state.clarifications.get(under as ClarificationId);
  const kpi = lead?.kpi ?? rulings?.get(under)?.kpi;
  if (kpi === undefined) return no('unknown-ruling');
  if (kpi !== found.kpi) return no('other-kpi');
  // One answers all the others: no chains, and nothing answers itself.
  const isChain = lead === found || lead?.under !== undefined;
  if (isChain || joinedUnder(state, clarification).length > 0) return no('clarification-joined');
  const isAnswered = lead === undefined || lead.ruling !== null;
  return yes({ ...joined, status: isAnswered ? 'answered' : 'open' });
}

/** The entity says for itself that it has read the ruling. Refusals: those of the right, unknown-ruling, other-ruling, already-so. */
function decideAcknowledging(
  state: WorkbookState,
  { ruling, seen }: CommandOf<'acknowledge-ruling'>,
  { actor, catalogue, rulings }: Deciding,
): Outcome<Event> {
  const own = state.clarifications.get(ruling as ClarificationId);
  const known = own?.ruling ? { kpi: own.kpi, at: own.ruling.at } : rulings?.get(ruling);
  const rows = known === undefined ? [] : rowsOfKpi(catalogue, known.kpi);
  const mine = rows.find((row) => state.assignments.get(row) === actor.entity) ?? rows[0];
  const right = may(actor, 'acknowledge-ruling', { state, ...(mine && { row: mine }) });
  if (known === undefined && (right === undefined || right.code === 'not-assigned'))
    return no('unknown-ruling');
  if (right) return { ok: false, refusal: right };
  const { entity } = actor;
  if (known === undefined || entity === null || mine === undefined) return no('unknown-ruling');
  if (known.at !== seen) return no('other-ruling');
  if (hasRead(state, entity, { ruling, at: seen })) return no('already-so');
  return yes({ type: 'ruling-acknowledged', ruling, kpi: known.kpi, row: mine, entity, seen });
}

type Readings = Pick<WorkbookState, 'acknowledgements' | 'formerEntities'>;

/** Who of an entity said last that they have read this version of a ruling. */
export function readingOf(
  state: Readings,
  entity: EntityId,
  { ruling, at }: { ruling: string; at: number },
): Acknowledgement | undefined {
  return [...state.acknowledgements.values()].find(
    (each) =>
      each.ruling === ruling && each.seen === at && entityNow(state, each.entity) === entity,
  );
}

const hasRead = (...of: Parameters<typeof readingOf>): boolean => readingOf(...of) !== undefined;

/** The entities that report what a ruling speaks of, each with who has read it. */
export function readersOf(
  state: Readings & Pick<WorkbookState, 'assignments'>,
  catalogue: Catalogue,
  of: { kpi: string; ruling: string; at: number },
): { entity: EntityId; read: Acknowledgement | undefined }[] {
  const entities = new Set<EntityId>();
  for (const row of rowsOfKpi(catalogue, of.kpi)) {
    const entity = state.assignments.get(row);
    if (entity !== undefined) entities.add(entity);
  }
  return [...entities].map((entity) => ({ entity, read: readingOf(state, entity, of) }));
}

const BY_ITU = { mayWait: false, byToken: true, isSigned: false, isHighStakes: false } as const;

export const RULING_COMMANDS = {
  rule: { ...BY_ITU, decide: decideRuling, becomes: 'ruled' },
  'join-clarification': { ...BY_ITU, decide: decideJoining, becomes: 'clarification-joined' },
  'acknowledge-ruling': {
    decide: decideAcknowledging,
    becomes: 'ruling-acknowledged',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'rule' | 'join-clarification' | 'acknowledge-ruling'>;

const keyOf = ({ ruling, entity }: Pick<Acknowledgement, 'ruling' | 'entity'>): string =>
  `${ruling} ${entity}`;

export const RULING_PART: PartNouns<'acknowledgements'> = {
  acknowledgements: {
    keyOf,
    isSeen: byReaders,
    fields: { ruling: 'all', kpi: 'all', entity: 'all', seen: 'all', ...NUMBERED_FIELDS },
  },
};

/** A ruling of its own is none any more once another answers it; it stays among the former ones. */
function withoutOwn(clarification: Clarification): Pick<Clarification, 'former'> {
  const former = versionsOf(clarification);
  return former.length === 0 ? {} : { former };
}

/** Those who report the KPI that was asked about, who asked, and the coordinators. */
function concernedBy(state: WorkbookState, clarification: ClarificationId) {
  const asked = state.clarifications.get(clarification);
  if (asked === undefined) return [];
  const rows: readonly RowId[] = rowsOfKpi(loadCatalogue(state.edition), asked.kpi);
  const alike = joinedUnder(state, clarification).map((id) => state.clarifications.get(id)?.by);
  const askers = [asked.by, ...alike].filter((by) => by !== undefined);
  return [...askers, ...reportersOf(state, rows), ...withRole(state, 'coordinator')];
}

const IN_HISTORY = { isSeen: byReaders, kind: 'clarification', changesView: false } as const;

export const RULING_EVENTS = {
  ruled: {
    ...IN_HISTORY,
    fold: (state, { clarification, text, scope }, { by, at, number }) => {
      const found = state.clarifications.get(clarification);
      if (!found) return;
      const ruling = { text, scope, by, at, number };
      const now = { ...found, ...withoutOwn(found), ruling, status: 'answered' as const };
      state.clarifications.set(clarification, now);
      for (const id of joinedUnder(state, clarification)) {
        const alike = state.clarifications.get(id);
        if (alike) state.clarifications.set(id, { ...alike, status: 'answered' });
      }
    },
    fields: {
      clarification: 'all',
      text: 'all',
      scope: 'all',
      replaces: 'all',
      also: 'all',
    },
    place: whereAsked,
    follows: ['tables'],
    tells: ({ state, event }) => [{ kind: 'ruling', to: concernedBy(state, event.clarification) }],
  },
  'clarification-joined': {
    ...IN_HISTORY,
    fold: (state, { clarification, under, status }) => {
      const found = state.clarifications.get(clarification);
      if (!found) return;
      const { under: _, ...rest } = found;
      const now = { ...rest, ...withoutOwn(found), ruling: null, status };
      state.clarifications.set(clarification, under === null ? now : { ...now, under });
    },
    fields: { clarification: 'all', under: 'all', status: 'all' },
    place: whereAsked,
    follows: ['tables'],
    tells: ({ state, event }) => {
      const asked = state.clarifications.get(event.clarification);
      const isTold = event.status === 'answered' && asked !== undefined;
      return isTold ? [{ kind: 'ruling', to: [asked.by] }] : [];
    },
  },
  'ruling-acknowledged': {
    ...IN_HISTORY,
    fold: (state, { ruling, kpi, entity, seen }, { by, at, number }) => {
      const read = { ruling, kpi, entity, seen, by, at, number };
      state.acknowledgements.set(keyOf(read), read);
    },
    fields: { ruling: 'all', kpi: 'all', row: 'all', entity: 'all', seen: 'all' },
    place: ({ row }) => ({ cells: [], rows: [row] }),
    follows: [],
    tells: tellsNobody,
  },
} satisfies EventNouns<'ruled' | 'clarification-joined' | 'ruling-acknowledged'>;
