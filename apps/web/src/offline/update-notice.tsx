/** Says quietly that a new version is ready, and takes it on request. */
import { Button, CloseButton, Dialog } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { subscribeUpdate, takeUpdate, updateWaits } from './app-update.ts';
import './offline.css';

export function UpdateNotice() {
  const { t } = useTranslation('offline');
  const waits = useSyncExternalStore(subscribeUpdate, updateWaits);
  const [isLater, setLater] = useState(false);
  return (
    <Dialog
      opened={waits && !isLater}
      position={{ bottom: 40, left: 16 }}
      size="md"
      p="sm"
      withBorder
      role="status"
      data-testid="update-ready"
    >
      <div className="update-line">
        <span>{t('update.ready')}</span>
        <Button size="compact-sm" onClick={takeUpdate} data-testid="update-take">
          {t('update.reload')}
        </Button>
        <CloseButton size="sm" aria-label={t('update.later')} onClick={() => setLater(true)} />
      </div>
    </Dialog>
  );
}
