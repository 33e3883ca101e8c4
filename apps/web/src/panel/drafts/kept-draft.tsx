/**
 * One value that was refused and is kept on the server: a program's draft, or a proposal that its author handed in.
 */
import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { type RefusalCode, refuse } from '@tallystick/domain/refusals';
import { PROPOSAL_WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import type { RefusedDraftView, SettledView } from '@tallystick/protocol/views-refused-drafts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../../kit/instant.tsx';
import { useRefusalSentence } from '../../kit/refusal-text.tsx';

type How = SettledView['how'];
type Props = {
  draft: RefusedDraftView;
  /** Whether this person may set the cell now, and so take the value over. */
  mayTake: boolean;
  isMine: boolean;
  settle: (how: How, word?: string) => void;
};

/** Why it is here, to its author and to those who decide. */
function useReason({ draft, isMine }: Pick<Props, 'draft' | 'isMine'>): string {
  const { t } = useTranslation('panel');
  const say = useRefusalSentence();
  const refusal = refuse(draft.code as RefusalCode, draft.detail === '' ? undefined : draft.detail);
  const sentence = say(refusal);
  if (draft.handedInAt !== null)
    return isMine ? t('proposal.waits') : t('proposal.by', { name: draft.by.name, sentence });
  return isMine ? sentence : t('kept.told', { sentence });
}

export function KeptDraft(props: Props) {
  const { t } = useTranslation('panel');
  const { draft, mayTake, isMine, settle } = props;
  const reason = useReason(props);
  const [isDeclining, setDeclining] = useState(false);
  const isProposal = draft.handedInAt !== null;
  const mayDecline = isProposal && !isMine;
  const letGo = isProposal ? 'proposal.takeBack' : 'draft.discard';
  return (
    <li className="kept-draft" data-testid={isProposal ? 'proposal' : 'kept-draft'}>
      <Text size="md" fw={600} className="panel-said" dir="auto">
        {draft.text ?? t('draft.clearing')}
      </Text>
      {draft.note !== '' && (
        <Text size="sm" className="panel-said" dir="auto">
          {draft.note}
        </Text>
      )}
      <Text size="sm">{reason}</Text>
      {mayDecline && !mayTake && <Text size="sm">{t('proposal.cannot')}</Text>}
      <Text size="xs" c="var(--ts-muted)">
        <bdi translate="no">{draft.by.name}</bdi>
        {', '}
        <Instant at={draft.handedInAt ?? draft.at} />
      </Text>
      <Group gap={6} mt={6}>
        {mayTake && (
          <Button
            size="compact-sm"
            onClick={() => settle('take-over')}
            data-testid={isProposal ? 'proposal-take' : 'kept-take'}
          >
            {t('kept.take')}
          </Button>
        )}
        {draft.text !== null && (
          <CopyButton value={draft.text}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? t('draft.copied') : t('draft.copy')}
              </Button>
            )}
          </CopyButton>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={mayDecline ? isDeclining : undefined}
          onClick={() => (mayDecline ? setDeclining(!isDeclining) : settle('discard'))}
          data-testid={isProposal ? 'proposal-decline' : 'kept-discard'}
        >
          {t(mayDecline ? 'proposal.decline' : letGo)}
        </Button>
      </Group>
      {isDeclining && <Decline decline={(word) => settle('discard', word)} />}
    </li>
  );
}

function Decline({ decline }: { decline: (word: string) => void }) {
  const { t } = useTranslation('panel');
  const [word, setWord] = useState('');
  return (
    <Stack gap={6} mt={6} align="flex-start">
      <TextInput
        size="xs"
        w="100%"
        label={t('proposal.word')}
        value={word}
        maxLength={PROPOSAL_WORDS_CHARS_MAX}
        onChange={(event) => setWord(event.currentTarget.value)}
        data-testid="proposal-word"
      />
      <Button
        size="xs"
        variant="default"
        onClick={() => decline(word.trim())}
        data-testid="proposal-decline-now"
      >
        {t('proposal.declineNow')}
      </Button>
    </Stack>
  );
}
