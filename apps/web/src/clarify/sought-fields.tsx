/** By what clarifications are looked for: words, KPI, state. */
import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { kpiOf } from '@tallystick/domain/nouns/clarify/clarification';
import type { Sought } from '@tallystick/domain/nouns/clarify/sought';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Characters of the words. */
const WORDS_CHARS_MAX = 200;
/** KPIs offered at once; typing narrows them. */
const KPIS_SHOWN = 60;
const STATUSES = ['open', 'answered', 'closed', 'all'] as const;

/** Whether it is narrowed by more than the state. */
export const isNarrowed = ({ words, kpi }: Sought): boolean => words.trim() !== '' || kpi !== '';

type Props = { sought: Sought; onChange: (sought: Sought) => void; catalogue: Catalogue };

export function SoughtFields({ sought, onChange, catalogue }: Props) {
  const { t } = useTranslation('clarify');
  const kpis = useMemo(() => {
    const named = new Map(
      [...catalogue.rows.values()].map((row) => [
        kpiOf(row),
        row.kind === 'profile' ? row.label : `${row.kpi.number} ${row.kpi.name}`,
      ]),
    );
    return [...named].map(([value, label]) => ({ value, label }));
  }, [catalogue]);
  return (
    <Group gap={12} mb="lg" align="flex-end" wrap="wrap" role="search" className="clarify-sought">
      <TextInput
        size="xs"
        type="search"
        className="panel-grow"
        label={t('list.words')}
        placeholder={t('list.wordsAbout')}
        value={sought.words}
        onChange={(event) => onChange({ ...sought, words: event.currentTarget.value })}
        maxLength={WORDS_CHARS_MAX}
        dir="auto"
        data-testid="sought-words"
      />
      <Select
        size="xs"
        clearable
        searchable
        limit={KPIS_SHOWN}
        className="panel-grow"
        label={t('list.kpi')}
        placeholder={t('list.anyKpi')}
        nothingFoundMessage={t('list.noKpi')}
        data={kpis}
        value={sought.kpi === '' ? null : sought.kpi}
        onChange={(kpi) => onChange({ ...sought, kpi: kpi ?? '' })}
        data-testid="sought-kpi"
      />
      <SegmentedControl
        size="xs"
        value={sought.status}
        onChange={(status) => onChange({ ...sought, status: status as Sought['status'] })}
        aria-label={t('list.show')}
        data={STATUSES.map((value) => ({ value, label: t(`list.${value}`) }))}
        data-testid="sought-status"
      />
    </Group>
  );
}
