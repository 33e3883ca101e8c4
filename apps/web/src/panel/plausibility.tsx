/** What the screening asks of this row now, and the rules it goes by. */

import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { cellId } from '@tallystick/domain/cells/ids';
import { screeningOf } from '@tallystick/domain/screening/reading';
import { screenKpi } from '@tallystick/domain/screening/screen';
import { ruleName } from '@tallystick/domain/screening/warning';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useCellTexts } from '../live/workbook/cell-texts.ts';
import { factWords, ruleWords } from '../lines/question-words.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

/** Columns besides the inputs that the screening reads. */
const READ_ALONG = ['override', 'unit', 'source', 'notes'];

/** The cells that decide the warnings of a KPI: its own, and those of KPIs it is compared with. */
function cellsOf(point: DataPoint, others: DataPoint[]): string[] {
  const points = [...point.kpi.dataPoints, ...others];
  return points.flatMap((each) => [
    ...each.inputs.map((use) => use.cell),
    ...READ_ALONG.map((column) => cellId(each.row, column)),
  ]);
}

function useWarnings(point: DataPoint) {
  const { catalogue, cells } = useWorkbook();
  const watched = useMemo(() => {
    const compared = point.kpi.plausibility.flatMap((rule) =>
      rule.kind === 'compare' ? [rule.other] : [],
    );
    const others = catalogue.kpis.filter((kpi) => compared.includes(kpi.key));
    return cellsOf(
      point,
      others.flatMap((kpi) => kpi.dataPoints),
    );
  }, [catalogue, point]);
  const texts = useCellTexts(watched);
  return useMemo(() => {
    const screening = screeningOf(catalogue, (cell) => texts.get(cell) ?? cells.get(cell));
    return screenKpi(screening, point.kpi).filter(({ row }) => row === point.row);
  }, [catalogue, cells, point, texts]);
}

/** Codes that the result itself shows already. */
const SAID_BY_RESULT: ReadonlySet<string> = new Set([
  'division-by-zero',
  'formula-without-value',
  'qualified-input',
  'unreadable-cell',
]);

/** The questions that the row raises now, close to its result; nothing where there are none. */
export function RowWarnings({ point }: { point: DataPoint }) {
  const { t } = useTranslation(['panel', 'rules', 'shell']);
  const warnings = useWarnings(point).filter(({ code }) => !SAID_BY_RESULT.has(code));
  return (
    <div aria-live="polite" key={point.row} className="panel-warnings">
      {warnings.map((warning) => (
        <Text
          size="sm"
          component="div"
          className="panel-warning"
          key={`${warning.code} ${warning.rule} ${warning.detail}`}
          data-testid="row-warning"
        >
          <IconAlertTriangle size={14} aria-hidden />
          <span>
            {t(`plausibility.warning.${warning.code}`)} <bdi>{factWords(warning, t)}</bdi>
          </span>
        </Text>
      ))}
    </div>
  );
}

/** The rules that this KPI is screened by. */
export function PlausibilityRules({ point }: { point: DataPoint }) {
  const { t } = useTranslation(['panel', 'rules']);
  const warnings = useWarnings(point);
  const rules = point.kpi.plausibility;
  return (
    <>
      <Text size="sm" c="var(--ts-muted)">
        {warnings.length === 0
          ? t('plausibility.none')
          : t('plausibility.some', { count: warnings.length })}
      </Text>
      {rules.length > 0 && (
        <ul className="panel-rules">
          {rules.map((rule) => (
            <li key={rule.kind}>{ruleWords(ruleName(point.kpi, rule), t)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
