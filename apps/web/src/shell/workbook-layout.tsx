/** The three columns of a workbook: where, the grid, the cell in focus. Own file because it decides what a phone folds away. */
import { Drawer } from '@mantine/core';
import { later } from '../look/later.tsx';
import { useMedia } from '../look/use-media.ts';
import { splitCellId } from '@tallystick/domain/ids';
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
import { ArchivedRibbon } from '../archive/ribbon.tsx';
import { AssignMenu } from '../dialogs/assign-menu.tsx';
import { AsSwitch } from '../form/as-switch.tsx';
import { ChangedUnderYou } from '../form/changed-under-you.tsx';
import { FormView } from '../form/form-view.tsx';
import { type As, useSheetOrForm } from '../form/use-sheet-or-form.ts';
import { SinceNotice } from '../history/since-notice.tsx';
import { useHandIns } from '../live/hand-in.ts';
import { useProposals } from '../live/use-proposals.ts';
import { useLeaveWarning } from '../live/use-leave-warning.ts';
import { useFocus, useSheetSource, useWorkbook } from '../live/use-workbook.ts';
import type { SheetName } from '../grid/sheet-columns.ts';
import { ReopenedRibbon } from '../reopening/ribbon.tsx';
import { useRowKeys } from '../rows/use-row-keys.ts';
import { useVerdictKeys } from '../verdicts/use-verdict-keys.ts';
import { OfflineNotice } from '../offline/offline-notice.tsx';
import { BackToSheet } from '../panel/back-to-sheet.ts';
import { SidePanel } from '../panel/side-panel.tsx';
import { usePanelTab } from '../panel/use-panel-tab.ts';
import { Sheet as WorkingSheet } from '../sheet/sheet.ts';
import { OverwrittenAtCell } from '../undo/overwritten-at-cell.tsx';
import { UndoTools } from '../undo/undo-tools.tsx';
import { useMissedOverwrites } from '../undo/use-missed-overwrites.ts';
import { usePanel } from './panel-width.ts';
import { ReleasedVersions } from './released-versions.tsx';
import { SheetWaiting } from './sheet-waiting.tsx';
import { SideList, useLooking } from './side-list.tsx';
import { SignedOut } from './signed-out.tsx';
import { Splitter } from './splitter.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useAreas } from './use-areas.ts';
import { UNASSIGNED, rowsInView } from './views.ts';
import { isCellTyped } from '../typing/open-boxes.ts';
import { FilterMenu } from '../views/filter-menu.tsx';
import { allFilterWords } from '../views/filter-words.ts';
import { LeftOut } from '../views/left-out.tsx';
import { LinkMenu } from '../views/link-menu.tsx';
import { LookAgain } from '../views/look-again.tsx';
import { usePassing } from '../views/use-passing.ts';
import { useSettled } from '../views/use-settled.ts';
import { useRememberedView, type RememberedView } from '../views/remembered-view.ts';
import { AddressWriter, useViewAddress, type ViewAddress } from '../views/use-view-address.ts';
import { everything, only, soleFilter } from '../views/view-state.ts';
import { NextStep } from '../first-visit/next-step.tsx';
import { useKeyboardAtSheet } from '../first-visit/use-keyboard-at-sheet.ts';
import type { Place } from '../rows/next-empty.ts';
import classes from './workbook-layout.module.css';

/** A phone, or a window as small. */
const NARROW = '(max-width: 700px)';

const KpiGrid = later(
  () => import('../grid/kpi-grid.tsx').then((m) => m.KpiGrid),
  <SheetWaiting />,
);
// Asked for at once where it will be shown; a phone that shows the form never fetches it.
if (!window.matchMedia(NARROW).matches) KpiGrid.fetch();

export function WorkbookLayout() {
  const { t } = useTranslation('shell');
  const { view, cells, queued, isKept } = useWorkbook();
  useLeaveWarning(() => isCellTyped() || (!isKept() && (cells.unsaved > 0 || queued.length > 0)));
  useEffect(() => {
    document.title = `${view.city} · ${view.title} · ${t('product')}`;
  }, [view.city, view.title, t]);
  if (view.room !== null) return <Live />;
  const nothing = (): void => undefined;
  return (
    <div className={classes.page}>
      <TopBar
        narrow={false}
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
  const narrow = useMedia(NARROW);
  const panel = usePanel();
  const panelTab = usePanelTab();
  const [as, choose] = useSheetOrForm(narrow);
  const enterSheet = useRef<() => boolean>(null);
  useAreas(enterSheet);
  const main = useKeyboardAtSheet(enterSheet);
  useProposals();
  useHandIns();
  const [working] = useState(() => new WorkingSheet());
  useRowKeys(working);
  useVerdictKeys(working);
  const remembered = useRememberedView(`${view.me.person}.${id}`);
  const address = useViewAddress(remembered);
  const { shown, setShown } = address;
  const [drawer, setDrawer] = useState<'sheets' | 'panel' | null>(null);
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
    const other: SheetName = shown.sheet === 'kpi' ? 'profile' : 'kpi';
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
  const writeComment = (): void => {
    panelTab.write();
    if (narrow) setDrawer('panel');
    else panel.setOpen(true);
  };
  const side = (
    <SideList
      shown={shown}
      show={(next) => {
        // The panel speaks of no cell that is on the other sheet.
        if (next.sheet !== shown.sheet) setFocus(null);
        setShown(next);
        setDrawer(null);
      }}
    />
  );
  return (
    <BackToSheet value={enterSheet}>
      <div className={classes.page}>
        <TopBar
          narrow={narrow}
          sheets
          panelOpen={narrow ? drawer === 'panel' : panel.open}
          openSheets={() => setDrawer('sheets')}
          togglePanel={() => (narrow ? setDrawer('panel') : panel.setOpen(!panel.open))}
        />
        <div className={classes.body}>
          {!narrow && (
            <div className={classes.side} data-area="list">
              {side}
            </div>
          )}
          <main ref={main} tabIndex={-1} className={classes.main} data-area="sheet">
            <OfflineNotice />
            <ArchivedRibbon />
            <SinceNotice begin={begin} />
            <NextStep showFree={() => setShown(only(shown.sheet, 'entity', UNASSIGNED))} />
            <ReopenedRibbon show={showReopened} />
            <LeftOut parts={address.ignored} dismiss={address.dismiss} />
            <Sheet
              address={address}
              remembered={remembered}
              enter={enterSheet}
              writeComment={writeComment}
              working={working}
              as={as}
              choose={choose}
              about={<SidePanel {...panelTab} bare />}
            />
          </main>
          {!narrow && panel.open && as === 'sheet' && (
            <aside className={classes.aside} aria-label={t('bar.panel')} data-area="panel">
              <Splitter width={panel.width} setWidth={panel.setWidth} />
              <div className={classes.panel} style={{ inlineSize: panel.width }}>
                <SidePanel {...panelTab} />
              </div>
            </aside>
          )}
        </div>
        <StatusLine showDrafts={showDrafts} working={working} />
        <Drawer
          opened={narrow && drawer === 'sheets'}
          onClose={() => setDrawer(null)}
          title={t('bar.sheets')}
          size={300}
        >
          {side}
        </Drawer>
        <Drawer
          opened={narrow && drawer === 'panel'}
          onClose={() => setDrawer(null)}
          position="bottom"
          size="75%"
          title={t('bar.panel')}
        >
          <SidePanel {...panelTab} />
        </Drawer>
        <SignedOut />
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
  const empty = words([`grid:empty.${soleFilter(shown)?.kind}`, 'views:empty']);
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
      <AsSwitch as={as} choose={choose} />
      <UndoTools />
      {as === 'sheet' && <OverwrittenAtCell source={source} focus={focus} />}
      {menus}
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
      onComment={mayComment ? writeComment : undefined}
      onHome={(cell) => {
        const at = cell.lastIndexOf(':');
        setFocus({ row: cell.slice(0, at), column: cell.slice(at + 1) });
      }}
      assign={assign}
    />
  );
}
