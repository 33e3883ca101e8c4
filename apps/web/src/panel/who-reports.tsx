/** Which entity answers for a row, and why the reader may not type into it where that is so. */

import { Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { RowId } from '@tallystick/domain/cells/ids';
import { mayEditCell } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Fact } from '../kit/fact.tsx';
import { useRefusalSentence } from '../kit/refusal-text.tsx';

export function ResponsibleEntity({ row }: { row: string }) {
  const { t } = useTranslation('panel');
  const { state } = useWorkbook();
  const entity = state.assignments.get(row as RowId);
  const name = entity === undefined ? undefined : state.entities.get(entity)?.name;
  return (
    <Fact label={t('kpi.entity')}>
      {name === undefined ? (
        <Text component="span" size="sm" c="var(--ts-muted)">
          {t('kpi.noEntity')}
        </Text>
      ) : (
        <bdi translate="no">{name}</bdi>
      )}
    </Fact>
  );
}

/** Why the cell cannot be typed into by this person; nothing where it can. Roles that never type are not told. */
export function WhyNot({ cell }: { cell: string }) {
  const { state, actor, catalogue, now } = useWorkbook();
  const say = useRefusalSentence();
  const { t } = useTranslation('panel');
  const refusal = mayEditCell(state, actor, { cell, catalogue, now: now() });
  if (!refusal || refusal.code === 'not-your-role' || refusal.code === 'computed-cell') return null;
  return (
    <Text size="xs" c="var(--ts-muted)" className="panel-whynot" component="div">
      <IconLock size={14} aria-hidden />
      <span>{refusal.code === 'locked' ? t('kpi.lockedCell') : say({ code: refusal.code })}</span>
    </Text>
  );
}
