/** What of the queue is looked at: by KPI, entity, who looks after it, how long it has waited, and its day. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { byName } from '../texts/by-name.ts';
import './queries.css';
import {
  AGES,
  assigneesOf,
  DUES,
  type DueState,
  entitiesAsked,
  NOBODY,
  type QueueFilters,
} from './queue.ts';

type Props = { filters: QueueFilters; choose: (part: Partial<QueueFilters>) => void };

export function QueueFields({ filters, choose }: Props) {
  const { t } = useTranslation('queries');
  const { state, nameOf } = useWorkbook();
  const entities = byName(
    entitiesAsked(state).map((id) => ({ id, name: state.entities.get(id as never)?.name ?? '' })),
  );
  const keepers = byName(
    assigneesOf(state)
      .filter((person) => person !== NOBODY)
      .map((person) => ({ id: person, name: nameOf(person as never) })),
  );
  const any = { value: '', label: t('desk.any') };
  return (
    <div className="query-filters">
      <TextInput
        size="xs"
        label={t('desk.kpi')}
        value={filters.text}
        onChange={(event) => choose({ text: event.currentTarget.value })}
        data-testid="queries-kpi"
      />
      <NativeSelect
        size="xs"
        label={t('desk.entity')}
        value={filters.entity}
        onChange={(event) => choose({ entity: event.currentTarget.value })}
        data={[
          { value: '', label: t('desk.anyEntity') },
          ...entities.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        data-testid="queries-entity"
      />
      <NativeSelect
        size="xs"
        label={t('assignee')}
        value={filters.assignee}
        onChange={(event) => choose({ assignee: event.currentTarget.value })}
        data={[
          any,
          { value: NOBODY, label: t('nobody') },
          ...keepers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        data-testid="queries-assignee"
      />
      <NativeSelect
        size="xs"
        label={t('desk.age')}
        value={String(filters.age)}
        onChange={(event) => choose({ age: Number(event.currentTarget.value) })}
        data={[
          { value: '0', label: t('desk.any') },
          ...AGES.map((days) => ({ value: String(days), label: t('desk.days', { count: days }) })),
        ]}
        data-testid="queries-age"
      />
      <NativeSelect
        size="xs"
        label={t('due')}
        value={filters.due}
        onChange={(event) => choose({ due: event.currentTarget.value as DueState | '' })}
        data={[any, ...DUES.map((value) => ({ value, label: t(`desk.due.${value}`) }))]}
        data-testid="queries-due-state"
      />
    </div>
  );
}
