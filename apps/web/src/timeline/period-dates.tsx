/** The dates of the collection: what city and auditor have agreed, what waits for an answer, and what was said before. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import {
  agreedPeriod,
  type Period,
  periodSide,
  proposedPeriod,
} from '@tallystick/domain/nouns/pilot/period';
import { may } from '@tallystick/domain/rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Due } from '../kit/due.tsx';
import { Instant } from '../kit/instant.tsx';
import { Notice } from '../kit/notice.tsx';
import { ReasonDialog } from '../kit/reason-dialog.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { deadline } from '../texts/deadline.ts';
import { ProposePeriod } from './propose-period.tsx';

export function PeriodDates({ now }: { now: number }) {
  const { t } = useTranslation('timeline');
  const { state, actor } = useWorkbook();
  const [isWriting, setWriting] = useState(false);
  const agreed = agreedPeriod(state);
  const proposed = proposedPeriod(state);
  const before = [...state.periods.values()].filter((each) => each !== agreed && each !== proposed);
  const mayAgree = may(actor, 'agree-period', { state }) === undefined;
  return (
    <section aria-labelledby="dates" data-testid="period">
      <Title order={2} size="h4" id="dates" mb="xs">
        {t('period.title')}
      </Title>
      <Stack gap={10} className="timeline-block">
        {agreed ? (
          <Agreed period={agreed} />
        ) : (
          <Text size="sm">
            {t('period.none')} <Due due={state.due} zone={state.zone} />
          </Text>
        )}
        {proposed && <Proposed period={proposed} />}
        {mayAgree && !state.locked && !proposed && !isWriting && (
          <div>
            <Button
              size="xs"
              variant="default"
              onClick={() => setWriting(true)}
              data-testid="period-propose"
            >
              {t(agreed ? 'period.extend' : 'period.propose')}
            </Button>
          </div>
        )}
        {isWriting && <ProposePeriod agreed={agreed} now={now} done={() => setWriting(false)} />}
        {before.length > 0 && (
          <details>
            <summary>{t('period.before', { count: before.length })}</summary>
            <ul className="timeline-before">
              {before.toReversed().map((period) => (
                <li key={period.number}>
                  <Dates period={period} />
                  <Said period={period} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </section>
  );
}

function Dates({ period: { starts, ends } }: { period: Period }) {
  const { t } = useTranslation('timeline');
  const { zone } = useWorkbook().state;
  return (
    <Text size="sm" fw={600}>
      {t('table.fromTo', { from: deadline(starts, zone), to: deadline(ends, zone) })}
    </Text>
  );
}

/** Who proposed and who answered, when, and why. */
function Said({ period }: { period: Period }) {
  const { t } = useTranslation('timeline');
  const { nameOf } = useWorkbook();
  const { by, at, reason, side, status, answered } = period;
  return (
    <>
      <Text size="sm" component="div">
        {t(`period.proposedBy.${side}`)} <bdi translate="no">{nameOf(by)}</bdi> ·{' '}
        <Instant at={at} />
        {reason !== '' && <Reason text={reason} />}
      </Text>
      {answered && (
        <Text size="sm" component="div">
          {t(status === 'agreed' ? 'period.agreedBy' : 'period.declinedBy')}{' '}
          <bdi translate="no">{nameOf(answered.by)}</bdi> · <Instant at={answered.at} />
          {answered.reason !== '' && <Reason text={answered.reason} />}
        </Text>
      )}
    </>
  );
}

function Reason({ text }: { text: string }) {
  return (
    <Text size="sm" className="panel-said" dir="auto" c="var(--ts-muted)">
      {text}
    </Text>
  );
}

function Agreed({ period }: { period: Period }) {
  return (
    <div data-testid="period-agreed">
      <Dates period={period} />
      <Said period={period} />
    </div>
  );
}

function Proposed({ period }: { period: Period }) {
  const { t } = useTranslation('timeline');
  const { state, actor, command } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const [isDeclining, setDeclining] = useState(false);
  const { number: proposal, side } = period;
  const isOwn = periodSide(actor) === side;
  const decline = (reason: string) => command({ type: 'decline-period', proposal, reason });
  return (
    <div className="timeline-proposed" data-testid="period-proposed">
      <Text size="sm">{t(`period.waits.${side}`)}</Text>
      <Dates period={period} />
      <Said period={period} />
      {may(actor, 'agree-period', { state }) === undefined && (
        <Group gap={8} mt={8}>
          {!isOwn && (
            <Button
              size="xs"
              loading={busy}
              onClick={() => void run(() => command({ type: 'agree-period', proposal }))}
              data-testid="period-agree"
            >
              {t('period.agree')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => (isOwn ? void run(() => decline('')) : setDeclining(true))}
            data-testid="period-decline"
          >
            {t(isOwn ? 'period.takeBack' : 'period.decline')}
          </Button>
        </Group>
      )}
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      <ReasonDialog
        opened={isDeclining}
        onClose={() => setDeclining(false)}
        title={t('period.decline')}
        about={t('period.declineAbout')}
        asks={{ label: t('period.why'), description: t('period.whyAbout') }}
        confirm={t('period.decline')}
        act={decline}
        testId="period-decline"
      />
    </div>
  );
}
