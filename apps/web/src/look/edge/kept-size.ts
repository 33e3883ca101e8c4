/** How much room a part of the page has, and whether it is open, kept in the browser. */
import { useCallback, useState } from 'react';

/** In px; `usual` until somebody changes it. */
export type Bounds = { min: number; max: number; usual: number };

type Kept = { size: number; open: boolean };

const fit = (size: unknown, { min, max, usual }: Bounds): number =>
  typeof size === 'number' && Number.isFinite(size)
    ? Math.min(max, Math.max(min, Math.round(size)))
    : usual;

function read(key: string, bounds: Bounds): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>;
    return { size: fit(kept.size, bounds), open: kept.open !== false };
  } catch {
    return { size: bounds.usual, open: true };
  }
}

export function useKeptSize(
  key: string,
  bounds: Bounds,
): Kept & { setSize: (size: number) => void; setOpen: (open: boolean) => void } {
  const [kept, setKept] = useState(() => read(key, bounds));
  const keep = useCallback(
    (part: Partial<Kept>) => {
      setKept((was) => {
        const next = { ...was, ...part };
        try {
          localStorage.setItem(key, JSON.stringify(next));
        } catch {
          // Blocked storage: it lasts as long as the page.
        }
        return next;
      });
    },
    [key],
  );
  return {
    ...kept,
    setSize: (size) => keep({ size: fit(size, bounds) }),
    setOpen: (open) => keep({ open }),
  };
}
