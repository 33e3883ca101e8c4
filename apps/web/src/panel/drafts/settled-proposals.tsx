/** What became of one's own proposals at a cell, until it was seen. */
import { Button, Text } from '@mantine/core';
import type { SettledProposal } from '@tallystick/protocol/views-refused-drafts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../../kit/instant.tsx';
import { Notice } from '../../kit/notice.tsx';

const KEY = 'tallystick.settled-seen';
/** What was seen is remembered so many proposals long; older ones are not shown any more by the server. */
const SEEN_MAX = 300;

function seenIds(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...seenIds(), id].slice(-SEEN_MAX)));
  } catch {
    // Blocked: then it is said once more at the next visit.
  }
}

export function SettledProposals({ settled }: { settled: SettledProposal[] }) {
  const { t } = useTranslation('panel');
  const [seen, setSeen] = useState(seenIds);
  return settled
    .filter(({ id, at }) => !seen.includes(`${id} ${at}`))
    .map(({ id, at, how, by, word, text }) => (
      <Notice
        key={id}
        tone={how === 'take-over' ? 'good' : 'warn'}
        title={t(how === 'take-over' ? 'proposal.taken' : 'proposal.declined', by)}
        testId="proposal-settled"
      >
        <Text size="md" fw={600} className="panel-said" dir="auto">
          {text ?? t('draft.clearing')}
        </Text>
        {word !== '' && (
          <Text size="sm" className="panel-said" dir="auto">
            {word}
          </Text>
        )}
        <Text size="xs" c="var(--ts-muted)">
          <Instant at={at} />
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          mt={6}
          onClick={() => {
            remember(`${id} ${at}`);
            setSeen(seenIds());
          }}
          data-testid="proposal-seen"
        >
          {t('proposal.seen')}
        </Button>
      </Notice>
    ));
}
