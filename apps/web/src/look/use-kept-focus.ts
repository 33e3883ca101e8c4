/**
 * Where the keyboard goes when the thing that had it disappears by its own action (a button with its question, a page
 * with its link). The browser would begin again at the very top of the page; here it goes to what stands nearest to the
 * place where it was.
 */
import { useEffect } from 'react';

/** The answer of a server goes with what was pressed; so long it is looked for, in milliseconds. */
const ANSWER_MS = 6_000;
/** Another page is fetched, its workbook joined. */
const PAGE_MS = 20_000;

const TAKES =
  'button:not(:disabled), a[href], input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex]';

let place: Element[] = [];
let until = 0;
let frame = 0;

function isOn(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

/** It is not there any more, not seen, or takes no keyboard as long as it is disabled. */
const isGone = (element: Element): boolean => !isOn(element) || element.matches(':disabled');

function take(element: HTMLElement): boolean {
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

/** Into what is left of where it was, the nearest first, and not beyond a part of the page: what lies over it is none. */
function toNearest(): boolean {
  for (const around of place) {
    if (!isOn(around)) continue;
    if (around.matches('#root, body, [data-mantine-shared-portal-node]')) return false;
    const [first] = [...around.querySelectorAll<HTMLElement>(TAKES)].filter(isOn);
    if (first && take(first)) return true;
  }
  return false;
}

function toMain(): boolean {
  const main = document.querySelector<HTMLElement>('[role="dialog"] [data-autofocus], main');
  if (!main) return false;
  if (!main.hasAttribute('tabindex')) main.tabIndex = -1;
  return take(main);
}

/** What is asked beside a cell gives the keyboard back to the cell (`shell/use-areas.ts`). */
const isOfCell = (): boolean =>
  place.some((each) => each.matches('[data-area="asked"]')) &&
  document.querySelector('.ts-sheet') !== null;

function look(): void {
  frame = 0;
  const [last] = place;
  const isLost = document.activeElement === document.body || document.activeElement === null;
  // What took it may go as well: a button is disabled while it is busy, and its whole line goes with the answer.
  if (isLost && last && isGone(last) && !isOfCell() && (toNearest() || toMain()))
    until = performance.now() + ANSWER_MS;
  if (performance.now() < until) frame = requestAnimationFrame(look);
}

function lookFor(time: number): void {
  until = Math.max(until, performance.now() + time);
  if (frame === 0) frame = requestAnimationFrame(look);
}

function pathOf(target: EventTarget | null): Element[] {
  const path: Element[] = [];
  for (let at = target instanceof Element ? target : null; at; at = at.parentElement) path.push(at);
  return path;
}

/** Once for the whole app. `page`: another one is another page, or another person's. */
export function useKeptFocus(page: string): void {
  useEffect(() => {
    const came = (event: FocusEvent): void => {
      place = pathOf(event.target);
    };
    const acted = (event: Event): void => {
      // The cells of a sheet have their own way, and are pressed all the time.
      if (event.target instanceof Element && !event.target.closest('.ag-root')) lookFor(ANSWER_MS);
    };
    document.addEventListener('focusin', came);
    document.addEventListener('click', acted, { capture: true });
    document.addEventListener('keydown', acted, { capture: true });
    return () => {
      document.removeEventListener('focusin', came);
      document.removeEventListener('click', acted, { capture: true });
      document.removeEventListener('keydown', acted, { capture: true });
    };
  }, []);
  useEffect(() => lookFor(PAGE_MS), [page]);
}
