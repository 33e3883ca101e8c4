/**
 * An event of the journal as a sentence, with what was said in it. The record speaks of every kind of event, also of
 * those that a newer server writes.
 */
import type { Event, EventOf, EventType } from '@tallystick/domain/events';
import { ASSURANCES } from '@tallystick/domain/nouns/sign-off/attestation';
import { MISSION_PLACES } from '@tallystick/domain/nouns/pilot/mission';
import { QUERY_OUTCOMES } from '@tallystick/domain/nouns/query';
import { useTranslation } from 'react-i18next';
import { correctionWords } from '../set-up/correction-words.ts';
import { dayWords, deadline } from '../texts/deadline.ts';
import { rowName, type Told } from '../lines/told.ts';
import { useAbsenceWords } from '../lines/absence-words.ts';

export type EventWords = {
  sentence: string;
  /** Words of a person: a comment, a reason, a note, a ruling. */
  said: string | undefined;
  cell: string | undefined;
  row: string | undefined;
};

/** Fields of an event that hold a person's own words. */
const SAID = ['text', 'reason', 'note', 'footnote', 'notLookedAt', 'conflict'] as const;

function textIn(event: object, field: string): string | undefined {
  const value = (event as Record<string, unknown>)[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Rows that a sentence names; of more it says how many they are. */
const ROWS_NAMED = 6;

type Words = { roleName: (role: string) => string; moreRows: (count: number) => string };

/** Names behind the ids of an event, for the sentence. */
function fields(event: Event, told: Told, { roleName, moreRows }: Words) {
  const person = textIn(event, 'person');
  const entity = textIn(event, 'entity');
  const role = textIn(event, 'role');
  const rows = 'rows' in event ? event.rows : [];
  const cells = 'cells' in event ? event.cells : [];
  const named = rows.slice(0, ROWS_NAMED).map((row) => rowName(told.catalogue, row));
  if (rows.length > ROWS_NAMED) named.push(moreRows(rows.length - ROWS_NAMED));
  return {
    ...event,
    into: 'into' in event ? told.entityName(event.into) : '',
    person: person === undefined ? '' : told.personName(person),
    entity: entity === undefined ? '' : told.entityName(entity),
    role: role === undefined ? '' : roleName(role),
    rows: named.join('; '),
    count: countOf(event) ?? rows.length + cells.length,
    until: 'until' in event ? deadline(event.until, told.zone) : '',
    starts: 'starts' in event ? deadline(event.starts, told.zone) : '',
    ends: 'ends' in event ? deadline(event.ends, told.zone) : '',
    from: event.type === 'mission-planned' ? dayWords(event.from) : '',
    to: event.type === 'mission-planned' ? dayWords(event.to) : '',
  };
}

function countOf(event: Event): number | undefined {
  if (event.type === 'findings-released') return event.findings.length;
  return 'count' in event ? event.count : undefined;
}

/** What several findings say, one under the other. */
const findingsIn = (event: Event): string | undefined =>
  event.type === 'findings-released'
    ? event.findings.map(({ text }) => text).join('\n\n')
    : undefined;

/** An event that is told in one of several sentences: their keys. */
type Several<T extends EventType> = {
  keys: readonly string[];
  keyOf: (event: EventOf<T>) => string;
};

/** All others have one sentence, by their type. That none is without is for the test of the texts. */
export const SEVERAL: { readonly [T in EventType]?: Several<T> } = {
  commented: {
    keys: ['commented', 'commented-audit'],
    keyOf: ({ audience }) => (audience === 'audit' ? 'commented-audit' : 'commented'),
  },
  attested: {
    keys: ASSURANCES.map((level) => `attested-${level}`),
    keyOf: ({ level }) => `attested-${level}`,
  },
  'reopening-proposed': {
    keys: ['reopening-proposed', 'unlock-proposed'],
    keyOf: ({ whole }) => (whole ? 'unlock-proposed' : 'reopening-proposed'),
  },
  'interest-declared': {
    keys: ['interest-declared', 'conflict-declared'],
    keyOf: ({ conflict }) => (conflict === '' ? 'interest-declared' : 'conflict-declared'),
  },
  consented: {
    keys: ['consented-results', 'consented-figures'],
    keyOf: ({ to }) => `consented-${to}`,
  },
  verified: {
    keys: ['verified-yes', 'verified-no'],
    keyOf: ({ verdict }) => `verified-${verdict}`,
  },
  'clarification-joined': {
    keys: ['clarification-joined', 'clarification-parted'],
    keyOf: ({ under }) => (under === null ? 'clarification-parted' : 'clarification-joined'),
  },
  'mission-planned': {
    keys: MISSION_PLACES.map((how) => `mission-planned-${how}`),
    keyOf: ({ how }) => `mission-planned-${how}`,
  },
  'evidence-attached': {
    keys: ['evidence-attached', 'evidence-linked'],
    keyOf: ({ link }) => (link === null ? 'evidence-attached' : 'evidence-linked'),
  },
  'query-closed': {
    keys: QUERY_OUTCOMES.map((outcome) => `query-closed-${outcome}`),
    keyOf: ({ outcome }) => `query-closed-${outcome}`,
  },
  'rows-assigned': {
    keys: ['rows-assigned', 'rows-freed'],
    keyOf: ({ entity }) => (entity === null ? 'rows-freed' : 'rows-assigned'),
  },
  'rows-marked': {
    keys: ['rows-ready', 'rows-in-progress', 'rows-not-available'],
    keyOf: ({ as }) => `rows-${as}`,
  },
};

function keyOf<T extends EventType>(event: EventOf<T>): string {
  const type = event.type as T;
  return SEVERAL[type]?.keyOf(event) ?? type;
}

export function useEventWords(told: Told): (event: Event) => EventWords {
  const { t } = useTranslation(['history', 'shell']);
  const absenceWords = useAbsenceWords();
  const absenceOf = (event: Event) =>
    event.type === 'rows-marked' && event.why !== undefined ? absenceWords(event) : undefined;
  return (event) => {
    const values = {
      ...fields(event, told, {
        roleName: (role) => t(`shell:roles.${role}`, { defaultValue: role }),
        moreRows: (count) => t('moreRows', { count }),
      }),
      changes: event.type === 'workbook-corrected' ? correctionWords(event, t) : '',
    };
    const fallback = t('event.other', { type: event.type });
    const said =
      absenceOf(event) ??
      findingsIn(event) ??
      SAID.map((field) => textIn(event, field)).find((text) => text !== undefined);
    return {
      sentence: t(`event.${keyOf(event)}`, { ...values, defaultValue: fallback }),
      said,
      cell: textIn(event, 'cell'),
      row: textIn(event, 'row'),
    };
  };
}
