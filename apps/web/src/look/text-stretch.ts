/**
 * How much larger texts are set than this app asks for: a person's own style sheet may space lines, words and letters
 * (WCAG 1.4.12), and the sheet has rows and columns of a set size that must grow with them.
 */
import { useSyncExternalStore } from 'react';

export type Stretch = { lines: number; letters: number };

/** Below this nobody sees it; fonts and roundings differ by as much. */
const SLIGHT = 1.03;
const SAMPLE = 'Numerator of 12 345';

let now: Stretch = { lines: 1, letters: 1 };
const listeners = new Set<() => void>();

const atLeastOne = (ratio: number): number =>
  Number.isFinite(ratio) && ratio > SLIGHT ? Math.round(ratio * 100) / 100 : 1;

/** A line of the sheet where nobody sees it, as wide and as high as it is set. */
function sample(): HTMLElement {
  const line = document.createElement('span');
  line.className = 'ts-text';
  line.textContent = SAMPLE;
  const words = document.createElement('div');
  words.className = 'ts-words ts-sample';
  words.append(line);
  const hidden = document.createElement('div');
  hidden.className = 'ts-hidden';
  hidden.ariaHidden = 'true';
  hidden.append(words);
  document.body.append(hidden);
  return line;
}

/** What the letters take where nothing is put between them: a drawing knows of no style sheet. */
function plainWidth(line: HTMLElement): number {
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return Number.NaN;
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(line);
  pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  return pen.measureText(SAMPLE).width;
}

function measure(line: HTMLElement): void {
  const root = getComputedStyle(document.documentElement);
  const line_px = Number.parseFloat(root.getPropertyValue('--ts-words-line'));
  const { width, height } = line.getBoundingClientRect();
  const next = {
    lines: atLeastOne(height / line_px),
    letters: atLeastOne(width / plainWidth(line)),
  };
  if (next.lines === now.lines && next.letters === now.letters) return;
  now = next;
  for (const listener of listeners) listener();
}

let isWatched = false;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isWatched) {
    isWatched = true;
    const line = sample();
    new ResizeObserver(() => measure(line)).observe(line);
  }
  return () => listeners.delete(listener);
}

/** Outside of React; 1 and 1 before anything was measured. */
export const textStretch = (): Stretch => now;

export function useTextStretch(): Stretch {
  return useSyncExternalStore(subscribe, textStretch);
}
