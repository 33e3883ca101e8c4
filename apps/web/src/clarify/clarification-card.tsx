/** One clarification of a KPI: who asked, its state, the ruling, and what the reader may do with it. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Command } from '@tallystick/domain/commands';
import type { Outcome } from '@tallystick/domain/refusals';
import type { Clarification } from '@tallystick/domain/state';
import { type ReactNode, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { type BegunIn, useBegunTextIn } from '../live/workbook/use-begun-text.ts';
import { Instant } from '../kit/instant.tsx';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { AnswerBox } from './answer-box.tsx';
import './clarify.css';
import { Ruling } from './ruling.tsx';

const TONES = { open: 'warn', answered: 'good', closed: 'quiet' } as const;

export type ClarificationCardProps = {
  clarification: Clarification;
  /** Who asked; `role` is null where they are no longer a member. */
  asker: { name: string; role: string | null };
  mayRule: boolean;
  mayClose: boolean;
  /** Whose begun ruling stands here, and of which workbook. */
  begunIn: BegunIn;
  send: (command: Command) => Promise<Outcome<unknown>>;
  /** Who has read the ruling. */
  readers?: ReactNode;
  /** What answers it together with others, and how that is chosen. */
  joined?: ReactNode;
};

export function ClarificationCard({
  clarification,
  asker,
  mayRule,
  mayClose,
  begunIn,
  send,
  readers,
  joined,
}: ClarificationCardProps) {
  const { t } = useTranslation(['clarify', 'shell']);
  const about = `${clarification.id} ruling`;
  const [begun, keepBegun] = useBegunTextIn(begunIn, about);
  // A ruling that was begun stands where it was left.
  const [answering, setAnswering] = useState(mayRule && begun !== '');
  const { busy, refusal, run } = useAct();
  const { id, ruling, status, under } = clarification;
  // What answers it with others is ruled on there.
  const rules = mayRule && under === undefined;
  const close = async () => {
    await run(() => send({ type: 'close-clarification', clarification: id }));
  };
  const role = asker.role === null ? undefined : t(`shell:roles.${asker.role}`);
  return (
    <Stack gap={8} className="clarify-one" data-testid="clarification" data-status={status}>
      <Group gap={8}>
        <StateMark tone={TONES[status]}>{t(`status.${status}`)}</StateMark>
        <Text size="xs" c="var(--ts-muted)">
          <bdi>{role ? t('askedBy', { name: asker.name, role }) : asker.name}</bdi>
          {' · '}
          <Instant at={clarification.at} />
        </Text>
      </Group>
      <Text size="sm" className="panel-said" dir="auto">
        {clarification.text}
      </Text>
      {ruling && (
        <Ruling {...ruling} former={clarification.former}>
          {readers}
        </Ruling>
      )}
      {joined}
      {answering && (
        <AnswerBox
          before={ruling}
          begun={begun}
          keepBegun={keepBegun}
          about={about}
          begunIn={begunIn}
          send={(text, scope) => send({ type: 'rule', clarification: id, text, scope })}
          done={() => setAnswering(false)}
        />
      )}
      {!answering && (rules || (mayClose && status !== 'closed')) && (
        <Group gap={4}>
          {rules && (
            <Button
              size="compact-sm"
              variant={ruling ? 'subtle' : 'default'}
              onClick={() => setAnswering(true)}
              data-testid="rule-open"
            >
              {t(ruling ? 'answerAgain' : 'answer')}
            </Button>
          )}
          {mayClose && status !== 'closed' && (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={busy}
              onClick={() => void close()}
              data-testid="clarification-close"
            >
              {t('close')}
            </Button>
          )}
        </Group>
      )}
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
    </Stack>
  );
}
