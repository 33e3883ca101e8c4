/** Commands that wait or were refused, each with what its author can do about it. */
import { Button, CopyButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { Command } from '@tallystick/domain/commands';
import { useTranslation } from 'react-i18next';
import type { QueuedCommand } from '../live/kept/keeping.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Instant } from '../kit/instant.tsx';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import './offline.css';
import { useQueuedWords } from './queued-words.ts';

function QueuedLine({ queued }: { queued: QueuedCommand }) {
  const { t } = useTranslation('offline');
  const { retryCommand, dropCommand } = useWorkbook();
  const say = useRefusalSentence();
  const { what, text } = useQueuedWords()(queued.command);
  const { id, at, refusal } = queued;
  return (
    <div className="queued" data-refused={refusal !== undefined} data-testid="queued">
      <Text size="xs" c="var(--ts-muted)">
        {what}
      </Text>
      {text !== '' && (
        <Text size="sm" className="panel-said" dir="auto">
          {text}
        </Text>
      )}
      <Text size="xs" component="div" className="queued-state">
        {refusal ? (
          <IconAlertTriangle size={13} aria-hidden />
        ) : (
          <IconClock size={13} aria-hidden />
        )}
        <span>
          {refusal ? t('refused', { sentence: say(refusal) }) : t('toBeSent')}
          {' · '}
          <Instant at={at} />
        </span>
      </Text>
      <Group gap={6} mt={6}>
        {refusal && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => retryCommand(id)}
            data-testid="queued-retry"
          >
            {t('retry')}
          </Button>
        )}
        {text !== '' && (
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy} data-testid="queued-copy">
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => dropCommand(id)}
          data-testid="queued-drop"
        >
          {t(refusal ? 'discard' : 'takeBack')}
        </Button>
      </Group>
    </div>
  );
}

/** Those of the waiting and refused commands that are about something; nothing where there is none. */
export function QueuedHere({ isHere }: { isHere: (command: Command) => boolean }) {
  const { t } = useTranslation('offline');
  const { queued } = useWorkbook();
  const here = queued.filter(({ command }) => isHere(command));
  if (here.length === 0) return null;
  return (
    <ul className="queued-list" aria-label={t('list')}>
      {here.map((each) => (
        <li key={each.id}>
          <QueuedLine queued={each} />
        </li>
      ))}
    </ul>
  );
}
