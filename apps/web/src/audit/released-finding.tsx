/** A finding as the city was given it, with the city's answer, and what the reader may do with it. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { ReleasedFinding as Released } from '@tallystick/domain/nouns/finding';
import { may } from '@tallystick/domain/rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { ReasonDialog } from '../kit/reason-dialog.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { FindingKindMark } from './finding-kind-mark.tsx';
import { Prose } from './writing.tsx';
import { LinkedPlaces } from './link-fields.tsx';
import { WrittenBy } from './written-by.tsx';

export function ReleasedFinding({ finding, close }: { finding: Released; close: () => void }) {
  const { t } = useTranslation('audit');
  const { state, actor } = useWorkbook();
  const { answer, withdrawn } = finding;
  const mayAnswer = withdrawn === null && may(actor, 'answer-finding', { state }) === undefined;
  const mayWithdraw = withdrawn === null && may(actor, 'release-findings', { state }) === undefined;
  const [answering, setAnswering] = useState(false);
  return (
    <Stack gap={6} data-withdrawn={withdrawn !== null}>
      <Group gap={8}>
        <FindingKindMark kind={finding.kind} />
        {withdrawn !== null && <StateMark tone="quiet">{t('findings.state.withdrawn')}</StateMark>}
        {withdrawn === null && (
          <StateMark tone={answer ? 'good' : 'warn'}>
            {t(answer ? 'findings.answered' : 'findings.unanswered')}
          </StateMark>
        )}
      </Group>
      <FindingTexts text={finding.text} recommendation={finding.recommendation} />
      <LinkedPlaces rows={finding.rows} cells={[]} close={close} />
      <WrittenBy of={finding} what={t('findings.releasedBy')} />
      {withdrawn && (
        <Text size="sm" className="panel-said">
          {t('findings.withdrawnBecause')} <q dir="auto">{withdrawn.reason}</q>
        </Text>
      )}
      {answer && !answering && (
        <div className="audit-answer" data-testid="finding-answer">
          <WrittenBy of={answer} what={t('findings.answerBy')} />
          <Text size="sm" className="panel-said" dir="auto">
            {answer.text}
          </Text>
        </div>
      )}
      {answering ? (
        <AnswerForm finding={finding} done={() => setAnswering(false)} />
      ) : (
        <Group gap={4}>
          {mayAnswer && (
            <Button
              size="compact-sm"
              variant={answer ? 'subtle' : 'default'}
              onClick={() => setAnswering(true)}
              data-testid="finding-answer-open"
            >
              {t(answer ? 'findings.answerAnew' : 'findings.answer')}
            </Button>
          )}
          {mayWithdraw && <Withdraw finding={finding} />}
        </Group>
      )}
    </Stack>
  );
}

/** What a finding says, and what it recommends. */
export function FindingTexts({ text, recommendation }: { text: string; recommendation: string }) {
  const { t } = useTranslation('audit');
  return (
    <>
      <Text size="sm" className="panel-said" dir="auto" data-testid="finding-said">
        {text}
      </Text>
      {recommendation !== '' && (
        <div>
          <Text size="xs" c="var(--ts-muted)">
            {t('findings.recommendation')}
          </Text>
          <Text size="sm" className="panel-said" dir="auto">
            {recommendation}
          </Text>
        </div>
      )}
    </>
  );
}

function AnswerForm({ finding, done }: { finding: Released; done: () => void }) {
  const { t } = useTranslation('audit');
  const { command } = useWorkbook();
  // The answer that was before the writer when they began.
  const [before] = useState(finding.answer);
  const [begun, keep] = useBegunText(`${finding.id} answer`);
  const text = begun === '' ? (before?.text ?? '') : begun;
  const send = async () => {
    const seen = before?.number ?? null;
    const outcome = await command({ type: 'answer-finding', finding: finding.id, text, seen });
    if (!outcome.ok) return outcome;
    keep('');
    done();
    return outcome;
  };
  return (
    <FormFrame
      missing={text.trim() === '' && t('findings.answerMissing')}
      act={send}
      onCancel={done}
      verb={t('findings.sendAnswer')}
      testId="finding-answer-send"
    >
      <Prose
        label={t('findings.answerLabel')}
        description={t('findings.answerAbout')}
        required
        isFirst
        value={text}
        set={keep}
        limit={TEXT_LIMITS.finding}
        lines={[3, 12]}
        testId="finding-answer-text"
      />
    </FormFrame>
  );
}

function Withdraw({ finding }: { finding: Released }) {
  const { t } = useTranslation('audit');
  const { command } = useWorkbook();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => setOpened(true)}
        data-testid="finding-withdraw"
      >
        {t('findings.withdraw')}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('findings.withdrawTitle')}
        about={t('findings.withdrawAbout')}
        asks={{ label: t('findings.reason'), description: t('findings.reasonAbout') }}
        confirm={t('findings.withdraw')}
        act={(reason) => command({ type: 'withdraw-finding', finding: finding.id, reason })}
        testId="finding-withdraw"
      />
    </>
  );
}
