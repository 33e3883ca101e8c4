/** Where a cell of the sheet is drawn, for what is said at it. */
import { useCallback, useEffect, useState } from 'react';

type Place = { row: string; column: string };
export type Box = { left: number; top: number; bottom: number };

/** Where a cell is drawn; undefined while it is not. Looked at again as anything scrolls. */
export function useBoxOf(place: Place | null): Box | undefined {
  const [box, setBox] = useState<Box>();
  const find = useCallback(() => {
    const found =
      place &&
      document.querySelector(
        `.ts-grid [row-id="${CSS.escape(place.row)}"] [col-id="${CSS.escape(place.column)}"]`,
      );
    const seen = found?.getBoundingClientRect();
    setBox((was) =>
      seen && was?.left === seen.left && was.top === seen.top
        ? was
        : seen && { left: seen.left, top: seen.top, bottom: seen.bottom },
    );
  }, [place]);
  useEffect(() => {
    const frame = requestAnimationFrame(find);
    document.addEventListener('scroll', find, { capture: true, passive: true });
    window.addEventListener('resize', find);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', find, { capture: true });
      window.removeEventListener('resize', find);
    };
  }, [find]);
  return box;
}
