/** A sheet of the workbook as a grid. It draws what a `SheetSource` answers and hands back what a person does. */
import type { Focus } from '../lines/focus.ts';
import { useMedia } from '../look/use-media.ts';
import { PHONE } from '../look/window-room.ts';
import { decimalMark } from '@tallystick/domain/cells/decimal-mark';
import type { GetRowIdParams, GridApi, IsFullWidthRowParams } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { afterPainting } from './painting/after-painting.ts';
import { useDensity } from '../look/density.ts';
import { FindBar } from '../views/menus/find-bar.tsx';
import { OrderWords } from '../views/order-words.tsx';
import type { RememberedView } from '../views/remembered-view.ts';
import type { FindWords } from '../views/use-find.ts';
import { useSheetViews } from '../views/use-sheet-views.ts';
import '../rows/rows.css';
import { LeftOutNotice } from '../spreadsheet/left-out-notice.tsx';
import { useSheetClipboard } from '../spreadsheet/use-clipboard.ts';
import { SelectionWords } from '../spreadsheet/selection-words.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import '../spreadsheet/sheet.css';
import './painting/cell-marks.css';
import './painting/second-value.css';
import './grid.css';
import './painting/forced-colours.css';
import { TIP_STAYS_MS } from './cell-tip.ts';
import { gridRules } from './painting/grid-style.ts';
import { gridTheme, registerGridModules } from './grid-setup.ts';
import { GroupRowView } from './group-row.tsx';
import { RefusalAtCell, useRefusalAtCell } from './refusal-at-cell.tsx';
import { HEIGHT_IN, settleHeights } from './painting/row-heights.ts';
import type { SheetColumn, SheetName } from '../lines/sheet-columns.ts';
import { allGroups, type SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { useSlid } from './painting/slid.ts';
import { type MoreMenu, SheetMenus } from '../cell-menu/sheet-menus.tsx';
import { useTextRows } from './use-text-rows.ts';
import { SheetSwitch, SheetToolbar } from './sheet-toolbar.tsx';
import { useAskedReasons } from '../verdicts/use-asked-reasons.ts';
import { keepInView, useCut } from './use-cut.ts';
import { useColumnDefs, useDefaultDef } from './use-column-defs.tsx';
import { enterGrid } from '../views/enter-grid.ts';
import { useFocusFollowing } from './use-focus-following.ts';
import { useGridAria } from './use-grid-aria.ts';
import { useGridContext } from './use-grid-context.ts';
import { useGridHandlers } from './use-grid-handlers.ts';
import { useLiveCells } from './use-live-cells.ts';
import { useRoom } from './use-room.ts';
import { useWorkingSheet } from './use-working-sheet.ts';
import type { Handling } from './key-actions.ts';

registerGridModules();

export type KpiGridProps = {
  source: SheetSource;
  /** Left out, the grid offers both sheets itself. */
  sheet?: SheetName;
  /** Name of the grid for screen readers. */
  label?: string;
  /** Rows to show; all where left out. */
  visible?: ReadonlySet<string> | undefined;
  filter?: { words: string; clear: () => void } | undefined;
  /** Shown instead of rows where there are none. */
  empty?: ReactNode;
  focus?: Focus;
  onFocus?: (focus: Focus) => void;
  onEditing?: (editing: boolean) => void;
  /** A person asks for the cell where a figure is typed. */
  onHome?: (cell: string) => void;
  /** A person asks to comment on the cell in focus. */
  onComment?: (() => void) | undefined;
  /** Goes to where a value that was not taken is handed in as a proposal. */
  onHandIn?: (() => void) | undefined;
  /** Is given the way back to the cell that had the focus last; it is false where there is no cell. */
  enter?: RefObject<(() => boolean) | null>;
  /** Draws who reports rows, for group rows and the entity column. */
  assign?: ((rows: string[]) => ReactNode) | undefined;
  /** More for the line above the sheet. */
  tools?: ReactNode;
  /** Words in that line, where something is to be said of what is shown. */
  words?: ReactNode;
  /** How the person likes the sheets; without it, for as long as the page. */
  remembered?: RememberedView;
  /** Another number weighs the order of sorted rows anew: the figures have only now come. */
  settled?: number;
  /** The words to find, where the page has an address for them. */
  find?: FindWords;
  /** Nothing is typed here, whoever looks. */
  readOnly?: boolean;
  /** What the menus of cells and columns offer beside the sheet's own. */
  menu?: MoreMenu;
  /** The selection and its gestures, where the page around has a use for them. */
  working?: Sheet;
};

/** Rows that are drawn beyond the window. The first painting does without them: they take a third of its time. */
const ROWS_BEYOND = 8;

const TIP_DELAY_MS = 500;

const rowId = ({ data }: GetRowIdParams<SheetRow>): string => data.id;
const isGroup = ({ rowNode }: IsFullWidthRowParams<SheetRow>): boolean =>
  rowNode.data?.kind === 'group';

export function KpiGrid(props: KpiGridProps) {
  const { source, visible, filter, assign, focus, onFocus } = props;
  const { t } = useTranslation('grid');
  const [chosen, setChosen] = useState<SheetName>('kpi');
  const sheet = props.sheet ?? chosen;
  const density = useDensity();
  const narrow = useMedia(PHONE);
  const unfit = useCallback((column: SheetColumn) => isUnfit(column, source), [source]);
  const api = useRef<GridApi<SheetRow>>(undefined);
  const wrapper = useRef<HTMLDivElement>(null);
  const looked = useSheetViews(props, { source, sheet, t, unfit, api, wrapper });
  const { view, bridge, backToCell } = looked;
  const { rows, folded, setFolded } = view;
  const readOnly = props.readOnly ?? false;
  const context = useGridContext({ source, t, readOnly, bridge });
  const fold = useCallback((group: string) => setFolded((was) => toggled(was, group)), [setFolded]);
  const refusal = useRefusalAtCell(source, wrapper, api);
  const [ready, setReady] = useState(0);
  const working = useWorkingSheet(
    { source, t, readOnly, sheet, wrapper, api, ready },
    props.working,
  );
  useAskedReasons(working, source, refusal.setJustRefused);
  const handling: Handling = {
    context,
    api,
    refusal,
    sheet: working,
    fold,
    onFocus,
    onHome: props.onHome,
    onComment: props.onComment,
  };
  const latest = useRef(handling);
  useLayoutEffect(() => {
    latest.current = handling;
  });
  const handlers = useGridHandlers(latest);
  useLiveCells(context, api);
  useSheetClipboard(working, wrapper, {
    mark: decimalMark(source.locale),
    sayOne: ({ row, column }) => refusal.say(row, column),
  });
  useImperativeHandle(props.enter, () => () => enterGrid(api.current), []);
  const label = props.label ?? t(`sheet.${sheet}`);
  useGridAria(api, { label, description: props.enter && t('keys') }, ready);
  const room = useRoom(wrapper);
  const slid = useSlid(wrapper);
  const [cut, lookForCut] = useCut();
  useFocusFollowing({ source, wrapper, api, ready, focus, onFocus, rows, folded, setFolded });
  const defs = useColumnDefs({ source, sheet, t, narrow, room: room ?? 'some' }, view, assign);
  useTextRows(api, density, ready);
  const defaults = useDefaultDef(handlers);
  // The same object each time: the grid draws its rows anew when it changes, and ends what is being typed.
  const groupParams = useMemo(() => ({ fold, actions: assign }), [fold, assign]);
  const right = document.documentElement.dir === 'rtl';
  return (
    <div className="ts-sheet" data-testid={`sheet-${sheet}`}>
      <SheetToolbar
        sheet={sheet}
        filter={filter && { ...filter, rows: visible?.size ?? 0 }}
        unfit={(column) => unfit(column) || (column.spare === true && room === 'little')}
        hidden={view.hidden}
        setHidden={view.setHidden}
        reset={view.reset}
        isSorted={view.sort !== null}
        folded={folded.size > 0}
        foldAll={
          view.sort ? undefined : (depth) => setFolded(new Set(allGroups(source.catalogue, depth)))
        }
        unfoldAll={() => setFolded(new Set())}
        words={
          <>
            {props.words}
            <OrderWords view={view} />
          </>
        }
        find={() => looked.finding.setWords(looked.finding.words ?? '')}
      >
        {props.sheet === undefined && <SheetSwitch sheet={sheet} choose={setChosen} />}
        {props.tools}
      </SheetToolbar>
      <FindBar found={looked.finding} backToCell={backToCell} />
      <style>{gridRules(cut, focus)}</style>
      {rows.length === 0 && <div className="ts-empty">{props.empty}</div>}
      <div className={classOf(rows)} ref={wrapper} onFocus={handlers.came}>
        {room && (
          <AgGridReact<SheetRow>
            key={`${sheet}-${right}-${density}`}
            theme={gridTheme}
            rowData={rows}
            columnDefs={defs}
            defaultColDef={defaults}
            context={context}
            getRowId={rowId}
            isFullWidthRow={isGroup}
            fullWidthCellRenderer={GroupRowView}
            fullWidthCellRendererParams={groupParams}
            getRowHeight={HEIGHT_IN[density]}
            enableRtl={right}
            readOnlyEdit
            onCellEditRequest={handlers.edited}
            onCellEditingStarted={() => props.onEditing?.(true)}
            onCellEditingStopped={() => props.onEditing?.(false)}
            onCellFocused={handlers.focused}
            onCellKeyDown={handlers.groupKey}
            onCellClicked={handlers.clicked}
            onCellDoubleClicked={handlers.doubleClicked}
            onBodyScroll={(event) => {
              refusal.scrolled();
              if (event.direction === 'vertical') return;
              lookForCut(event);
            }}
            onDisplayedColumnsChanged={lookForCut}
            onColumnResized={(event) => {
              lookForCut(event);
              context.painters.paint(context);
              if (!narrow) looked.resized(event);
            }}
            onGridSizeChanged={(event) => {
              lookForCut(event);
              keepInView(event.api);
            }}
            onRowDataUpdated={(event) => settleHeights(event.api, density)}
            rowBuffer={0}
            onFirstDataRendered={(event) => afterPainting(() => drawBeyond(event.api))}
            onGridReady={(event) => {
              api.current = event.api;
              slid.current?.begun();
              setReady((n) => n + 1);
            }}
            stopEditingWhenCellsLoseFocus
            suppressStartEditOnTab
            tooltipShowDelay={TIP_DELAY_MS}
            tooltipHideDelay={TIP_STAYS_MS}
            animateRows={false}
            suppressNoRowsOverlay
            suppressScrollOnNewData
            suppressRowTransform
            ensureDomOrder
          />
        )}
      </div>
      <SheetMenus {...{ sheet, api, wrapper, working }} looked={looked} more={props.menu} />
      <RefusalAtCell source={source} handle={refusal} sheet={working} handIn={props.onHandIn} />
      <SelectionWords sheet={working} />
      <LeftOutNotice sheet={working} />
    </div>
  );
}

const classOf = (rows: readonly SheetRow[]): string =>
  rows.length === 0 ? 'ts-grid ts-grid-empty' : 'ts-grid';

function drawBeyond(grid: GridApi<SheetRow>): void {
  if (!grid.isDestroyed()) grid.setGridOption('rowBuffer', ROWS_BEYOND);
}

function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}

/** Columns that this source cannot fill. */
/** Columns of what was typed, and their names; a result is read by its unit. */
const isOfFigures = (id: string, kind: SheetColumn['kind']): boolean =>
  (kind === 'filled' && id !== 'unit') || id === 'numeratorLabel' || id === 'denominatorLabel';

function isUnfit({ id, kind }: SheetColumn, source: SheetSource): boolean {
  if (source.isResultsOnly && isOfFigures(id, kind)) return true;
  if (id === 'entity') return source.entityOf === undefined;
  // A locked version stays as it is; in a live sheet the verdicts may be released at any moment.
  if (id === 'verified') return !source.verifications && !source.subscribeMarks;
  if (id !== 'further') return false;
  const { dataPoints } = source.catalogue;
  return !dataPoints.some((point) => point.inputs.some((use) => use.column === id));
}
