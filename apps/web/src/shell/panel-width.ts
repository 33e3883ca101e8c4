/** Width of the right panel, kept in the browser. */
import { useCallback, useState } from 'react';

const KEY = 'tallystick.panel';
export const PANEL_MIN = 280;
export const PANEL_MAX = 640;
/** A wide screen has room for longer lines. */
const WIDE_SCREEN_PX = 1_600;
const PANEL_USUAL = window.innerWidth < WIDE_SCREEN_PX ? 300 : 340;

type Kept = { width: number; open: boolean };

function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>;
    return { width: fit(kept.width ?? PANEL_USUAL), open: kept.open ?? true };
  } catch {
    return { width: PANEL_USUAL, open: true };
  }
}

const fit = (width: number): number =>
  Number.isFinite(width)
    ? Math.min(PANEL_MAX, Math.max(PANEL_MIN, Math.round(width)))
    : PANEL_USUAL;

export function usePanel(): Kept & {
  setWidth: (width: number) => void;
  setOpen: (open: boolean) => void;
} {
  const [panel, setPanel] = useState(read);
  const keep = useCallback((part: Partial<Kept>) => {
    setPanel((was) => {
      const next = { ...was, ...part };
      try {
        localStorage.setItem(KEY, JSON.stringify(next));
      } catch {
        // Blocked storage: the width lasts as long as the page.
      }
      return next;
    });
  }, []);
  return {
    ...panel,
    setWidth: (width) => keep({ width: fit(width) }),
    setOpen: (open) => keep({ open }),
  };
}
