/** Who looks after a query, and whose answer is waited for until which day. */
import { NativeSelect, Stack, TextInput } from '@mantine/core';
import type { PersonId, RowId } from '@tallystick/domain/cells/ids';
import type { Query, QueryWaits } from '@tallystick/domain/nouns/query';
import { actorOf, may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { dayIn, endOfDay } from '../reopening/days.ts';
import { byName } from '../texts/by-name.ts';
import { ownZone } from '../texts/deadline.ts';

export type KeepingDraft = { waitsFor: QueryWaits; day: string; assignee: string };

export const NOBODY_YET: KeepingDraft = { waitsFor: 'entity', day: '', assignee: '' };

/** A query's own, as its form begins. */
export function draftOf(query: Query, zone: string | null): KeepingDraft {
  const { waitsFor, due, assignee } = query;
  const day = due === null ? '' : dayIn(zone ?? ownZone(), due, 0);
  return { waitsFor, day, assignee: assignee ?? '' };
}

/** The draft as the command takes it: a day ends with its last minute on the city's clock. */
export function keepingOf({ waitsFor, day, assignee }: KeepingDraft, zone: string | null) {
  const due = day === '' ? null : (endOfDay(zone ?? ownZone(), day) ?? null);
  return { waitsFor, due, assignee: assignee === '' ? null : (assignee as PersonId) };
}

type Props = { row: string; draft: KeepingDraft; onChange: (draft: KeepingDraft) => void };

export function KeepingFields({ row, draft, onChange }: Props) {
  const { t } = useTranslation('queries');
  const { state, nameOf, now } = useWorkbook();
  const entity = state.assignments.get(row as RowId);
  const name = entity === undefined ? undefined : state.entities.get(entity)?.name;
  const auditors = byName(
    [...state.members.keys()]
      .filter((person) => may(actorOf(state, person), 'close-query', { state }) === undefined)
      .map((person) => ({ person, name: nameOf(person) })),
  );
  return (
    <Stack gap={8}>
      <NativeSelect
        size="xs"
        label={t('waitsFor')}
        value={name === undefined ? 'coordinator' : draft.waitsFor}
        onChange={(event) =>
          onChange({ ...draft, waitsFor: event.currentTarget.value as QueryWaits })
        }
        data={[
          ...(name === undefined ? [] : [{ value: 'entity', label: name }]),
          { value: 'coordinator', label: t('coordinator') },
        ]}
        data-testid="query-waits"
      />
      <TextInput
        size="xs"
        type="date"
        label={t('due')}
        value={draft.day}
        min={dayIn(state.zone ?? ownZone(), now(), 0)}
        onChange={(event) => onChange({ ...draft, day: event.currentTarget.value })}
        data-testid="query-due"
      />
      <NativeSelect
        size="xs"
        label={t('assignee')}
        value={draft.assignee}
        onChange={(event) => onChange({ ...draft, assignee: event.currentTarget.value })}
        data={[
          { value: '', label: t('nobody') },
          ...auditors.map((each) => ({ value: each.person, label: each.name })),
        ]}
        data-testid="query-assignee"
      />
    </Stack>
  );
}
