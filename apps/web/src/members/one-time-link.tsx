/** The one-time link by which a new person sets a password: shown once, with a button that copies it. */
import { CloseButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { day } from '../texts/locale.ts';
import { LinkField } from '../kit/link-field.tsx';
import type { PersonAdded } from '@tallystick/protocol/views-people';

/** Somebody just added: the link to hand over, where there is one, and the account that had their e-mail already. */
export type Added = { name: string } & Pick<PersonAdded, 'link' | 'account'>;

export function OneTimeLink({ added, onClose }: { added: Added; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { name, account } = added;
  if (added.link === null) {
    return (
      <Notice tone="good" role="status">
        <Group justify="space-between" gap={8} wrap="nowrap">
          <Text size="sm" data-testid="added-known">
            {account
              ? t('addedKnown', { name, account: account.name, day: day(account.createdAt) })
              : t('added', { name })}
          </Text>
          <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />
        </Group>
      </Notice>
    );
  }
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
      <LinkField path={added.link} label={t('linkLabel')} testId="one-time-link" />
    </Notice>
  );
}
