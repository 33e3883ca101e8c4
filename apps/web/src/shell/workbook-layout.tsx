/** The three columns of a workbook: where, the grid, the cell in focus. */
import { useAskedPart } from '../addresses/asked-part.ts';
import { DropZone } from '../incoming/drop-zone.tsx';
import { IncomingRibbon } from '../incoming/incoming-ribbon.tsx';
import { useMedia } from '../look/use-media.ts';
import { PHONE } from '../look/window-room.ts';
import { useTitle } from '../look/use-title.ts';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArchivedRibbon } from '../archive/archived-ribbon.tsx';
import { useSheetOrForm } from '../form/use-sheet-or-form.ts';
import type { NewsKind } from '../first-visit/news.ts';
import { SinceNotice } from '../first-visit/since-notice.tsx';
import { useHandIns } from '../live/workbook/hand-in.ts';
import { useProposals } from '../live/workbook/use-proposals.ts';
import { useLeaveWarning } from '../live/workbook/use-leave-warning.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { ProposalsRibbon } from '../reopening/proposals-ribbon.tsx';
import { ReopenedRibbon } from '../reopening/reopened-ribbon.tsx';
import { useRowKeys } from '../rows/use-row-keys.ts';
import { HeldBackRibbon } from '../offline/held-back-ribbon.tsx';
import { OfflineNotice } from '../offline/offline-notice.tsx';
import { BackToSheet } from '../panel/back-to-sheet.ts';
import { SidePanel } from '../panel/side-panel.tsx';
import { WorkbookPaper } from '../paper/workbook-paper.tsx';
import { useQueryDesk } from '../queries/use-query-desk.ts';
import { usePanelTab, type Writing } from '../panel/use-panel-tab.ts';
import { type JudgingActs, JudgingActsOf } from '../verdicts/judging-acts.ts';
import { ScreeningRibbon } from '../screening/screening-ribbon.tsx';
import { Sheet as WorkingSheet } from '../spreadsheet/sheet.ts';
import { PanelEdge } from './panel-edge.tsx';
import { usePanel } from './panel-width.ts';
import { OverSheet } from './over-sheet.tsx';
import { ReleasedVersions } from './released-versions.tsx';
import { SideList } from './side-list.tsx';
import { SignedOut } from '../account/signed-out.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { toPanel, useAreas } from './use-areas.ts';
import { useAway } from './use-away.ts';
import { useWays } from './use-ways.ts';
import { isCellTyped } from '../look/open-boxes.ts';
import { useRowMenu } from '../cell-menu/use-row-menu.tsx';
import { LeftOut } from '../views/filtered-out.tsx';
import { useRememberedView } from '../views/remembered-view.ts';
import { AddressWriter, useViewAddress } from '../views/use-view-address.ts';
import { NextStep } from '../first-visit/next-step.tsx';
import { useKeyboardAtSheet } from '../first-visit/use-keyboard-at-sheet.ts';
import type { Place } from '../rows/next-empty.ts';
import classes from './workbook-layout.module.css';
import { SheetArea } from './sheet-area.tsx';

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
      <DropZone />
      <SignedOut />
    </div>
  );
}

function Live() {
  const { t } = useTranslation('shell');
  const { id, view, setFocus } = useWorkbook();
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
  const ways = useWays(address);
  const [toWrite, setToWrite] = useState<Writing>();
  const write = (what: Writing): void => {
    // A form has the panel on its own page.
    if (as === 'form') return panelTab.write(what);
    // What lies over the sheet takes the keyboard first, and only then gives it to the box.
    if (away.place === 'over' && !away.isOpen('panel')) setToWrite(what);
    else panelTab.write(what);
    if (!away.open('panel')) panel.setOpen(true);
  };
  const acts = useRef<JudgingActs>(null);
  const showTab = (tab: string): void => {
    panelTab.setTab(tab);
    if (!away.open('panel')) panel.setOpen(true);
  };
  useAskedPart(['comments', 'queries'], showTab);
  const lookBack = (): void => {
    showTab('history');
    toPanel();
  };
  const showNews = ({ row, column }: Place, kind: NewsKind): void => {
    showTab(kind === 'comments' ? 'comments' : 'kpi');
    setFocus({ row, column });
  };
  const desk = useQueryDesk(() => showTab('queries'), toPanel);
  const handIn = (): void => {
    showTab('kpi');
    toPanel();
  };
  /** What was not taken is read at its cell, and handed in beside it. */
  const showDraftsAndWhy = (): void => {
    panelTab.setTab('kpi');
    ways.showDrafts();
  };
  const rowMenu = useRowMenu({ comment: () => write('comment'), history: lookBack, working });
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
      <JudgingActsOf value={acts}>
        <div className={classes.page}>
          <TopBar
            listAway={away.isListAway}
            sheets
            panelOpen={away.isOpen('panel')}
            openSheets={() => away.open('list')}
            togglePanel={() => away.toggle('panel')}
            desk={desk}
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
              <HeldBackRibbon show={showDraftsAndWhy} />
              <ArchivedRibbon />
              <SinceNotice begin={ways.begin} show={showNews} showScreening={ways.showScreening} />
              <NextStep showFree={ways.showFree} isFreeShown={ways.isFreeShown} />
              {ways.isScreeningShown && <ScreeningRibbon />}
              <ProposalsRibbon />
              <ReopenedRibbon show={ways.isReopenedShown ? undefined : ways.showReopened} />
              <IncomingRibbon />
              <LeftOut parts={address.ignored} dismiss={address.dismiss} />
              <SheetArea
                address={address}
                remembered={remembered}
                enter={enterSheet}
                write={write}
                handIn={handIn}
                menu={rowMenu.lines}
                working={working}
                as={as}
                choose={choose}
                about={<SidePanel {...panelTab} bare />}
              />
            </main>
            {away.place !== 'over' && away.isOpen('panel') && as === 'sheet' && (
              <aside className={classes.aside} aria-label={t('bar.panel')} data-area="panel">
                {away.place === 'beside' && <PanelEdge panel={panel} />}
                <div
                  className={classes.panel}
                  style={away.place === 'beside' ? { inlineSize: panel.size } : undefined}
                >
                  <SidePanel {...panelTab} />
                </div>
              </aside>
            )}
          </div>
          <StatusLine showDrafts={showDraftsAndWhy} working={working} />
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
              if (toWrite) panelTab.write(toWrite);
              setToWrite(undefined);
            }}
          >
            <SidePanel {...panelTab} />
          </OverSheet>
          {rowMenu.dialogs}
          <DropZone />
          <SignedOut />
          <WorkbookPaper />
          <AddressWriter linked={address.linked} />
        </div>
      </JudgingActsOf>
    </BackToSheet>
  );
}
