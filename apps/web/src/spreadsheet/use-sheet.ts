/**
 * Joins a sheet with the grid that shows it, for React. Grids come and go (another sheet, another direction) while the
 * person's work in the layer goes on.
 */
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect, useState } from 'react';
import type { Box } from './box.ts';
import { GridScreen } from './grid-screen.ts';
import { PointerSelection } from './pointer-selection.ts';
import type { SheetData } from './port.ts';
import { RangePainter } from './range-painter.ts';
import { Sheet } from './sheet.ts';

type Joining = {
  wrapper: RefObject<HTMLElement | null>;
  api: RefObject<GridApi | undefined>;
  /** Counts the grids that stood here. */
  ready: number;
  data: SheetData;
};

/** Events of the grid after which other rows or columns may stand on the screen, or elsewhere. */
const MOVED = [
  'modelUpdated',
  'displayedColumnsChanged',
  'columnResized',
  'gridSizeChanged',
] as const;

/** Joins; returns the way to part. */
function join(sheet: Sheet, api: GridApi, root: HTMLElement): () => void {
  const screen = new GridScreen(api, root);
  const painter = new RangePainter(screen);
  const { selection } = sheet;
  let preview: Box | undefined;
  let frame = 0;
  const mark = (): void => {
    frame = 0;
    if (!screen.isGone) painter.mark(selection.order(), selection.state());
  };
  const markSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(mark);
  };
  const paint = (): void => {
    painter.paint(selection.order(), selection.state(), {
      preview,
      copied: sheet.copied,
      mayFill: (box) => sheet.mayFill(box),
    });
    markSoon();
  };
  const look = (): void => {
    sheet.look();
    paint();
  };
  // Only sideways does anything come to lie under the pinned columns; to look costs the layout of what has just come.
  const slid = ({ direction }: { direction: string }): void => {
    if (direction === 'horizontal') painter.clip();
  };
  sheet.screen = screen;
  look();
  const pointer = new PointerSelection(sheet, screen, (box) => {
    preview = box;
    paint();
  });
  const stops = [selection.subscribe(paint), sheet.subscribeOutline(paint), pointer.listen()];
  root.addEventListener('scroll', markSoon, { capture: true, passive: true });
  api.addEventListener('bodyScroll', slid);
  for (const event of MOVED) api.addEventListener(event, look);
  api.addEventListener('viewportChanged', markSoon);
  return () => {
    for (const stop of stops) stop();
    cancelAnimationFrame(frame);
    root.removeEventListener('scroll', markSoon, { capture: true });
    if (!api.isDestroyed()) {
      api.removeEventListener('bodyScroll', slid);
      for (const event of MOVED) api.removeEventListener(event, look);
      api.removeEventListener('viewportChanged', markSoon);
    }
    painter.remove();
    sheet.screen = undefined;
  };
}

/** The sheet of a grid: the same object as long as the component stands. */
export function useSheet({ wrapper, api, ready, data }: Joining, given?: Sheet): Sheet {
  const [own] = useState(() => new Sheet());
  const sheet = given ?? own;
  sheet.attach(data);
  useEffect(() => {
    const root = wrapper.current;
    if (!api.current || api.current.isDestroyed() || !root) return undefined;
    return join(sheet, api.current, root);
  }, [sheet, api, wrapper, ready]);
  // What takes nothing any more, as when the workbook is locked, loses the handle at once.
  useEffect(() => sheet.redraw(), [sheet, data]);
  return sheet;
}
