/** The dialog that reopens cells. Own file because what it holds is fetched when the head opens it. */
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialogs/dialog.tsx';

const ReopenForm = lazy(() => import('./reopen-form.tsx').then((m) => ({ default: m.ReopenForm })));

type Props = { opened: boolean; onClose: () => void; version: number };

export function ReopenDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation('reopening');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('title', { version })} size="lg">
      <ReopenForm version={version} onClose={onClose} />
    </Dialog>
  );
}
