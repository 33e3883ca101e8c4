/** When the last good backup was made: one line of the administrator's page, where somebody has set how old it may be. */
import { Alert, Text } from '@mantine/core';
import type { ServiceView } from '@tallystick/protocol/views-people';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { ageOf } from '../offline/age.ts';

export function AdminBackup() {
  const { t } = useTranslation('access');
  const [told, setTold] = useState<{ backup: ServiceView['backup']; now: number }>();
  useEffect(() => {
    void api.get<ServiceView>('/api/admin/service').then((answer) => {
      if (answer.ok) setTold({ backup: answer.value.backup, now: Date.now() });
    });
  }, []);
  if (!told?.backup) return null;
  const { at, maxAgeHours, old } = told.backup;
  const last = at === null ? t('admin.backupNone') : t('admin.backupLast', ageOf(at, told.now));
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
