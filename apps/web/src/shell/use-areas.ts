/**
 * F6 goes round the areas of the page, as in a spreadsheet: the bar above all, list, a file that was handed in, tools,
 * sheet, what is asked beside a cell, panel, status line, fetching what was put away; Escape in file, tools, panel and
 * question goes back to the cell. The sheet keeps Tab for itself, so this is its way out (WCAG 2.1.2).
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { isComposed } from '../kit/typed-key.ts';
import { atFrames } from '../look/at-frames.ts';
import type { Away, Side } from './use-away.ts';

/** In the order of F6. Each stands in the page as `data-area`. */
const AREAS = ['bar', 'list', 'incoming', 'tools', 'sheet', 'asked', 'panel', 'status'] as const;
type Area = (typeof AREAS)[number];

/** What an area gives the focus to: what is chosen in it, else itself. The sheet knows its cell. */
const FIRST: Record<Exclude<Area, 'sheet'>, string> = {
  bar: 'a[href], button:not(:disabled)',
  list: '[aria-current="true"]',
  incoming: 'button:not(:disabled)',
  tools: 'button:not(:disabled), a[href]',
  // Nobody is asked anything by a message that can only be closed.
  asked: 'button:not(.mantine-Notification-closeButton)',
  // The tabs that are not chosen come before the chosen one, and take no Tab either.
  panel: '[role="tab"][aria-selected="true"], :not([role="tab"])[tabindex="-1"]',
  status: 'button, [tabindex="-1"]',
};

/** Several things may be asked at once; the first one that has a button. */
function placeOf(area: Area): HTMLElement | undefined {
  const places = [...document.querySelectorAll<HTMLElement>(`[data-area="${area}"]`)];
  return area === 'asked' ? places.find((each) => each.querySelector(FIRST.asked)) : places[0];
}

function areaOf(target: EventTarget | null): Area | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-area]') : null;
  return AREAS.find((area) => area === place?.dataset.area);
}

const isSide = (area: Area | undefined): area is Side => area === 'list' || area === 'panel';

/** What was put away comes some frames after it was asked for. Whoever is elsewhere by then stays there. */
function enterWhenThere(side: Side): void {
  const from = document.activeElement;
  atFrames(() => {
    const at = document.activeElement;
    if (at !== from && at !== document.body && areaOf(at) !== side) return true;
    const first = placeOf(side)?.querySelector<HTMLElement>(FIRST[side]);
    first?.focus();
    return first !== undefined && first !== null;
  });
}

type Ways = { sheet: () => boolean; away: Away };

/** False where the area has nothing to take the focus. */
function enter(area: Area, { sheet, away }: Ways): boolean {
  const place = placeOf(area);
  if (!place) {
    if (!isSide(area) || !away.open(area)) return false;
    enterWhenThere(area);
    return true;
  }
  if (area === 'sheet' && sheet()) return true;
  const first = place.querySelector<HTMLElement>(area === 'sheet' ? 'button' : FIRST[area]);
  first?.focus();
  return place.contains(document.activeElement);
}

/** The areas after this one, once round; all of them where the focus is in none. */
function round(from: Area | undefined, backwards: boolean): Area[] {
  const order = backwards ? AREAS.toReversed() : [...AREAS];
  const at = from === undefined ? -1 : order.indexOf(from);
  return [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))];
}

const isOver = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"]') !== null;

/** A dialog, a menu or an open list keeps its keys; what is asked beside a cell holds nobody. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      '[role="dialog"]:not([data-area]), [role="menu"], [aria-expanded="true"][aria-haspopup]',
    ) !== null
  );
}

/** Gives the keyboard back to the cell once the question that has it is gone; not to who is elsewhere by then. */
function backWhenGone(enterSheet: () => boolean): void {
  atFrames(() => {
    if (document.activeElement === document.body) enterSheet();
    return areaOf(document.activeElement) !== 'asked';
  });
}

/**
 * What lies over the sheet takes the keyboard a task after it was opened, also where a key has led out of it meanwhile:
 * until it is gone, or another key leads elsewhere, the keyboard comes back to where it was led.
 */
function stayOut(of: Side, isLast: () => boolean): void {
  const to = document.activeElement;
  atFrames(() => {
    if (!isLast() || !placeOf(of)) return true;
    if (areaOf(document.activeElement) === of && to instanceof HTMLElement) to.focus();
    return false;
  });
}

/** The keyboard goes into the panel once it is there, some frames after it was asked for. */
export function toPanel(): void {
  enterWhenThere('panel');
}

/** `enterSheet` puts the focus on the cell where it was; false where there is none. */
export function useAreas(enterSheet: RefObject<(() => boolean) | null>, away: Away): void {
  const latest = useRef(away);
  // With the drawing itself: a key right after the window became smaller asks for what is away now.
  useLayoutEffect(() => {
    latest.current = away;
  });
  useEffect(() => {
    const sheet = (): boolean => enterSheet.current?.() ?? false;
    const ways = (): Ways => ({ sheet, away: latest.current });
    /** Where the keyboard was last. What had it may be gone: then F6 goes on from there. */
    let last: Area | undefined;
    const came = (event: FocusEvent): void => {
      last = areaOf(event.target) ?? last;
    };
    let keys = 0;
    const pressed = (event: KeyboardEvent): void => {
      keys += 1;
      if (event.defaultPrevented || isComposed(event) || isElsewhere(event.target)) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const from = event.target === document.body ? last : areaOf(event.target);
      if (event.key === 'F6') {
        event.preventDefault();
        // What lies over the sheet goes when the keyboard leaves it.
        const left = isSide(from) && isOver(event.target) ? from : undefined;
        if (left) latest.current.close(left, false);
        round(from, event.shiftKey).find((area) => enter(area, ways()));
        const key = keys;
        if (left) stayOut(left, () => keys === key);
      } else if (
        event.key === 'Escape' &&
        (from === 'panel' || from === 'asked' || from === 'tools' || from === 'incoming')
      ) {
        event.preventDefault();
        if (from === 'panel') latest.current.close(from, false);
        enter('sheet', ways());
      }
    };
    /** An answer takes its question off the page, and the keyboard with it: that goes back to the cell. */
    const answered = (event: MouseEvent): void => {
      if (areaOf(event.target) === 'asked') backWhenGone(sheet);
    };
    window.addEventListener('focusin', came);
    window.addEventListener('keydown', pressed);
    window.addEventListener('click', answered, { capture: true });
    return () => {
      window.removeEventListener('focusin', came);
      window.removeEventListener('keydown', pressed);
      window.removeEventListener('click', answered, { capture: true });
    };
  }, [enterSheet]);
}
