/** A secret that is shown once, with a button that copies it. */
import { Button, CloseButton, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';

type Props = {
  title: string;
  about: string;
  label: string;
  secret: string;
  onClose: () => void;
};

export function ShownOnce({ title, about, label, secret, onClose }: Props) {
  const { t } = useTranslation('programs');
  return (
    <Notice
      tone="good"
      role="status"
      title={
        <Group justify="space-between" gap={8} wrap="nowrap">
          <span>{title}</span>
          <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />
        </Group>
      }
    >
      <Text size="sm" mb={8}>
        {about}
      </Text>
      <Group gap={8} wrap="nowrap" align="flex-end">
        <TextInput
          className="panel-grow"
          label={label}
          value={secret}
          readOnly
          dir="ltr"
          onFocus={(event) => event.currentTarget.select()}
          data-testid="shown-once"
        />
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={
                copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
              }
            >
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Notice>
  );
}
