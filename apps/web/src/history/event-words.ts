/**
 * An event of the journal as a sentence, with what was said in it. The record speaks of every kind of event, also of
 * those that a newer server writes.
 */
import type { Event } from '@tallystick/domain/events';
import { useTranslation } from 'react-i18next';
import { correctionWords } from '../set-up/correction-words.ts';
import { deadline } from '../texts/deadline.ts';
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
const SAID = ['text', 'reason', 'note'] as const;

function textIn(event: object, field: string): string | undefined {
  const value = (event as Record<string, unknown>)[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Names behind the ids of an event, for the sentence. */
function fields(event: Event, told: Told, roleName: (role: string) => string) {
  const person = textIn(event, 'person');
  const entity = textIn(event, 'entity');
  const role = textIn(event, 'role');
  const rows = 'rows' in event ? event.rows : [];
  const cells = 'cells' in event ? event.cells : [];
  return {
    ...event,
    into: 'into' in event ? told.entityName(event.into) : '',
    person: person === undefined ? '' : told.personName(person),
    entity: entity === undefined ? '' : told.entityName(entity),
    role: role === undefined ? '' : roleName(role),
    rows: rows.map((row) => rowName(told.catalogue, row)).join('; '),
    count: rows.length + cells.length,
    until: 'until' in event ? deadline(event.until, told.zone) : '',
  };
}

/** The key of the sentence; some events say two things. */
function keyOf(event: Event): string {
  switch (event.type) {
    case 'commented':
      return event.audience === 'audit' ? 'commented-audit' : 'commented';
    case 'consented':
      return `consented-${event.to}`;
    case 'verified':
      return `verified-${event.verdict}`;
    case 'rows-assigned':
      return event.entity === null ? 'rows-freed' : 'rows-assigned';
    case 'rows-marked':
      return `rows-${event.as}`;
    default:
      return event.type;
  }
}

export function useEventWords(told: Told): (event: Event) => EventWords {
  const { t } = useTranslation(['history', 'shell']);
  const absenceWords = useAbsenceWords();
  const absenceOf = (event: Event) =>
    event.type === 'rows-marked' && event.why !== undefined ? absenceWords(event) : undefined;
  return (event) => {
    const values = {
      ...fields(event, told, (role) => t(`shell:roles.${role}`, { defaultValue: role })),
      changes: event.type === 'workbook-corrected' ? correctionWords(event, t) : '',
    };
    const fallback = t('event.other', { type: event.type });
    const said =
      absenceOf(event) ??
      SAID.map((field) => textIn(event, field)).find((text) => text !== undefined);
    return {
      sentence: t(`event.${keyOf(event)}`, { ...values, defaultValue: fallback }),
      said,
      cell: textIn(event, 'cell'),
      row: textIn(event, 'row'),
    };
  };
}
