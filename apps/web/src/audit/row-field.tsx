/** The field that links what is written to rows of the sheets, and the links themselves, which lead there. */
import { Anchor, MultiSelect } from '@mantine/core';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { rowName } from '../lines/told.ts';
import { useFocus, useWorkbook } from '../live/workbook/use-workbook.ts';

export function RowField({ rows, set }: { rows: string[]; set: (rows: string[]) => void }) {
  const { t } = useTranslation('audit');
  const { catalogue } = useWorkbook();
  const data = useMemo(
    () => [
      {
        group: t('rows.kpis'),
        items: catalogue.dataPoints.map(({ row }) => ({
          value: row as string,
          label: rowName(catalogue, row),
        })),
      },
      {
        group: t('rows.profile'),
        items: catalogue.profile.map(({ row, label }) => ({ value: row as string, label })),
      },
    ],
    [catalogue, t],
  );
  return (
    <MultiSelect
      label={t('rows.label')}
      description={t('rows.about')}
      placeholder={rows.length === 0 ? t('rows.none') : ''}
      searchable
      clearable
      hidePickedOptions
      maxValues={TEXT_LIMITS.links}
      limit={60}
      nothingFoundMessage={t('rows.nothing')}
      data={data}
      value={rows}
      onChange={set}
      data-testid="audit-rows"
    />
  );
}

/** The row in focus, to begin with. */
export function useRowsAtHand(): string[] {
  const focus = useFocus();
  const { catalogue } = useWorkbook();
  return focus && catalogue.rows.has(focus.row) ? [focus.row] : [];
}

/** `close` gives the sheet back. */
export function LinkedRows({ rows, close }: { rows: readonly string[]; close: () => void }) {
  const { t } = useTranslation('audit');
  const { catalogue, setFocus } = useWorkbook();
  if (rows.length === 0) return null;
  const goTo = (row: string): void => {
    close();
    const line = catalogue.rows.get(row);
    if (line) setFocus({ row, column: mainColumn(line) });
  };
  return (
    <ul className="audit-rows" aria-label={t('rows.label')}>
      {rows.map((row) => (
        <li key={row}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            onClick={() => goTo(row)}
            data-testid="audit-row"
          >
            {rowName(catalogue, row)}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
