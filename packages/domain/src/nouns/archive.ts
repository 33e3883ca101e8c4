/**
 * The end of a workbook: archiving, which can be taken back, and deletion, which cannot and takes two people. A deletion
 * that was asked for stays in the state after it has lapsed: whether it stands is asked of `standingDeletion`, which knows
 * the time.
 */
import type { PersonId } from '../cells/ids.ts';
import { nameOf, proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { type Actor, actorOf, may } from '../rights.ts';
import type { Archived, AskedDeletion, WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { CommandNouns, EventNouns } from './noun.ts';
import { byMembers, byRoomReaders } from './seen.ts';
import { tellsNobody, withRole } from './telling.ts';

declare module '../commands.ts' {
  interface CommandFields {
    archive: { reason: string };
    unarchive: object;
    'ask-deletion': { reason: string };
    /** `asked`: number of the entry that asked, as the person saw it. */
    'take-back-deletion': { asked: number };
    /** `city`: the city's name as the person typed it, so that nobody deletes another workbook than they mean. */
    delete: { asked: number; city: string };
  }
}

declare module '../events.ts' {
  interface EventFields {
    /** From here on the workbook is read-only. */
    archived: { reason: string };
    /** Brings it back; a deletion that was asked for ends with it. */
    unarchived: object;
    /** `until`: from this moment on it cannot be confirmed any more; milliseconds since 1970, UTC. */
    'deletion-asked': { reason: string; until: number };
    /** `asked`: number of its `deletion-asked` entry. */
    'deletion-taken-back': { asked: number };
    /** The last entry of a workbook: its contents are erased with it. Numbers of the entries that led to it. */
    deleted: { archived: number; asked: number };
  }
}

const DAY_MS = 24 * 60 * 60_000;

/** The deletion that can be confirmed at `now` (milliseconds since 1970, UTC); undefined where there is none. */
export function standingDeletion<Asked extends { until: number }>(
  { archived, deletion }: { archived: object | null; deletion: Asked | null },
  now: number,
): Asked | undefined {
  return archived !== null && deletion !== null && now < deletion.until ? deletion : undefined;
}

/** Refusals: not-your-role, already-archived, empty-text, too-long, not-text. */
export function decideArchive(
  state: WorkbookState,
  command: CommandOf<'archive'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'archive', { state });
  if (right) return { ok: false, refusal: right };
  if (state.archived !== null) return no('already-archived');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  return reason.ok ? yes({ type: 'archived', reason: reason.value }) : reason;
}

/** Refusals: not-your-role, not-archived. */
export function decideUnarchive(state: WorkbookState, actor: Actor): Outcome<Event> {
  const right = may(actor, 'archive', { state });
  if (right) return { ok: false, refusal: right };
  return state.archived === null ? no('not-archived') : yes({ type: 'unarchived' });
}

/** Refusals: not-your-role, not-archived, deletion-asked, empty-text, too-long, not-text. */
export function decideAskDeletion(
  state: WorkbookState,
  command: CommandOf<'ask-deletion'>,
  { actor, now }: { actor: Actor; now: number },
): Outcome<Event> {
  const right = may(actor, 'delete', { state });
  if (right) return { ok: false, refusal: right };
  if (state.archived === null) return no('not-archived');
  if (standingDeletion(state, now)) return no('deletion-asked');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  if (!reason.ok) return reason;
  const until = now + TEXT_LIMITS.deletionDays * DAY_MS;
  return yes({ type: 'deletion-asked', reason: reason.value, until });
}

/** Refusals: not-your-role, deletion-not-asked. Whoever may ask for a deletion may take any back. */
export function decideTakeBackDeletion(
  state: WorkbookState,
  command: CommandOf<'take-back-deletion'>,
  { actor, now }: { actor: Actor; now: number },
): Outcome<Event> {
  const right = may(actor, 'delete', { state });
  if (right) return { ok: false, refusal: right };
  const asked = standingDeletion(state, now);
  if (asked?.number !== command.asked) return no('deletion-not-asked');
  return yes({ type: 'deletion-taken-back', asked: asked.number });
}

/**
 * The second word. `admins`: administrators of the installation now, as far as they are asked for; who asked must have
 * the right still. Refusals: not-your-role, deletion-not-asked, second-person-needed, asker-without-right, other-city.
 */
export function decideDeletion(
  state: WorkbookState,
  command: CommandOf<'delete'>,
  { actor, now, admins }: { actor: Actor; now: number; admins: ReadonlySet<PersonId> },
): Outcome<Event> {
  const right = may(actor, 'delete', { state });
  if (right) return { ok: false, refusal: right };
  const { archived } = state;
  const asked = standingDeletion(state, now);
  if (archived === null || asked?.number !== command.asked) return no('deletion-not-asked');
  if (asked.by === actor.person) return no('second-person-needed');
  const asker = actorOf(state, asked.by, admins.has(asked.by));
  if (may(asker, 'delete', { state })) return no('asker-without-right');
  const city = nameOf(command.city);
  if (!city.ok || city.value !== state.city) return no('other-city');
  return yes({ type: 'deleted', archived: archived.number, asked: asked.number });
}

export const ARCHIVE_COMMANDS = {
  archive: {
    decide: (state, command, { actor }) => decideArchive(state, command, actor),
    becomes: 'archived',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  unarchive: {
    decide: (state, _, { actor }) => decideUnarchive(state, actor),
    becomes: 'unarchived',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'ask-deletion': {
    decide: decideAskDeletion,
    becomes: 'deletion-asked',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: false,
  },
  'take-back-deletion': {
    decide: decideTakeBackDeletion,
    becomes: 'deletion-taken-back',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: false,
  },
  delete: {
    decide: decideDeletion,
    becomes: 'deleted',
    mayWait: false,
    byToken: false,
    isSigned: true,
    isHighStakes: true,
  },
} satisfies CommandNouns<
  'archive' | 'unarchive' | 'ask-deletion' | 'take-back-deletion' | 'delete'
>;

/** To observers it is told without who and why (`present-observer.ts`). */
export const ARCHIVED_FIELDS: FieldsOf<Archived> = {
  number: 'all',
  reason: 'all',
  by: 'all',
  at: 'all',
};
export const DELETION_FIELDS: FieldsOf<AskedDeletion> = { ...ARCHIVED_FIELDS, until: 'all' };

export const ARCHIVE_EVENTS = {
  archived: {
    fold: (state, { reason }, { by, at, number }) => {
      state.archived = { number, reason, by, at };
    },
    isSeen: byMembers,
    fields: { reason: 'all' },
    kind: 'lock',
    follows: ['tables'],
    tells: tellsNobody,
    changesView: false,
  },
  unarchived: {
    fold: (state) => {
      state.archived = null;
      state.deletion = null;
    },
    isSeen: byMembers,
    fields: {},
    kind: 'lock',
    follows: ['tables'],
    tells: tellsNobody,
    changesView: false,
  },
  'deletion-asked': {
    fold: (state, { reason, until }, { by, at, number }) => {
      state.deletion = { number, reason, until, by, at };
    },
    isSeen: byRoomReaders,
    fields: { reason: 'all', until: 'all' },
    kind: 'lock',
    follows: [],
    tells: ({ state }) => [{ kind: 'deletion', to: withRole(state, 'head') }],
    changesView: false,
  },
  'deletion-taken-back': {
    fold: (state, { asked }) => {
      if (state.deletion?.number === asked) state.deletion = null;
    },
    isSeen: byRoomReaders,
    fields: { asked: 'all' },
    kind: 'lock',
    follows: [],
    tells: tellsNobody,
    changesView: false,
  },
  deleted: {
    fold: (state) => {
      state.deleted = true;
    },
    isSeen: byMembers,
    fields: { archived: 'all', asked: 'all' },
    kind: 'lock',
    follows: ['tables'],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<
  'archived' | 'unarchived' | 'deletion-asked' | 'deletion-taken-back' | 'deleted'
>;
