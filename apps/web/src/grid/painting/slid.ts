/**
 * Whether the sheet is scrolled sideways. Pinned cells that stick make one layer of the browser for each row, and
 * layers cost as much as painting: so pinned cells stick only while the sheet is scrolled sideways.
 */

import { type RefObject, useEffect, useRef } from 'react';

/** Set on the wrapper while pinned cells stick (see grid.css). */
const ATTRIBUTE = 'data-slid';
/** A gesture that has not moved the sheet by then was another one, in milliseconds. */
const GESTURE_MS = 600;
/** The same of a scroll bar, which may be held still before it is dragged: browsers do not tell when it is let go. */
const HELD_MS = 10_000;

type Slid = {
  /** A new grid stands in the wrapper: it is not scrolled. */
  begun(): void;
  stop(): void;
};

/**
 * Watches the wrapper of a grid. Browsers scroll for a person before they tell of it, so a gesture that may scroll
 * sideways counts as having begun to. What the page scrolls itself, as for Tab, is told before it is drawn: by the
 * browser, for the grid's own word of it comes a frame later.
 */
function watchSlid(wrapper: HTMLElement): Slid {
  let left = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (isSlid: boolean): void => {
    if (isSlid !== wrapper.hasAttribute(ATTRIBUTE)) wrapper.toggleAttribute(ATTRIBUTE, isSlid);
  };
  const begin = (within_ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => show(left !== 0), within_ms);
    show(true);
  };
  const wheel = (event: WheelEvent): void => {
    if (event.deltaX !== 0 || event.shiftKey) begin(GESTURE_MS);
  };
  const press = ({ target, pointerType }: PointerEvent): void => {
    const isCell = target instanceof Element && target.closest('.ag-row') !== null;
    if (!isCell || pointerType !== 'mouse') begin(HELD_MS);
  };
  const moved = (left_px: number): void => {
    if (left_px === left) return;
    left = left_px;
    if (left !== 0) show(true);
    else begin(GESTURE_MS);
  };
  const scrolled = ({ target }: Event): void => {
    if (target instanceof Element && target.matches('.ag-grid-viewport')) moved(target.scrollLeft);
  };
  const quiet = { passive: true, capture: true };
  wrapper.addEventListener('scroll', scrolled, quiet);
  wrapper.addEventListener('wheel', wheel, quiet);
  wrapper.addEventListener('pointerdown', press, quiet);
  return {
    begun: () => {
      left = 0;
      clearTimeout(timer);
      show(false);
    },
    stop: () => {
      clearTimeout(timer);
      wrapper.removeAttribute(ATTRIBUTE);
      wrapper.removeEventListener('scroll', scrolled, quiet);
      wrapper.removeEventListener('wheel', wheel, quiet);
      wrapper.removeEventListener('pointerdown', press, quiet);
    },
  };
}

/** Watches for as long as the wrapper stands. */
export function useSlid(wrapper: RefObject<HTMLElement | null>): RefObject<Slid | undefined> {
  const slid = useRef<Slid>(undefined);
  useEffect(() => {
    if (!wrapper.current) return undefined;
    slid.current = watchSlid(wrapper.current);
    return slid.current.stop;
  }, [wrapper]);
  return slid;
}
