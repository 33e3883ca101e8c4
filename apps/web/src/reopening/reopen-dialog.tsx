/** The dialog that reopens cells. Own file because what it holds is fetched when the head opens it. */
import { useTranslation } from 'react-i18next';
import { Dialog, DialogWaiting } from '../dialogs/dialog.tsx';
import { later } from '../look/later.tsx';

const ReopenForm = later(
  () => import('./reopen-form.tsx').then((m) => m.ReopenForm),
  <DialogWaiting />,
);

type Props = { opened: boolean; onClose: () => void; version: number };

export function ReopenDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation('reopening');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('title', { version })} size="lg">
      <ReopenForm version={version} onClose={onClose} />
    </Dialog>
  );
}
