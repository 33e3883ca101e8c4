/** The wheel on the page: one stop of the keyboard, from which the arrow keys go round. */
import type { Wheel } from '@tallystick/picture/model';
import { drawWheel } from '@tallystick/picture/wheel/wheel';
import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, useMemo } from 'react';
import { PHONE } from '../look/window-room.ts';
import { placeOf } from './places.ts';

/** Where a key leads among links that follow each other; undefined for a key of another use. */
export function ledTo(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowUp':
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** In Arabic the parts follow each other to the left. */
const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

function move(event: KeyboardEvent<HTMLDivElement>, isMirrored: boolean): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<SVGAElement>('a[data-part]')];
  const at = links.findIndex((link) => link === document.activeElement);
  const key = isMirrored ? (MIRRORED[event.key] ?? event.key) : event.key;
  const next = at < 0 ? undefined : ledTo(key, at, links.length);
  if (next === undefined) return;
  event.preventDefault();
  links[at]?.setAttribute('tabindex', '-1');
  links[next]?.setAttribute('tabindex', '0');
  links[next]?.focus();
}

export function WheelView({ wheel }: { wheel: Wheel }) {
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const svg = useMemo(
    () =>
      drawWheel(wheel, {
        prefix: 'wheel',
        hasNames: !isPhone,
        hrefOf: (id) => `#${placeOf(id)}`,
        hasOneStop: true,
      }).svg,
    [wheel, isPhone],
  );
  return (
    <div
      className="scores-wheel"
      data-testid="wheel"
      onKeyDown={(event) => move(event, wheel.language === 'ar')}
      // The picture escapes every name that it is given.
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
