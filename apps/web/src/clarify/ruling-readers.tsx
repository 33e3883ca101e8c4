/** Which entities have read a ruling, and the word of one's own that it has. */
import { Button, Group, Text } from '@mantine/core';
import { readersOf } from '@tallystick/domain/nouns/clarify/ruling';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { count } from '../texts/locale.ts';

type Props = { kpi: string; ruling: string; at: number };

export function RulingReaders({ kpi, ruling, at }: Props) {
  const { t } = useTranslation('clarify');
  const { state, actor, catalogue, command, nameOf } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const readers = readersOf(state, catalogue, { kpi, ruling, at });
  if (readers.length === 0) return null;
  const mine = readers.find(({ entity }) => entity === actor.entity);
  if (actor.role === 'contributor' && mine === undefined) return null;
  if (actor.role === 'contributor' && mine?.read === undefined)
    return (
      <>
        <Group gap={8} mt={8} data-testid="ruling-unread">
          <StateMark tone="warn">{t('read.new')}</StateMark>
          <Button
            size="compact-sm"
            loading={busy}
            onClick={() =>
              void run(() => command({ type: 'acknowledge-ruling', ruling, seen: at }))
            }
            data-testid="ruling-acknowledge"
          >
            {t('read.say')}
          </Button>
        </Group>
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
      </>
    );
  const nameOfEntity = (entity: (typeof readers)[number]['entity']) =>
    state.entities.get(entity)?.name ?? '';
  const unread = readers.filter(({ read }) => read === undefined);
  const figures = { n: count(readers.length - unread.length), of: count(readers.length) };
  return (
    <div className="clarify-readers" data-testid="ruling-readers">
      <Text size="xs" component="div">
        {t('read.by', { count: readers.length, ...figures })}
        {unread.length > 0 && (
          <strong>
            {' '}
            {t('read.notYet', {
              names: unread.map(({ entity }) => nameOfEntity(entity)).join(', '),
            })}
          </strong>
        )}
      </Text>
      {readers.map(
        ({ entity, read }) =>
          read && (
            <Text key={entity} size="xs" c="var(--ts-muted)" component="div">
              <bdi>{nameOfEntity(entity)}</bdi>: <bdi translate="no">{nameOf(read.by)}</bdi>
              {' · '}
              <Instant at={read.at} />
            </Text>
          ),
      )}
    </div>
  );
}
