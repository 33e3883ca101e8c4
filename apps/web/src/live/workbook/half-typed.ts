/**
 * Texts half typed into cells: kept in this browser for their author, so that nothing but the author makes a value of
 * them, neither a session that ends nor a page that goes away.
 */
import { splitCellId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import type { HistoryView } from '@tallystick/protocol/views-history';
import type { HalfTyped } from '../../lines/sheet-source.ts';
import { askPast } from '../../server/ask-past.ts';
import { historyRequest } from '../../addresses/workbook-paths.ts';
import { begunText, begunTexts, keepBegun } from '../kept/begun-texts.ts';
import { readTyped } from '../../lines/read-typed.ts';
import type { WorkbookHandle } from './workbook-handle.ts';

/** Held by the page in which a text is being typed, for as long as it lives. */
const lockOf = (what: string): string => `tallystick.typing ${what}`;

/** The open cells of this page, each with the way to let go of its lock. */
const typedHere = new Map<string, () => void>();

function hold(what: string): void {
  if (typedHere.has(what)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  typedHere.set(what, resolve);
  // Where there are no locks, or another page has it, nothing depends on it.
  void navigator.locks?.request(lockOf(what), { ifAvailable: true }, () => promise);
}

function letGo(what: string): void {
  typedHere.get(what)?.();
  typedHere.delete(what);
}

async function isTypedElsewhere(what: string): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === lockOf(what));
}

/** `now` reads the latest of the open workbook. */
export function halfTyped(now: () => WorkbookHandle): HalfTyped {
  const first = now();
  // Whoever signs in over a lost session is not who began.
  const { person } = first.view.me;
  const about = `${first.id} cell `;
  const { cells, catalogue } = first;
  return {
    begun: (cell) => begunText(person, about + cell),
    keep: (cell, text) => {
      const what = about + cell;
      if (text === '') letGo(what);
      else hold(what);
      keepBegun(person, what, text);
    },
    latest: async () => {
      for (const what of begunTexts(person).toReversed()) {
        const place = what.startsWith(about) ? splitCellId(what.slice(about.length)) : undefined;
        if (place && !(await isTypedElsewhere(what))) return place;
      }
      return undefined;
    },
    setAside: (cell, typed, refusal = refuse('overtaken')) => {
      const read = (each: string): string | undefined => cells.get(each);
      const reading = readTyped({ catalogue, read }, { cell, typed });
      const draft = { cell, typed, refusal, at: Date.now() };
      cells.kept.keep([reading.ok ? { ...draft, stored: reading.value } : draft]);
      cells.touch([cell]);
    },
    lastBy: async (cell) => {
      // Of a cell that was emptied only the record knows by whom.
      const path = historyRequest(first.id, { cell, kinds: ['edit'] }, { limit: 1 });
      const answer = await askPast<HistoryView>(path);
      return answer.ok ? (answer.value.moments[0]?.by.name ?? '') : '';
    },
    isAuthorHere: () => now().connection !== 'signed-out' && document.hasFocus(),
  };
}
