/** Says that a figure is typed elsewhere, with the way there. */
import { Anchor, Text } from '@mantine/core';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { InputUse } from '@tallystick/catalogue/kpi-set';

export function ShownFrom({ use }: { use: InputUse }) {
  const { t } = useTranslation('panel');
  const { catalogue, setFocus } = useWorkbook();
  const home = splitCellId(use.cell);
  const row = home && catalogue.rows.get(home.row);
  if (!home || !row) return null;
  const where = row.kind === 'profile' ? t('shown.profile') : `${row.kpi.number} ${row.kpi.name}`;
  return (
    <Text size="sm">
      {t('shown.from')}{' '}
      <Anchor
        component="button"
        type="button"
        size="sm"
        ta="start"
        onClick={() => setFocus(home)}
        data-testid="shown-from"
      >
        {where}: {use.input.label}
      </Anchor>
    </Text>
  );
}
