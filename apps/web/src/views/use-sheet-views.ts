/** Layout, finding and column menus of one grid, tied together. */
import type { Focus } from '../lines/focus.ts';
import type { ColumnResizedEvent, GridApi } from 'ag-grid-community';
import { type RefObject, useCallback, useLayoutEffect, useMemo } from 'react';
import type { SheetColumn, SheetName } from '../lines/sheet-columns.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { enterGrid } from './enter-grid.ts';
import { useHeaderMenu } from './header-menu.tsx';
import { type RememberedView, useRememberedView } from './remembered-view.ts';
import { type FindWords, useFind, useFoundCells } from './use-find.ts';
import { useGridView } from './use-grid-view.ts';
import { ViewBridge } from './view-bridge.ts';
import type { LookWords } from '../lines/quick-words.ts';

type Around = {
  source: SheetSource;
  sheet: SheetName;
  t: LookWords;
  unfit: (column: SheetColumn) => boolean;
  api: RefObject<GridApi<SheetRow> | undefined>;
  wrapper: RefObject<HTMLDivElement | null>;
};

type Given = {
  visible?: ReadonlySet<string> | undefined;
  filter?: { words: string; clear: () => void } | undefined;
  remembered?: RememberedView;
  settled?: number;
  find?: FindWords;
  focus?: Focus;
  onFocus?: (focus: Focus) => void;
};

export function useSheetViews(given: Given, { source, sheet, t, unfit, api, wrapper }: Around) {
  const { visible } = given;
  const passing = useRememberedView();
  const remembered = given.remembered ?? passing;
  const view = useGridView({
    source,
    sheet,
    visible,
    unfit,
    remembered,
    t,
    settled: given.settled ?? 0,
  });
  const finding = useFind({
    source,
    sheet,
    t,
    visible,
    order: view.order,
    hidden: view.hidden,
    focus: given.focus,
    given: given.find,
    goTo: given.onFocus,
    filter: given.filter,
  });
  const bridge = useMemo(() => new ViewBridge(), []);
  useFoundCells(finding, api, bridge);
  const menu = useHeaderMenu(wrapper);
  const { open } = menu;
  useLayoutEffect(() => bridge.setOpenMenu(open), [bridge, open]);
  const backToCell = useCallback(() => void enterGrid(api.current), [api]);
  const { setWidth } = view;
  const resized = useCallback(
    ({ source: by, finished, columns }: ColumnResizedEvent<SheetRow>) => {
      if (!finished || (by !== 'uiColumnResized' && by !== 'autosizeColumns' && by !== 'api'))
        return;
      for (const column of columns ?? []) setWidth(column.getColId(), column.getActualWidth());
    },
    [setWidth],
  );
  return { view, finding, bridge, menu, backToCell, resized };
}
