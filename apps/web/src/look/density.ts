/** How close the rows of the sheet stand: a choice of this browser's person. */
import { useSyncExternalStore } from 'react';

export const DENSITIES = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];

/** Heights in CSS px: of a line, and of group rows by their depth. A compact line has room for one line of text. */
export const HEIGHTS: Record<Density, { line: number; groups: readonly [number, number, number] }> =
  {
    compact: { line: 25, groups: [28, 25, 25] },
    normal: { line: 34, groups: [34, 30, 28] },
    roomy: { line: 44, groups: [44, 40, 38] },
  };

const KEY = 'tallystick.density';
const listeners = new Set<() => void>();

const isDensity = (text: unknown): text is Density => DENSITIES.includes(text as Density);

function stored(): Density {
  try {
    const kept = localStorage.getItem(KEY);
    return isDensity(kept) ? kept : 'normal';
  } catch {
    return 'normal';
  }
}

let chosen = stored();

/** Styles read it at the root. */
function show(): void {
  document.documentElement.dataset.density = chosen;
}

/** Chooses for this browser; where nothing can be stored it holds until the page is closed. */
export function chooseDensity(density: Density): void {
  chosen = density;
  try {
    localStorage.setItem(KEY, density);
  } catch {
    // Blocked storage: the choice lives on in this page.
  }
  show();
  for (const listener of listeners) listener();
}

show();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen density, outside of React. */
export const density = (): Density => chosen;

/** The chosen density. */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, () => chosen);
}
