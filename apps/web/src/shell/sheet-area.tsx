/** The sheet in view, as a grid or as a form, with its tools and what leads out of an empty view. */
import { later } from '../look/later.tsx';
import { PHONE } from '../look/window-room.ts';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { may } from '@tallystick/domain/rights';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AssignMenu } from '../members/assign-menu.tsx';
import { AssignProfile } from '../members/assign-profile.tsx';
import { AsSwitch } from '../form/as-switch.tsx';
import { ChangedUnderYou } from '../form/changed-under-you.tsx';
import { FormView } from '../form/form-view.tsx';
import { type As } from '../form/use-sheet-or-form.ts';
import {
  useFocus,
  useFocusNow,
  useSheetSource,
  useWorkbook,
} from '../live/workbook/use-workbook.ts';
import { useVerdictKeys } from '../verdicts/use-verdict-keys.ts';
import type { Writing } from '../panel/use-panel-tab.ts';
import { PrintButton } from '../paper/print-button.tsx';
import { ImportButton } from '../incoming/import-entry.tsx';
import { ExportButton } from '../take-along/export-button.tsx';
import { Sheet as WorkingSheet } from '../spreadsheet/sheet.ts';
import { IncomingAtCell } from '../incoming/incoming-at-cell.tsx';
import { OverwrittenAtCell } from '../undo/overwritten-at-cell.tsx';
import { UndoTools } from '../undo/undo-tools.tsx';
import { useMissedOverwrites } from '../undo/use-missed-overwrites.ts';
import { EmptyView } from './empty-view.tsx';
import { toPanel } from './use-areas.ts';
import { SheetWaiting } from './sheet-waiting.tsx';
import type { MoreLines } from '../cell-menu/menu-line.ts';
import { passing } from '../views/filters.ts';
import { FilterMenu, openFilters } from '../views/menus/filter-menu.tsx';
import { allFilterWords } from '../views/filter-words.ts';
import { LinkMenu } from '../views/menus/link-menu.tsx';
import { LookAgain } from '../views/menus/look-again.tsx';
import { usePassing } from '../views/use-passing.ts';
import { useSettled } from '../views/use-settled.ts';
import { type RememberedView } from '../views/remembered-view.ts';
import { type ViewAddress } from '../views/use-view-address.ts';
import { everything } from '../views/view-state.ts';

const KpiGrid = later(
  () => import('../grid/kpi-grid.tsx').then((m) => m.KpiGrid),
  <SheetWaiting />,
);
// Asked for at once where it will be shown; a phone that shows the form never fetches it.
if (!window.matchMedia(PHONE).matches) KpiGrid.fetch();

type SheetProps = {
  address: ViewAddress;
  remembered: RememberedView;
  enter: RefObject<(() => boolean) | null>;
  /** Opens the panel where something is written. */
  write: (what: Writing) => void;
  handIn: () => void;
  menu: MoreLines;
  working: WorkingSheet;
  as: As;
  choose: (as: As) => void;
  /** Result, state, comments and history of the row, for the form. */
  about: ReactNode;
};

export function SheetArea(props: SheetProps) {
  const { address, remembered, enter, write, handIn, working, as, choose, about } = props;
  const { t } = useTranslation(['shell', 'grid', 'views']);
  const { t: words } = useTranslation('views');
  const { shown, setShown, looking } = address;
  const handle = useWorkbook();
  const { view, state, actor, catalogue, setFocus, setEditing, cells, isKnown } = handle;
  const focus = useFocus();
  const source = useSheetSource();
  useMissedOverwrites();
  const settled = useSettled(cells, handle.connection);
  const { visible, isOutOfDate, again } = usePassing(looking, shown, settled);
  useVerdictKeys(
    working,
    { passing: () => passing(looking, shown.sheet, shown.filters), again },
    { write, toPanel },
  );
  const mayComment = may(actor, 'comment', { state }) === undefined;
  const mayAssign = may(actor, 'assign', { state }) === undefined;
  const clear = useCallback(() => setShown((was) => everything(was.sheet)), [setShown]);
  // The page may ask for any cell: its sheet is opened, and a view that hides it is left.
  useEffect(() => {
    const row = focus && catalogue.rows.get(focus.row);
    if (!row) return;
    const sheet = row.kind === 'profile' ? 'profile' : 'kpi';
    setShown((was) => {
      if (was.sheet !== sheet) return everything(sheet);
      return visible && !visible.has(row.row) ? everything(sheet) : was;
    });
    // Only a new focus moves the view: choosing a view must not be undone by the old focus.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [focus]);
  const focusNow = useFocusNow();
  // A view that hides the row of which the panel speaks: the panel goes on to the first that is shown.
  useEffect(() => {
    const was = focusNow();
    if (!was || !visible || visible.has(was.row)) return;
    const [first] = visible;
    const row = first === undefined ? undefined : catalogue.rows.get(first);
    setFocus(row ? { row: row.row, column: mainColumn(row) } : null);
    // Only another view moves on: a row that leaves the view by what was done to it is still being looked at.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown]);
  const assign = useMemo(
    () => (mayAssign ? (rows: string[]) => <AssignMenu rows={rows} /> : undefined),
    [mayAssign],
  );
  const filter = visible && { words: allFilterWords(looking, shown, words), clear };
  const empty = (
    <EmptyView
      looking={looking}
      shown={shown}
      go={(there, first) => {
        setShown(there);
        setFocus(first);
      }}
    />
  );
  // Held, so that a step to another cell does not draw them again.
  const menus = useMemo(
    () => (
      <>
        <FilterMenu
          looking={looking}
          shown={shown}
          choose={(filters) => setShown((was) => ({ ...was, filters }))}
        />
        <LinkMenu linked={address.linked} />
      </>
    ),
    [looking, shown, setShown, address.linked],
  );
  const tools = (
    <>
      {shown.sheet === 'profile' && as === 'sheet' && mayAssign && <AssignProfile />}
      <AsSwitch as={as} choose={choose} />
      <UndoTools />
      {as === 'sheet' && <IncomingAtCell />}
      {as === 'sheet' && <OverwrittenAtCell source={source} focus={focus} />}
      {menus}
      <ExportButton />
      <ImportButton />
      <PrintButton />
      <ChangedUnderYou source={source} whole={as === 'form'} />
    </>
  );
  const lookAgain = isOutOfDate ? <LookAgain again={again} /> : undefined;
  if (!isKnown) return <SheetWaiting />;
  if (as === 'form') {
    return (
      <FormView
        source={source}
        sheet={shown.sheet}
        visible={visible}
        filter={filter}
        again={lookAgain}
        empty={empty}
        tools={tools}
        about={about}
      />
    );
  }
  return (
    <KpiGrid
      source={source}
      sheet={shown.sheet}
      label={t('grid:label', { sheet: t(`side.${shown.sheet}`), city: view.city })}
      visible={visible}
      filter={filter}
      empty={empty}
      remembered={remembered}
      settled={settled}
      find={address.find}
      words={lookAgain}
      tools={tools}
      focus={focus}
      onFocus={setFocus}
      onEditing={setEditing}
      enter={enter}
      working={working}
      menu={{ lines: props.menu, filter: openFilters }}
      onComment={mayComment ? () => write('comment') : undefined}
      onHandIn={may(actor, 'propose', { state }) ? undefined : handIn}
      onHome={(cell) => {
        const at = cell.lastIndexOf(':');
        setFocus({ row: cell.slice(0, at), column: cell.slice(at + 1) });
      }}
      assign={assign}
    />
  );
}
