/** What a view without rows says: why, or that its rows are on the other sheet, with the way there. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Focus } from '../lines/focus.ts';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { type Filtering, passing } from '../views/filters.ts';
import { otherSheet, type Shown, soleFilter } from '../views/view-state.ts';

type Props = {
  looking: Filtering;
  shown: Shown;
  /** Shows the same view of a sheet, with the keyboard in a cell of it. */
  go: (shown: Shown, focus: Focus) => void;
};

export function EmptyView({ looking, shown, go }: Props) {
  const { t } = useTranslation(['views', 'grid']);
  const { catalogue, results } = useWorkbook();
  const sheet = otherSheet(shown.sheet);
  const rows = passing(looking, sheet, shown.filters);
  const [first] = rows ?? [];
  const row = first === undefined ? undefined : catalogue.rows.get(first);
  if (!rows || !row) {
    const kind = soleFilter(shown)?.kind;
    const isNothing =
      kind === 'unverified' &&
      catalogue.dataPoints.every((each) => results.get(each.row).status !== 'reported');
    return <>{t([`grid:empty.${isNothing ? 'unreported' : kind}`, 'views:empty'])}</>;
  }
  return (
    <>
      <p>{t('elsewhere.none')}</p>
      <Button
        size="compact-sm"
        variant="light"
        onClick={() => go({ ...shown, sheet }, { row: row.row, column: mainColumn(row) })}
        data-testid="elsewhere"
      >
        {t(`elsewhere.${sheet}`, { count: rows.size })}
      </Button>
    </>
  );
}
