/** When the last good backup was made: one line of the administrator's page, where somebody has set how old it may be. */
import { Alert, Text } from '@mantine/core';
import type { ServiceView } from '@tallystick/protocol/views-people';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../server/use-asked.ts';
import { ageOf } from '../offline/age.ts';

export function AdminBackup() {
  const { t } = useTranslation('access');
  const { value, at: now } = useAsked<ServiceView>('/api/admin/service');
  if (!value?.backup) return null;
  const { at, maxAgeHours, old } = value.backup;
  const last = at === null ? t('admin.backupNone') : t('admin.backupLast', ageOf(at, now));
  return old ? (
    <Alert color="red" variant="light" role="alert" data-testid="admin-backup">
      {last} {t('admin.backupOld', { count: maxAgeHours })}
    </Alert>
  ) : (
    <Text size="sm" c="var(--ts-muted)" data-testid="admin-backup">
      {last}
    </Text>
  );
}
