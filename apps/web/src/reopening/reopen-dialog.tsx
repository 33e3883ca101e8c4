/** The dialog that reopens cells. */
import { useTranslation } from 'react-i18next';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import { useFocusNow } from '../live/workbook/use-workbook.ts';
import type { Focus } from '../lines/focus.ts';
import { later } from '../look/later.tsx';
import type { Place } from '../spreadsheet/port.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';

const ReopenForm = later(
  () => import('./reopen-form.tsx').then((m) => m.ReopenForm),
  <DialogWaiting />,
);

type Props = {
  opened: boolean;
  onClose: () => void;
  version: number;
  /** The sheet whose selection is named first. */
  working: Sheet | undefined;
};

/** What is selected, or the cell in focus where the sheet is not what is worked in. */
function placesOf(working: Sheet | undefined, focus: Focus): Place[] {
  const selected = working?.selection.places() ?? [];
  if (!focus) return selected;
  const isThere = selected.some(({ row, column }) => row === focus.row && column === focus.column);
  return isThere ? selected : [focus];
}

export function ReopenDialog({ opened, onClose, version, working }: Props) {
  const { t } = useTranslation('reopening');
  const focusNow = useFocusNow();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('title', { version })} size="lg">
      <ReopenForm version={version} selected={placesOf(working, focusNow())} onClose={onClose} />
    </Dialog>
  );
}
