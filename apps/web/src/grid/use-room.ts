/**
 * How much width the grid has, in three steps. The columns are laid out by the grid's own width, which the window's
 * does not tell: the panel beside it opens and closes.
 */
import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * `little`: the result does not fit beside its figures, so it is held at the end. `some`: columns up to the result fit.
 * `much`: they fit at their full widths.
 */
export type Room = 'little' | 'some' | 'much';

/** The numbers of the rows and columns A to O at their narrow and at their full widths with a scroll bar, in CSS px (see `sheet-columns.ts`). */
const SOME_PX = 934;
const MUCH_PX = 1_204;

function roomIn(width: number): Room {
  if (width < SOME_PX) return 'little';
  return width < MUCH_PX ? 'some' : 'much';
}

/** Undefined until the page has been laid out for the first time: a grid drawn before would draw its columns twice. */
export function useRoom(wrapper: RefObject<HTMLElement | null>): Room | undefined {
  const [room, setRoom] = useState<Room>();
  useLayoutEffect(() => {
    const area = wrapper.current;
    if (!area) return undefined;
    const look = (): void => {
      // A sheet without rows is not displayed and says nothing of its width.
      const { clientWidth } = area;
      setRoom((was) => (clientWidth > 0 ? roomIn(clientWidth) : (was ?? 'some')));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(area);
    return () => observer.disconnect();
  }, [wrapper]);
  return room;
}
