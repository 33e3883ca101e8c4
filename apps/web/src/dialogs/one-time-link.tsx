/**
 * The one-time link by which a new person sets a password: shown once, with a button that copies it.
 * Own file because it is a secret in somebody's hand and says so.
 */
import { Button, CloseButton, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../panel/notice.tsx';
import type { Added } from './people-tab.tsx';

export function OneTimeLink({ added, onClose }: { added: Added; onClose: () => void }) {
  const { t } = useTranslation('people');
  if (added.link === null) {
    return (
      <Notice tone="good" role="status">
        <Group justify="space-between" gap={8} wrap="nowrap">
          <Text size="sm">{t('addedKnown', { name: added.name })}</Text>
          <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />
        </Group>
      </Notice>
    );
  }
  const link = new URL(added.link, window.location.href).href;
  return (
    <Notice
      tone="good"
      role="status"
      title={
        <Group justify="space-between" gap={8} wrap="nowrap">
          <span>{t('added', { name: added.name })}</span>
          <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />
        </Group>
      }
    >
      <Text size="sm" mb={8}>
        {t('linkAbout', { name: added.name })}
      </Text>
      <Group gap={8} wrap="nowrap" align="flex-end">
        <TextInput
          className="panel-grow"
          label={t('linkLabel')}
          value={link}
          readOnly
          dir="ltr"
          onFocus={(event) => event.currentTarget.select()}
          data-testid="one-time-link"
        />
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={
                copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
              }
              data-testid="one-time-link-copy"
            >
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Notice>
  );
}
