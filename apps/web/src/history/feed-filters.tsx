/** What the feed shows only: person, entity, row, kinds. */
import { Button, MultiSelect, Select, Text } from '@mantine/core';
import type { WorkbookView } from '@tallystick/protocol/views';
import { HISTORY_KINDS } from '@tallystick/protocol/history-kinds';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryFilter } from '../addresses/workbook-paths.ts';
import { rowName, useCellWords } from '../lines/told.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Rows offered at once; typing narrows them. */
const ROWS_SHOWN = 60;

type Props = {
  view: WorkbookView;
  catalogue: Catalogue;
  filter: HistoryFilter;
  set: (filter: HistoryFilter) => void;
};

export function FeedFilters({ view, catalogue, filter, set }: Props) {
  const { t } = useTranslation('history');
  const wordsOf = useCellWords(catalogue);
  const rows = useMemo(
    () =>
      [...catalogue.rows.values()].map((row) => ({
        value: row.row,
        label:
          row.kind === 'profile' ? row.label : `${row.kpi.number} ${rowName(catalogue, row.row)}`,
      })),
    [catalogue],
  );
  const people = [
    ...view.members.map(({ person, name }) => ({ value: person, label: name })),
    ...view.formerMembers.map(({ person, name }) => ({
      value: person,
      label: t('filter.formerMember', { name }),
    })),
  ];
  const kinds = HISTORY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }));
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const none = t('filter.none');
  // One person, entity, row or cell: that is what the record is indexed by.
  const about = (subject: HistoryFilter): void => set({ kinds: filter.kinds, ...subject });
  return (
    <div className="history-filters" role="group" aria-label={t('filter.label')}>
      <Select
        size="xs"
        clearable
        searchable
        label={t('filter.person')}
        placeholder={t('filter.anyone')}
        nothingFoundMessage={none}
        data={people}
        value={filter.person ?? null}
        onChange={(person) => about({ person: person ?? undefined })}
        data-testid="filter-person"
      />
      <Select
        size="xs"
        clearable
        searchable
        label={t('filter.entity')}
        placeholder={t('filter.anyEntity')}
        nothingFoundMessage={none}
        data={view.entities.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.entity ?? null}
        onChange={(entity) => about({ entity: entity ?? undefined })}
        data-testid="filter-entity"
      />
      <Select
        size="xs"
        clearable
        searchable
        limit={ROWS_SHOWN}
        className="history-wide"
        label={t('filter.row')}
        placeholder={t('filter.anyRow')}
        nothingFoundMessage={none}
        data={rows}
        value={filter.row ?? null}
        onChange={(row) => about({ row: row ?? undefined })}
        data-testid="filter-row"
      />
      <MultiSelect
        size="xs"
        clearable
        className="history-wide"
        label={t('filter.kinds')}
        placeholder={filter.kinds === undefined ? t('filter.anyKind') : ''}
        data={kinds}
        value={[...(filter.kinds ?? [])]}
        onChange={(chosen) => set({ ...filter, kinds: chosen.length === 0 ? undefined : chosen })}
        data-testid="filter-kinds"
      />
      {filter.cell !== undefined && (
        <Text size="sm" className="history-wide" data-testid="filter-cell">
          {t('filter.cell', { cell: wordsOf(filter.cell, true) })}
        </Text>
      )}
      {isNarrowed && (
        <Button
          size="compact-xs"
          variant="subtle"
          className="history-wide"
          justify="start"
          onClick={() => set({})}
          data-testid="filter-clear"
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}
