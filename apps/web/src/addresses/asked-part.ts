/** What an address asks to open beside the sheet: a notice leads to what was said, and not to its row alone. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useQuery } from './routes.ts';

const PARTS = ['comments', 'queries', 'findings'] as const;
export type Part = (typeof PARTS)[number];

/** The key in the query; it is no part of a view, and gone once it was followed. */
export const PART_KEY = 'open';

/** The address that is shown, asking for a part as well. */
export function withPart(part: Part): string {
  const { pathname, search } = window.location;
  const query = new URLSearchParams(search);
  query.set(PART_KEY, part);
  return `${pathname}?${query}`;
}

/** Opens what the address asks for, once, if it is one of these; reloading and going back ask for nothing again. */
export function useAskedPart(parts: readonly Part[], open: (part: Part) => void): void {
  const query = useQuery();
  const asked = PARTS.find((part) => part === new URLSearchParams(query).get(PART_KEY));
  const latest = useRef({ parts, open });
  useLayoutEffect(() => {
    latest.current = { parts, open };
  });
  useEffect(() => {
    if (asked === undefined || !latest.current.parts.includes(asked)) return;
    const { pathname, search } = window.location;
    const rest = new URLSearchParams(search);
    rest.delete(PART_KEY);
    // Nobody is told: what is looked at stays as it is.
    const address = rest.size === 0 ? pathname : `${pathname}?${rest}`;
    window.history.replaceState(null, '', address);
    latest.current.open(asked);
  }, [asked]);
}
