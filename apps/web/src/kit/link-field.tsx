/** A link that is shown once, with a button that copies it. */
import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type Props = { path: string; label: string; testId: string };

export function LinkField({ path, label, testId }: Props) {
  const { t } = useTranslation('access');
  const link = new URL(path, window.location.href).href;
  return (
    <Group gap={8} wrap="nowrap" align="flex-end">
      <TextInput
        className="panel-grow"
        label={label}
        value={link}
        readOnly
        dir="ltr"
        // It is there because it was asked for, and is gone once its box is closed.
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        data-testid={testId}
      />
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={
              copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
            }
            data-testid={`${testId}-copy`}
          >
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
