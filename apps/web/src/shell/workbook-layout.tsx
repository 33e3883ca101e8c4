/** The three columns of a workbook: where, the grid, the cell in focus. */
import { later } from '../look/later.tsx';
import { useMedia } from '../look/use-media.ts';
import { PHONE } from '../look/window-room.ts';
import { useTitle } from '../look/use-title.ts';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { ArchivedRibbon } from '../archive/archived-ribbon.tsx';
import { AssignMenu } from '../members/assign-menu.tsx';
import { AssignProfile } from '../members/assign-profile.tsx';
import { AsSwitch } from '../form/as-switch.tsx';
import { ChangedUnderYou } from '../form/changed-under-you.tsx';
import { FormView } from '../form/form-view.tsx';
import { type As, useSheetOrForm } from '../form/use-sheet-or-form.ts';
import { SinceNotice } from '../first-visit/since-notice.tsx';
import { useHandIns } from '../live/workbook/hand-in.ts';
import { useProposals } from '../live/workbook/use-proposals.ts';
import { useLeaveWarning } from '../live/workbook/use-leave-warning.ts';
import { useFocus, useSheetSource, useWorkbook } from '../live/workbook/use-workbook.ts';
import type { SheetName } from '../lines/sheet-columns.ts';
import { ReopenedRibbon } from '../reopening/reopened-ribbon.tsx';
import { useRowKeys } from '../rows/use-row-keys.ts';
import { useVerdictKeys } from '../verdicts/use-verdict-keys.ts';
import { OfflineNotice } from '../offline/offline-notice.tsx';
import { BackToSheet } from '../panel/back-to-sheet.ts';
import { SidePanel } from '../panel/side-panel.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import { WorkbookPaper } from '../paper/workbook-paper.tsx';
import { usePanelTab } from '../panel/use-panel-tab.ts';
import { Sheet as WorkingSheet } from '../spreadsheet/sheet.ts';
import { OverwrittenAtCell } from '../undo/overwritten-at-cell.tsx';
import { UndoTools } from '../undo/undo-tools.tsx';
import { useMissedOverwrites } from '../undo/use-missed-overwrites.ts';
import { usePanel } from './panel-width.ts';
import { EmptyView } from './empty-view.tsx';
import { OverSheet } from './over-sheet.tsx';
import { ReleasedVersions } from './released-versions.tsx';
import { SheetWaiting } from './sheet-waiting.tsx';
import { useLooking } from '../views/use-looking.ts';
import { SideList } from './side-list.tsx';
import { SignedOut } from '../account/signed-out.tsx';
import { Splitter } from './splitter.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { toPanel, useAreas } from './use-areas.ts';
import { useAway } from './use-away.ts';
import { UNASSIGNED, rowsInView, sheetOfFree } from '../views/row-sets.ts';
import { isCellTyped } from '../look/open-boxes.ts';
import type { MoreLines } from '../cell-menu/menu-line.ts';
import { useRowMenu } from '../cell-menu/use-row-menu.tsx';
import { passing } from '../views/filters.ts';
import { FilterMenu, openFilters } from '../views/menus/filter-menu.tsx';
import { allFilterWords } from '../views/filter-words.ts';
import { LeftOut } from '../views/filtered-out.tsx';
import { LinkMenu } from '../views/menus/link-menu.tsx';
import { LookAgain } from '../views/menus/look-again.tsx';
import { usePassing } from '../views/use-passing.ts';
import { useSettled } from '../views/use-settled.ts';
import { useRememberedView, type RememberedView } from '../views/remembered-view.ts';
import { AddressWriter, useViewAddress, type ViewAddress } from '../views/use-view-address.ts';
import { everything, only, otherSheet } from '../views/view-state.ts';
import { NextStep } from '../first-visit/next-step.tsx';
import { useKeyboardAtSheet } from '../first-visit/use-keyboard-at-sheet.ts';
import type { Place } from '../rows/next-empty.ts';
import classes from './workbook-layout.module.css';

const KpiGrid = later(
  () => import('../grid/kpi-grid.tsx').then((m) => m.KpiGrid),
  <SheetWaiting />,
);
// Asked for at once where it will be shown; a phone that shows the form never fetches it.
if (!window.matchMedia(PHONE).matches) KpiGrid.fetch();

export function WorkbookLayout() {
  const { view, cells, queued, isKept } = useWorkbook();
  useLeaveWarning(() => isCellTyped() || (!isKept() && (cells.unsaved > 0 || queued.length > 0)));
  if (view.room !== null) return <Live />;
  return <Released />;
}

/** For those who read released versions alone. */
function Released() {
  const { t } = useTranslation('shell');
  const { view } = useWorkbook();
  useTitle(t('released.title'), view.city, view.title);
  const nothing = (): void => undefined;
  return (
    <div className={classes.page}>
      <TopBar
        listAway={false}
        sheets={false}
        panelOpen={false}
        openSheets={nothing}
        togglePanel={nothing}
      />
      <main className={classes.main}>
        <ArchivedRibbon />
        <ReleasedVersions />
      </main>
      <SignedOut />
    </div>
  );
}

function Live() {
  const { t } = useTranslation('shell');
  const { id, view, cells, catalogue, setFocus } = useWorkbook();
  const looking = useLooking();
  const isPhone = useMedia(PHONE);
  const panel = usePanel();
  const panelTab = usePanelTab();
  const [as, choose] = useSheetOrForm(isPhone);
  const enterSheet = useRef<() => boolean>(null);
  const away = useAway(panel, as);
  useAreas(enterSheet, away);
  const main = useKeyboardAtSheet(enterSheet);
  useProposals();
  useHandIns();
  const [working] = useState(() => new WorkingSheet());
  useRowKeys(working);
  const remembered = useRememberedView(`${view.me.person}.${id}`);
  const address = useViewAddress(remembered);
  const { shown, setShown } = address;
  useTitle(t(`side.${shown.sheet}`), view.city, view.title);
  /** Goes to the sheet that holds a refused value. */
  const showDrafts = (): void => {
    const [draft] = cells.drafts();
    const row = draft && catalogue.rows.get(splitCellId(draft.cell)?.row ?? '');
    const sheet = row?.kind === 'profile' ? 'profile' : 'kpi';
    setShown(only(sheet, 'drafts'));
  };
  /** Goes to the sheet that has reopened cells; the present one where both have. */
  const showReopened = (): void => {
    const has = (sheet: SheetName) => rowsInView(looking, sheet, 'reopened').length > 0;
    const other = otherSheet(shown.sheet);
    const sheet = !has(shown.sheet) && has(other) ? other : shown.sheet;
    if (sheet !== shown.sheet) setFocus(null);
    setShown(only(sheet, 'reopened'));
  };
  /** To one's own rows and a cell of them, unless the address asks for something else. */
  const begin = (place: Place): void => {
    if (shown.filters.length > 0) return;
    const isProfile = catalogue.rows.get(place.row)?.kind === 'profile';
    setShown(only(isProfile ? 'profile' : 'kpi', 'mine'));
    setFocus(place);
  };
  const [isWriting, setWriting] = useState(false);
  const writeComment = (): void => {
    // What lies over the sheet takes the keyboard first, and only then gives it to the box.
    if (away.place === 'over' && !away.isOpen('panel')) setWriting(true);
    else panelTab.write();
    if (!away.open('panel')) panel.setOpen(true);
  };
  const lookBack = (): void => {
    panelTab.setTab('history');
    if (!away.open('panel')) panel.setOpen(true);
    toPanel();
  };
  const rowMenu = useRowMenu({ comment: writeComment, history: lookBack, working });
  const side = (
    <SideList
      shown={shown}
      show={(next) => {
        // The panel speaks of no cell that is on the other sheet.
        if (next.sheet !== shown.sheet) setFocus(null);
        setShown(next);
        away.close('list', true);
      }}
    />
  );
  return (
    <BackToSheet value={enterSheet}>
      <div className={classes.page}>
        <TopBar
          listAway={away.isListAway}
          sheets
          panelOpen={away.isOpen('panel')}
          openSheets={() => away.open('list')}
          togglePanel={() => away.toggle('panel')}
          working={working}
        />
        <div className={classes.body} data-panel={away.place}>
          {!away.isListAway && (
            <div className={classes.side} data-area="list">
              {side}
            </div>
          )}
          <main ref={main} tabIndex={-1} className={classes.main} data-area="sheet">
            <OfflineNotice />
            <ArchivedRibbon />
            <SinceNotice begin={begin} />
            <NextStep
              showFree={() =>
                setShown(only(sheetOfFree(looking, shown.sheet), 'entity', UNASSIGNED))
              }
            />
            <ReopenedRibbon show={showReopened} />
            <LeftOut parts={address.ignored} dismiss={address.dismiss} />
            <Sheet
              address={address}
              remembered={remembered}
              enter={enterSheet}
              writeComment={writeComment}
              menu={rowMenu.lines}
              working={working}
              as={as}
              choose={choose}
              about={<SidePanel {...panelTab} bare />}
            />
          </main>
          {away.place !== 'over' && away.isOpen('panel') && as === 'sheet' && (
            <aside className={classes.aside} aria-label={t('bar.panel')} data-area="panel">
              {away.place === 'beside' && (
                <Splitter width={panel.width} setWidth={panel.setWidth} />
              )}
              <div
                className={classes.panel}
                style={away.place === 'beside' ? { inlineSize: panel.width } : undefined}
              >
                <SidePanel {...panelTab} />
              </div>
            </aside>
          )}
        </div>
        <StatusLine showDrafts={showDrafts} working={working} />
        <OverSheet
          side="list"
          title={t('bar.sheets')}
          opened={away.isListAway && away.isOpen('list')}
          close={() => away.close('list', true)}
          givesBack={away.givesBack}
        >
          {side}
        </OverSheet>
        <OverSheet
          side="panel"
          title={t('bar.panel')}
          opened={away.place === 'over' && away.isOpen('panel')}
          close={() => away.close('panel', true)}
          givesBack={away.givesBack}
          isTall={isPhone}
          entered={() => {
            if (isWriting) panelTab.write();
            setWriting(false);
          }}
        >
          <SidePanel {...panelTab} />
        </OverSheet>
        {rowMenu.dialogs}
        <SignedOut />
        <WorkbookPaper />
        <AddressWriter linked={address.linked} />
      </div>
    </BackToSheet>
  );
}

type SheetProps = {
  address: ViewAddress;
  remembered: RememberedView;
  enter: RefObject<(() => boolean) | null>;
  writeComment: () => void;
  menu: MoreLines;
  working: WorkingSheet;
  as: As;
  choose: (as: As) => void;
  /** Result, state, comments and history of the row, for the form. */
  about: ReactNode;
};

function Sheet(props: SheetProps) {
  const { address, remembered, enter, writeComment, working, as, choose, about } = props;
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
  useVerdictKeys(working, { passing: () => passing(looking, shown.sheet, shown.filters), again });
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
      {as === 'sheet' && <OverwrittenAtCell source={source} focus={focus} />}
      {menus}
      <PrintButton />
      <ChangedUnderYou source={source} whole={as === 'form'} />
    </>
  );
  if (!isKnown) return <SheetWaiting />;
  if (as === 'form') {
    return (
      <FormView
        source={source}
        sheet={shown.sheet}
        visible={visible}
        filter={filter}
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
      words={isOutOfDate ? <LookAgain again={again} /> : undefined}
      tools={tools}
      focus={focus}
      onFocus={setFocus}
      onEditing={setEditing}
      enter={enter}
      working={working}
      menu={{ lines: props.menu, filter: openFilters }}
      onComment={mayComment ? writeComment : undefined}
      onHome={(cell) => {
        const at = cell.lastIndexOf(':');
        setFocus({ row: cell.slice(0, at), column: cell.slice(at + 1) });
      }}
      assign={assign}
    />
  );
}
