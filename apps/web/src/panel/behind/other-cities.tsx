/** Where verified results of other cities lie beside this one, for the audit side; never what a single city reports. */
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import type { PeersView } from '@tallystick/protocol/audit/views-screening';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { workbookApi } from '../../addresses/workbook-paths.ts';
import { Fact, Facts } from '../../kit/fact.tsx';
import { useWorkbook } from '../../live/workbook/use-workbook.ts';
import { useAsked } from '../../server/use-asked.ts';
import { numberLocale } from '../../texts/locale.ts';

export function OtherCities({ point }: { point: DataPoint }) {
  const { t } = useTranslation('panel');
  const { id } = useWorkbook();
  const { value, refusal } = useAsked<PeersView>(`${workbookApi(id)}/peers`);
  if (refusal) return <Quiet words={t('cities.unknown')} />;
  if (!value) return null;
  const span = value.rows.find(({ row }) => row === point.row);
  if (!span) return <Quiet words={t('cities.few', { count: value.least })} />;
  const figure = (decimal: string): string => formatDecimal(decimal, numberLocale());
  const { cities: count, isAlike, low, middle, high } = span;
  return (
    <div data-testid="other-cities">
      <Facts>
        <Fact label={t('cities.middle')}>{figure(middle)}</Fact>
        <Fact label={t('cities.half')}>
          {t('cities.between', { low: figure(low), high: figure(high) })}
        </Fact>
      </Facts>
      <Quiet words={t(isAlike ? 'cities.alike' : 'cities.all', { count })} />
    </div>
  );
}

function Quiet({ words }: { words: string }) {
  return (
    <Text size="xs" c="var(--ts-muted)" data-testid="cities-words">
      {words}
    </Text>
  );
}
