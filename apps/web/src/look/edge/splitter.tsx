/** The edge by which a part of the page is given more room, by mouse, finger or arrow keys. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Bounds } from './kept-size.ts';
import classes from './splitter.module.css';

const STEP = 24;

type Props = {
  /** The part lies at the end of the line, or above the edge. */
  part: 'at-end' | 'above';
  size: number;
  setSize: (size: number) => void;
  bounds: Bounds;
  label: string;
  testId: string;
  /** What it takes now, in px, where that may be less than `size`. */
  taken?: () => number | undefined;
};

export function Splitter({ part, size, setSize, bounds, label, testId, taken }: Props) {
  const from = useRef<{ at: number; size: number }>(undefined);
  const isBeside = part === 'at-end';
  const sign = isBeside && document.documentElement.dir !== 'rtl' ? -1 : 1;
  const now = (): number => taken?.() ?? size;
  const at = (event: PointerEvent): number => (isBeside ? event.clientX : event.clientY);

  function down(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { at: at(event), size: now() };
  }
  function move(event: PointerEvent<HTMLDivElement>): void {
    if (from.current) setSize(from.current.size + sign * (at(event) - from.current.at));
  }
  function key(event: KeyboardEvent): void {
    const [less, more] = isBeside ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    setSize(now() + sign * (event.key === more ? STEP : -STEP));
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a focusable separator is a widget (WAI-ARIA)
    <div
      className={classes.splitter}
      role="separator"
      tabIndex={0}
      aria-orientation={isBeside ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={bounds.min}
      aria-valuemax={bounds.max}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => {
        from.current = undefined;
      }}
      onKeyDown={key}
      data-testid={testId}
    />
  );
}
