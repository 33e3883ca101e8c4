/** The ribbon over the sheet of a locked workbook of which some cells are open: what, until when, why. */
import { Button, Group, Text } from '@mantine/core';
import { standing } from '@tallystick/domain/nouns/reopening';
import { may, mayEditCell } from '@tallystick/domain/rights';
import type { Reopening } from '@tallystick/domain/state';
import { IconLockOpen } from '@tabler/icons-react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { deadline } from '../texts/deadline.ts';
import { cellsOf } from './named-cells.ts';
import './reopening.css';

/** `show` is left out while the reopened cells are what is shown. */
type Props = { show: (() => void) | undefined };

/** Nothing at all where no cell was reopened since the last lock. */
export function ReopenedRibbon({ show }: Props) {
  const { t } = useTranslation('reopening');
  const { state, now } = useWorkbook();
  if (!state.locked || state.reopened.length === 0) return null;
  const open = standing(state, now());
  const next = (state.submissions.at(-1)?.submission ?? 0) + 1;
  return (
    <section className="reopening-ribbon" aria-label={t('ribbon')} data-testid="reopened-ribbon">
      {open.map((each) => (
        <Line key={each.number} reopening={each} show={show} />
      ))}
      {open.length === 0 && <Text size="sm">{t('over', { next })}</Text>}
    </section>
  );
}

function Line({ reopening, show }: { reopening: Reopening } & Props) {
  const { t } = useTranslation('reopening');
  const { state, actor, catalogue, nameOf, command, now } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const { number, until, reason, by } = reopening;
  const cells = cellsOf(catalogue, reopening);
  const at = now();
  const mine = cells.filter((cell) => !mayEditCell(state, actor, { cell, catalogue, now: at }));
  const end = async () => {
    await run(() => command({ type: 'end-reopening', reopening: number }));
  };
  return (
    <div className="reopening-line">
      <IconLockOpen size={16} aria-hidden />
      <Text size="sm" component="div" className="reopening-words">
        <strong>{t('line', { count: cells.length, until: deadline(until, state.zone) })}</strong>
        {mine.length > 0 && <span>{t('mine', { count: mine.length })}</span>}
        <span className="ts-muted" dir="auto">
          {t('by', { reason, name: nameOf(by) })}
        </span>
      </Text>
      <Group gap={4} wrap="nowrap">
        {show && (
          <Button size="compact-sm" variant="default" onClick={show} data-testid="reopened-show">
            {t('show')}
          </Button>
        )}
        {may(actor, 'reopen', { state }) === undefined && (
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            onClick={() => void end()}
            data-testid="reopened-end"
          >
            {t('end')}
          </Button>
        )}
      </Group>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
    </div>
  );
}
