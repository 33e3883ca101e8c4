/**
 * Whether the sheet is scrolled sideways. Own file because pinned cells that stick are a layer for each row, which costs
 * the browser as much as painting: they only stick while there is something to stick over.
 */

import { type RefObject, useEffect, useRef } from 'react';

/** Set on the wrapper while pinned cells stick (see grid.css). */
const ATTRIBUTE = 'data-slid';
/** A gesture that has not moved the sheet by then was another one, in milliseconds. */
const GESTURE_MS = 600;

type Slid = {
  /** The grid has scrolled so far sideways, in CSS px. */
  moved(left_px: number): void;
  stop(): void;
};

/**
 * Watches the wrapper of a grid. Browsers scroll before they tell of it, so a gesture that may scroll sideways counts as
 * having begun to.
 */
function watchSlid(wrapper: HTMLElement): Slid {
  let left = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (isSlid: boolean): void => {
    if (isSlid !== wrapper.hasAttribute(ATTRIBUTE)) wrapper.toggleAttribute(ATTRIBUTE, isSlid);
  };
  const begin = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => show(left !== 0), GESTURE_MS);
    show(true);
  };
  const wheel = (event: WheelEvent): void => {
    if (event.deltaX !== 0 || event.shiftKey) begin();
  };
  const press = ({ target, pointerType }: PointerEvent): void => {
    const isCell = target instanceof Element && target.closest('.ag-row') !== null;
    if (!isCell || pointerType !== 'mouse') begin();
  };
  const quiet = { passive: true, capture: true };
  wrapper.addEventListener('wheel', wheel, quiet);
  wrapper.addEventListener('pointerdown', press, quiet);
  return {
    moved: (left_px) => {
      left = left_px;
      if (left !== 0) show(true);
      else begin();
    },
    stop: () => {
      clearTimeout(timer);
      wrapper.removeAttribute(ATTRIBUTE);
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
