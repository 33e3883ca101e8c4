/** What is asked of ITU on KPIs. ITU's answers to it are `ruling.ts`. */
import type { ClarificationId, RowId } from '../../cells/ids.ts';
import { isId, proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { Clarification, Ruling, WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import type { Before, CommandNouns, EventNouns, PartNouns, Place } from '../noun.ts';
import { NUMBERED_FIELDS } from '../numbered.ts';
import { tellsNobody, withRole } from '../telling.ts';
import type { Catalogue, DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

declare module '../../commands.ts' {
  interface CommandFields {
    'ask-clarification': { clarification: ClarificationId; row: RowId; text: string };
    'close-clarification': { clarification: ClarificationId };
  }
}

declare module '../../state.ts' {
  interface Parts {
    clarifications: { key: ClarificationId; item: Clarification };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'clarification-asked': {
      clarification: ClarificationId;
      row: RowId;
      /** Key of the row's KPI; the row itself for a line of the City profile. */
      kpi: string;
      edition: string;
      text: string;
    };
    'clarification-closed': { clarification: ClarificationId };
  }
}

/** What clarifications of a row are gathered by: the key of its KPI, or the line of the City profile itself. */
export const kpiOf = (row: DataPoint | ProfileRow): string =>
  row.kind === 'data-point' ? row.kpi.key : row.row;

const rowsKnown = new WeakMap<object, Map<string, RowId[]>>();

/** The rows that a ruling on a KPI, or on a line of the City profile, speaks of. */
export function rowsOfKpi({ rows }: Pick<Catalogue, 'rows'>, kpi: string): readonly RowId[] {
  let byKpi = rowsKnown.get(rows);
  if (byKpi === undefined) {
    byKpi = new Map<string, RowId[]>();
    for (const row of rows.values())
      byKpi.set(kpiOf(row), [...(byKpi.get(kpiOf(row)) ?? []), row.row as RowId]);
    rowsKnown.set(rows, byKpi);
  }
  return byKpi.get(kpi) ?? [];
}

/** A clarification asked on the KPI of a row. Refusals: not-your-role, unknown-row, empty-text, too-long. */
export function decideClarification(
  state: WorkbookState,
  command: CommandOf<'ask-clarification'>,
  { actor, catalogue }: { actor: Actor; catalogue: Catalogue },
): Outcome<Event> {
  const right = may(actor, 'ask-clarification', { state });
  if (right) return { ok: false, refusal: right };
  const { clarification } = command;
  const row = catalogue.rows.get(command.row);
  if (!row) return no('unknown-row', command.row.slice(0, TEXT_LIMITS.name));
  // A clarification is asked once; whoever repeats its id under another command has lost track.
  if (!isId(clarification) || state.clarifications.has(clarification))
    return no('bad-request', 'clarification');
  const text = proseOf(command.text, TEXT_LIMITS.clarification);
  if (!text.ok) return text;
  const kpi = kpiOf(row);
  const { edition } = state;
  return yes({
    type: 'clarification-asked',
    clarification,
    row: command.row,
    kpi,
    edition,
    text: text.value,
  });
}

/** Closes a clarification, answered or not; its ruling, if it has one, stands. */
export function decideClosing(
  state: WorkbookState,
  command: CommandOf<'close-clarification'>,
  actor: Actor,
): Outcome<Event> {
  if (actor.role === null) return no('not-a-member');
  const clarification = may(actor, 'read-clarifications', { state })
    ? undefined
    : state.clarifications.get(command.clarification);
  if (!clarification) return no('unknown-clarification');
  const right = may(actor, 'close-clarification', { state, clarification });
  if (right) return { ok: false, refusal: right };
  if (clarification.status === 'closed') return no('already-closed');
  return yes({ type: 'clarification-closed', clarification: clarification.id });
}

export const CLARIFICATION_COMMANDS = {
  'ask-clarification': {
    decide: decideClarification,
    becomes: 'clarification-asked',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'close-clarification': {
    decide: (state, command, { actor }) => decideClosing(state, command, actor),
    becomes: 'clarification-closed',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'ask-clarification' | 'close-clarification'>;

const RULING_FIELDS: FieldsOf<Ruling> = { text: 'all', scope: 'all', ...NUMBERED_FIELDS };

export const CLARIFICATION_FIELDS: FieldsOf<Clarification> = {
  id: 'all',
  row: 'all',
  kpi: 'all',
  text: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
  status: 'all',
  ruling: RULING_FIELDS,
  former: [RULING_FIELDS],
  under: 'all',
};

export const byReaders = ({ state, actor }: Pick<Before, 'state' | 'actor'>): boolean =>
  may(actor, 'read-clarifications', { state }) === undefined;

type About = { clarification: ClarificationId };
export const whereAsked = ({ clarification }: About, placeOf: (name: string) => Place): Place =>
  placeOf(clarification);

export const CLARIFICATION_PART: PartNouns<'clarifications'> = {
  clarifications: { keyOf: ({ id }) => id, isSeen: byReaders, fields: CLARIFICATION_FIELDS },
};

export const CLARIFICATION_EVENTS = {
  'clarification-asked': {
    fold: (state, { clarification, row, kpi, text }, { by, at, number }) => {
      const asked = { id: clarification, row, kpi, text, by, at, number };
      state.clarifications.set(clarification, { ...asked, status: 'open', ruling: null });
    },
    isSeen: byReaders,
    fields: { clarification: 'all', row: 'all', kpi: 'all', edition: 'all', text: 'all' },
    kind: 'clarification',
    place: ({ row }) => ({ cells: [], rows: [row] }),
    placeName: ({ clarification }) => clarification,
    follows: ['tables'],
    tells: ({ state }) => [{ kind: 'asked', to: withRole(state, 'itu') }],
    changesView: false,
  },
  'clarification-closed': {
    fold: (state, { clarification }) => {
      const found = state.clarifications.get(clarification);
      if (found) found.status = 'closed';
    },
    isSeen: byReaders,
    fields: { clarification: 'all' },
    kind: 'clarification',
    place: whereAsked,
    follows: ['tables'],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'clarification-asked' | 'clarification-closed'>;
