/** The dialog of a lock. */
import { useTranslation } from 'react-i18next';
import { later } from '../look/later.tsx';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';

const LockBody = later(() => import('./lock-body.tsx').then((m) => m.LockBody), <DialogWaiting />);

type Props = { opened: boolean; onClose: () => void; version: number };

export function LockDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation('versions');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('lock.title', { version })} size="lg">
      <LockBody version={version} onClose={onClose} />
    </Dialog>
  );
}
