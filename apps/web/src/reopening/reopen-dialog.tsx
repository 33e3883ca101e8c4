/** The dialog that reopens cells. */
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { ReopeningProposal } from '@tallystick/domain/nouns/sign-off/proposed';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import { useFocusNow, useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Focus } from '../lines/focus.ts';
import { later } from '../look/later.tsx';
import type { Place } from '../spreadsheet/port.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { cellsOf } from './named-cells.ts';
import { reopenWay } from './reopen-way.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

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
  /** What an auditor proposed, where the head changes it. */
  proposal?: ReopeningProposal;
};

/** What is selected, or the cell in focus where the sheet is not what is worked in. */
function placesOf(working: Sheet | undefined, focus: Focus): Place[] {
  const selected = working?.selection.places() ?? [];
  if (!focus) return selected;
  const isThere = selected.some(({ row, column }) => row === focus.row && column === focus.column);
  return isThere ? selected : [focus];
}

export function ReopenDialog({ opened, onClose, version, working, proposal }: Props) {
  const { t } = useTranslation('reopening');
  const { state, actor, catalogue } = useWorkbook();
  const focusNow = useFocusNow();
  const way = reopenWay(state, actor, proposal) ?? 'propose';
  const selected = proposal ? placesIn(catalogue, proposal) : placesOf(working, focusNow());
  return (
    <Dialog opened={opened} onClose={onClose} title={t(TITLES[way], { version })} size="lg">
      <ReopenForm {...{ version, selected, onClose, way, proposal }} />
    </Dialog>
  );
}

const TITLES = { reopen: 'title', propose: 'titlePropose', change: 'titleChange' } as const;

/** The cells that a proposal opens. */
function placesIn(catalogue: Catalogue, { cells, rows }: ReopeningProposal): Place[] {
  const named = { cells: new Set(cells), rows: new Set(rows) };
  return cellsOf(catalogue, named).flatMap((cell) => splitCellId(cell) ?? []);
}
