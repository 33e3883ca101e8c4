/**
 * Selecting with the mouse: click, drag, shift, ctrl, headers, and the handle that fills. A drag lives from one press
 * to its release and over the edge of the sheet; a finger scrolls and does none of it.
 */
import { type Box, boxOf } from './box.ts';
import { beyond, filledBeyond, type Growth, rowsBeside } from './fill.ts';
import type { GridScreen } from './grid-screen.ts';
import type { Place } from './port.ts';
import { HANDLE } from './range-painter.ts';
import { ROW_HEAD } from './row-head.ts';
import { isSame, placeAt, type Spot } from './screen-order.ts';
import { block, boxesOf, everything, isSelected, only, removed, wholeFrom } from './selection.ts';
import type { Sheet } from './sheet.ts';

/** The farthest that one frame scrolls while the mouse is beyond the edge, in CSS px. */
const SCROLL_STEP_PX_MAX = 34;
/** Two presses on the handle within this are a double click, in milliseconds: the usual setting of desktops. */
const DOUBLE_MS = 500;
/** Controls inside of cells and headers keep their clicks. */
const CONTROLS = 'button, a, input, textarea, select, [role="button"], .ag-header-cell-resize';

/** The heads of columns and of rows. */
const HEADS = `.ag-header-cell, .ag-cell[col-id="${ROW_HEAD}"]`;

type Point = { x: number; y: number };
type Drag = { move(spot: Spot): void; end(): void };

export type PreviewPainter = (preview: Box | undefined) => void;

export class PointerSelection {
  private readonly sheet: Sheet;
  private readonly screen: GridScreen;
  private readonly preview: PreviewPainter;
  private readonly root: HTMLElement;
  private isTaken = false;
  private drag: Drag | undefined;
  private point: Point = { x: 0, y: 0 };
  private frame = 0;
  /** When the handle was pressed last. */
  private handledAt = Number.NEGATIVE_INFINITY;

  constructor(sheet: Sheet, screen: GridScreen, preview: PreviewPainter) {
    this.sheet = sheet;
    this.screen = screen;
    this.preview = preview;
    this.root = screen.root;
  }

  /** Listens; returns the way to stop. */
  listen(): () => void {
    const capture = { capture: true };
    this.root.addEventListener('pointerdown', this.pressed, capture);
    this.root.addEventListener('mousedown', this.mouseFollows, capture);
    return () => {
      this.root.removeEventListener('pointerdown', this.pressed, capture);
      this.root.removeEventListener('mousedown', this.mouseFollows, capture);
      this.release();
    };
  }

  /** The grid moves its focus on `pointerdown`, the browser on the `mousedown` after it: what is taken is taken from both. */
  private readonly mouseFollows = (event: MouseEvent): void => {
    if (this.isTaken) take(event);
  };

  private take(event: MouseEvent): void {
    this.isTaken = true;
    take(event);
  }

  private readonly pressed = (event: PointerEvent): void => {
    const { target } = event;
    this.isTaken = false;
    if (event.button !== 0 || event.pointerType === 'touch' || !(target instanceof Element)) return;
    this.point = { x: event.clientX, y: event.clientY };
    if (target.classList.contains(HANDLE)) this.pressHandle(event);
    else if (target.closest(CONTROLS)) return;
    else if (target.closest(HEADS)) this.pressHead(event, target);
    else if (target.closest('.ag-cell')) this.pressCell(event, target);
  };

  private pressCell(event: MouseEvent, target: Element): void {
    const place = placeOf(target);
    if (!place || target.closest('.ag-cell-inline-editing')) return;
    const { sheet } = this;
    const { selection } = sheet;
    const isCtrl = event.ctrlKey || event.metaKey;
    if (event.shiftKey || isCtrl || sheet.isStretching) {
      // The grid would move its focus and forget the others.
      this.take(event);
      this.screen.api.stopEditing();
    }
    if (isCtrl && selection.isBlock() && isSelected(selection.order(), selection.state(), place)) {
      selection.set(removed(selection.order(), selection.state(), place));
      const { focus } = selection.current();
      if (focus) this.screen.focus(focus);
      return;
    }
    if (event.shiftKey || sheet.isStretching) sheet.stretch(place);
    else if (isCtrl && selection.current().focus) sheet.add(place);
    else sheet.followed(place);
    // A press on the focus of a block leaves that alone.
    if (!event.shiftKey && !isCtrl && !sheet.isStretching) sheet.collapse();
    this.begin({
      move: (spot) => {
        const edge = placeAt(selection.order(), spot);
        const last = selection.state().spans.at(-1);
        if (edge && !isSame(last?.edge, edge)) sheet.stretchTo(edge);
      },
      end: () => undefined,
    });
  }

  /** The heads of rows and of columns, and the corner between them, which is the head of all. */
  private pressHead(event: MouseEvent, target: Element): void {
    const { selection } = this.sheet;
    const order = selection.order();
    const head = target.closest('.ag-cell, .ag-header-cell')?.getAttribute('col-id');
    const ofRow = target.closest('[row-id]')?.getAttribute('row-id');
    const row = ofRow ?? this.screen.firstSeenRow(order);
    const column = head === ROW_HEAD ? order.columns[0] : head;
    if (!column || !row || order.columnAt(column) < 0 || order.rowAt(row) < 0) return;
    const place = { row, column };
    if (ofRow) this.pressWhole(event, 'rows', place);
    else if (head !== ROW_HEAD) this.pressWhole(event, 'columns', place);
    else {
      this.take(event);
      this.screen.focus(place);
      selection.set(everything(only(place)));
    }
  }

  private pressWhole(event: MouseEvent, whole: 'rows' | 'columns', place: Place): void {
    const { selection } = this.sheet;
    this.take(event);
    this.screen.api.stopEditing();
    const { spans, focus } = selection.state();
    const isCtrl = event.ctrlKey || event.metaKey;
    if (event.shiftKey && focus) {
      const kept = isCtrl ? spans : spans.slice(0, -1);
      selection.set({ spans: [...kept, wholeFrom(focus, place, whole)], focus });
    } else {
      const kept = isCtrl ? spans : [];
      selection.set({ spans: [...kept, wholeFrom(place, place, whole)], focus: place });
      this.screen.focus(place);
    }
    this.begin({
      move: (spot) => {
        const now = selection.state();
        const to = placeAt(selection.order(), spot);
        if (!now.focus || !to) return;
        const span = wholeFrom(now.focus, to, whole);
        if (isSame(span.edge, now.spans.at(-1)?.edge)) return;
        selection.set({ spans: [...now.spans.slice(0, -1), span], focus: now.focus });
      },
      end: () => undefined,
    });
  }

  private pressHandle(event: MouseEvent): void {
    this.take(event);
    // A press that is taken here makes no click, so the browser knows of no double one.
    const isDouble = event.timeStamp - this.handledAt < DOUBLE_MS;
    this.handledAt = isDouble ? Number.NEGATIVE_INFINITY : event.timeStamp;
    if (isDouble) {
      this.fillDown();
      return;
    }
    const { selection } = this.sheet;
    const order = selection.order();
    const [box] = boxesOf(order, selection.state());
    if (!box) return;
    let growth: Growth | undefined;
    this.begin({
      move: (spot) => {
        growth = growthTo(box, spot);
        this.preview(growth && beyond(order, box, growth));
      },
      end: () => {
        this.preview(undefined);
        if (!growth) return;
        // A second drag soon after the first is no double click.
        this.handledAt = Number.NEGATIVE_INFINITY;
        this.fill(box, growth);
      },
    });
  }

  /** The double click: down as far as the neighbours have data. */
  private fillDown(): void {
    const { selection } = this.sheet;
    const [box] = boxesOf(selection.order(), selection.state());
    const by = box ? rowsBeside(this.sheet.field(), box) : 0;
    if (box && by > 0) this.fill(box, { way: 'down', by });
  }

  private fill(box: Box, growth: Growth): void {
    const { selection, data } = this.sheet;
    const order = selection.order();
    const target = beyond(order, box, growth);
    if (!target) return;
    this.sheet.write('fill', filledBeyond(order, data, { box, ...growth }));
    const all = {
      top: Math.min(box.top, target.top),
      bottom: Math.max(box.bottom, target.bottom),
      first: Math.min(box.first, target.first),
      last: Math.max(box.last, target.last),
    };
    selection.set(block(order, all, selection.current().focus));
  }

  private begin(drag: Drag): void {
    this.release();
    this.drag = drag;
    window.addEventListener('pointermove', this.moved);
    window.addEventListener('pointerup', this.released);
    window.addEventListener('blur', this.released);
  }

  private readonly moved = (event: MouseEvent): void => {
    if ((event.buttons & 1) === 0) {
      this.released();
      return;
    }
    this.point = { x: event.clientX, y: event.clientY };
    this.follow();
    const { x, y } = this.beyondEdge();
    if ((x !== 0 || y !== 0) && this.frame === 0) this.frame = requestAnimationFrame(this.scrollOn);
  };

  /** The spot under the mouse, or at the edge nearest to it. */
  private follow(): void {
    const seen = this.screen.seen();
    const view = this.screen.viewport?.getBoundingClientRect();
    if (!view) return;
    const { x, y } = this.point;
    const spot = this.screen.spotAt(this.sheet.selection.order(), {
      x: Math.max(view.left + 1, Math.min(x, view.right - 1)),
      y: Math.max(seen.top + 1, Math.min(y, seen.bottom - 1)),
    });
    if (spot) this.drag?.move(spot);
  }

  /** How far the mouse is beyond what is seen. */
  private beyondEdge(): Point {
    const seen = this.screen.seen();
    const { x, y } = this.point;
    const over = (at: number, from: number, to: number): number =>
      at < from ? at - from : Math.max(at - to, 0);
    return { x: over(x, seen.left, seen.right), y: over(y, seen.top, seen.bottom) };
  }

  private readonly scrollOn = (): void => {
    this.frame = 0;
    const { viewport } = this.screen;
    const { x, y } = this.beyondEdge();
    if (!this.drag || !viewport || (x === 0 && y === 0)) return;
    const step = (away: number): number =>
      Math.max(-SCROLL_STEP_PX_MAX, Math.min(away, SCROLL_STEP_PX_MAX));
    viewport.scrollBy(step(x), step(y));
    this.follow();
    this.frame = requestAnimationFrame(this.scrollOn);
  };

  private readonly released = (): void => {
    const { drag } = this;
    this.release();
    drag?.end();
  };

  private release(): void {
    this.drag = undefined;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    window.removeEventListener('pointermove', this.moved);
    window.removeEventListener('pointerup', this.released);
    window.removeEventListener('blur', this.released);
  }
}

function take(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function placeOf(target: Element): Place | undefined {
  const column = target.closest('.ag-cell')?.getAttribute('col-id');
  const row = target.closest('[row-id]')?.getAttribute('row-id');
  return row && column ? { row, column } : undefined;
}

/** Which way a block grows to reach a spot: the farther one. Undefined inside of it. */
function growthTo(box: Box, spot: Spot): Growth | undefined {
  const to = boxOf(spot, spot);
  const ways: Growth[] = [
    { way: 'down', by: to.bottom - box.bottom },
    { way: 'up', by: box.top - to.top },
    { way: 'end', by: to.last - box.last },
    { way: 'start', by: box.first - to.first },
  ];
  const best = ways.toSorted((one, other) => other.by - one.by)[0];
  return best && best.by > 0 ? best : undefined;
}
