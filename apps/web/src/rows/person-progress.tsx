/**
 * How far a contributor's rows have come, for those who remind: the bar, the figures, and a text to send. Rows belong
 * to an entity, so people of one entity share them.
 */
import { Button, CopyButton, Group, Text } from '@mantine/core';
import { rowLabel } from '@tallystick/domain/nouns/mark';
import type { RowId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import type { Member } from '@tallystick/domain/state';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { withoutIsolates } from '../texts/direction.ts';
import { count } from '../texts/locale.ts';
import { LifeBar } from './life-bar.tsx';
import { countLives, leftOf, rowsOfOne } from './life-counts.ts';
import { lifeOf } from '../live/workbook/row-lives.ts';

/** Rows that a reminder names; the rest it counts. */
const NAMED = 12;

export function PersonProgress({ member, name }: { member: Member; name: string }) {
  const { t } = useTranslation('rows');
  const handle = useWorkbook();
  useAllCells();
  const { state, actor, catalogue, view } = handle;
  if (member.entity === null) return null;
  const rows = rowsOfOne(handle, member.entity);
  const counts = countLives(handle, rows);
  if (counts.total === 0)
    return (
      <Text size="xs" c="var(--ts-muted)">
        {t('bar.none')}
      </Text>
    );
  const left = leftOf(counts);
  const isLeft = (row: string): boolean => ['empty', 'in-progress'].includes(lifeOf(handle, row));
  const names = rows.filter(isLeft).map((row) => rowLabel(catalogue, row as RowId));
  const more = Math.max(0, names.length - NAMED);
  const lines = names.slice(0, NAMED).map((each) => `- ${each}`);
  const reminder = [
    t('remind.text', { name, city: view.city, title: view.title, count: left }),
    ...lines,
    ...(more > 0 ? [t('remind.more', { count: more })] : []),
    `${window.location.origin}/w/${encodeURIComponent(handle.id)}`,
  ];
  const reminds = may(actor, 'assign', { state }) === undefined && left > 0;
  return (
    <div data-testid="person-progress">
      <LifeBar counts={counts} isWritten />
      <Group gap={8} justify="space-between">
        <Text size="xs" c="var(--ts-muted)">
          {t('bar.short', { ready: count(counts.ready), total: count(counts.total) })}
          {' · '}
          {left === 0 ? t('bar.done') : t('bar.left', { count: left })}
        </Text>
        {reminds && (
          <CopyButton value={withoutIsolates(reminder.join('\n'))}>
            {({ copied, copy }) => (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('remind.copyWho', { name })}
                onClick={copy}
                data-testid="remind"
              >
                {t(copied ? 'remind.copied' : 'remind.copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
    </div>
  );
}
