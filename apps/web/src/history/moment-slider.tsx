/**
 * The slider over a workbook's whole life, with its locks. The browser's own range, so that keys, touch and screen
 * readers work as everywhere.
 */
import { ActionIcon, Text } from '@mantine/core';
import type { MomentMark, MomentsView, MomentView } from '@tallystick/protocol/views-history';
import {
  IconChevronLeft,
  IconChevronRight,
  IconLock,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { instant } from '../texts/locale.ts';
import { timeOf } from './moment-times.ts';

type Props = {
  moments: MomentsView;
  number: number;
  choose: (number: number) => void;
};

export function MomentSlider({ moments, number, choose }: Props) {
  const { t } = useTranslation('history');
  const { head, marks } = moments;
  const keys = useId();
  const when = timeOf(moments, number);
  const whenWords = when === null ? t('slider.start') : instant(when.at);
  const locks = marks.filter(({ kind }) => kind === 'lock');
  const before = locks.filter((mark) => mark.number < number).at(-1);
  const after = locks.find((mark) => mark.number > number);
  return (
    <div className="moment-slider">
      <Step
        label={t('slider.previousLock')}
        to={before?.number}
        choose={choose}
        testId="lock-before"
        of="lock"
      >
        <IconLock size={15} aria-hidden />
      </Step>
      <Step
        label={t('slider.previous')}
        to={number > 0 ? number - 1 : undefined}
        choose={choose}
        testId="entry-before"
      >
        <IconChevronLeft size={18} aria-hidden className="panel-mirrored" />
      </Step>
      <div className="moment-track">
        <div className="moment-marks" aria-hidden>
          {marks.map((mark) => (
            <Mark key={`${mark.kind}-${mark.number}`} mark={mark} head={head} />
          ))}
        </div>
        <input
          type="range"
          className="moment-range"
          min={0}
          max={head}
          step={1}
          value={number}
          onChange={(event) => choose(event.currentTarget.valueAsNumber)}
          aria-label={t('slider.label')}
          aria-valuetext={t('slider.value', { number, head, when: whenWords })}
          aria-describedby={keys}
          data-testid="moment-range"
        />
        <span id={keys} className="panel-hidden">
          {t('slider.keys')}
        </span>
      </div>
      <Step
        label={t('slider.next')}
        to={number < head ? number + 1 : undefined}
        choose={choose}
        testId="entry-after"
      >
        <IconChevronRight size={18} aria-hidden className="panel-mirrored" />
      </Step>
      <Step
        label={t('slider.nextLock')}
        to={after?.number}
        choose={choose}
        testId="lock-after"
        of="lock"
      >
        <IconLock size={15} aria-hidden />
      </Step>
      <Step
        label={t('slider.now')}
        to={number < head ? head : undefined}
        choose={choose}
        testId="to-now"
      >
        <IconPlayerTrackNext size={16} aria-hidden className="panel-mirrored" />
      </Step>
    </div>
  );
}

type StepProps = {
  label: string;
  to: number | undefined;
  choose: (number: number) => void;
  testId: string;
  of?: 'lock';
  children: ReactNode;
};

function Step({ label, to, choose, testId, of, children }: StepProps) {
  return (
    <ActionIcon
      variant="default"
      size="md"
      className={of === 'lock' ? 'moment-lock-step' : ''}
      aria-label={label}
      title={label}
      disabled={to === undefined}
      onClick={() => to !== undefined && choose(to)}
      data-testid={testId}
    >
      {children}
    </ActionIcon>
  );
}

/** A lock has its version's number; what opened it again has a line alone. */
function Mark({ mark, head }: { mark: MomentMark; head: number }) {
  const share = head === 0 ? 0 : (100 * mark.number) / head;
  return (
    <span
      className="moment-mark"
      data-kind={mark.kind}
      style={{ insetInlineStart: `${share}%` }}
      data-testid={`mark-${mark.kind}-${mark.submission}`}
    >
      {mark.kind === 'lock' ? mark.submission : ''}
    </span>
  );
}

/** What is shown now, in words: which entry, when, and whether the workbook was locked. */
export function MomentWords(props: {
  moments: MomentsView;
  number: number;
  moment: MomentView | undefined;
}) {
  const { t } = useTranslation('history');
  const { moments, number, moment } = props;
  const exact = moment?.number === number ? moment : undefined;
  const when = exact?.at ?? timeOf(moments, number)?.at ?? null;
  return (
    <Text className="moment-words" component="div" data-testid="moment-words">
      <strong className="ts-figures">{t('slider.entry', { number, head: moments.head })}</strong>
      {' · '}
      {when === null ? (
        t('slider.start')
      ) : (
        <bdi>
          <Instant at={when} />
        </bdi>
      )}
      {exact && (
        <>
          {' · '}
          <span data-testid="moment-state">
            {t(stateKey(exact), { submission: exact.submission })}
          </span>
        </>
      )}
    </Text>
  );
}

function stateKey({ number, head, locked, submission }: MomentView): string {
  if (number === head && !locked) return 'slider.state.now';
  if (locked) return 'slider.state.locked';
  return submission === null ? 'slider.state.open' : 'slider.state.reopened';
}
