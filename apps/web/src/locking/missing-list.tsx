/**
 * What is not reported, category by category, folded; each data point is a way to its row. The lock's dialog shows it
 * and its length is the workbook's, not the dialog's.
 */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CellWay } from './cell-ways.tsx';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { MissingKinds, WhyMissing } from '../rows/lock-rows.tsx';
import type { MissingGroup } from './use-summary.ts';

type Props = { missing: MissingGroup[]; isOpen: boolean; onJump: () => void };

export function MissingList({ missing, isOpen, onJump }: Props) {
  const { t } = useTranslation('versions');
  const total = missing.reduce((sum, { points }) => sum + points.length, 0);
  if (total === 0) return <Text size="sm">{t('lock.nothingMissing')}</Text>;
  return (
    <details className="missing-list" open={isOpen} data-testid="lock-missing">
      <summary>{t('lock.missing', { count: total })}</summary>
      <MissingKinds rows={missing.flatMap(({ points }) => points.map(({ row }) => row))} />
      <div
        className="missing-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('lock.missingLabel')}
      >
        {missing.map(({ name, points }) => (
          <details key={points[0]?.row}>
            <summary>
              {name} <span className="missing-count">{points.length}</span>
            </summary>
            <ul>
              {points.map((point) => (
                <li key={point.row}>
                  <CellWay to={{ row: point.row, column: mainColumn(point) }} jump={onJump}>
                    <bdi translate="no" dir="ltr">
                      {point.kpi.number}
                    </bdi>{' '}
                    {point.kpi.name}
                    {point.kpi.dataPoints.length > 1 && `: ${point.label}`}
                  </CellWay>
                  <WhyMissing row={point.row} />
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </details>
  );
}
