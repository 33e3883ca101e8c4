/** The edge by which the panel is made wider, by mouse, finger or arrow keys. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './workbook-layout.module.css';
import { PANEL_MAX, PANEL_MIN } from './panel-width.ts';

const STEP = 24;

export function Splitter({
  width,
  setWidth,
}: {
  width: number;
  setWidth: (width: number) => void;
}) {
  const { t } = useTranslation('shell');
  const from = useRef<{ x: number; width: number }>(undefined);
  const sign = document.documentElement.dir === 'rtl' ? 1 : -1;

  function down(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width };
  }
  function move(event: PointerEvent<HTMLDivElement>): void {
    if (from.current) setWidth(from.current.width + sign * (event.clientX - from.current.x));
  }
  function key(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') setWidth(width - sign * STEP);
    if (event.key === 'ArrowRight') setWidth(width + sign * STEP);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a focusable separator is a widget (WAI-ARIA)
    <div
      className={classes.splitter}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('splitter')}
      aria-valuenow={width}
      aria-valuemin={PANEL_MIN}
      aria-valuemax={PANEL_MAX}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => {
        from.current = undefined;
      }}
      onKeyDown={key}
      data-testid="splitter"
    />
  );
}
