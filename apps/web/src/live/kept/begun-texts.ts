/**
 * Comments, questions, rulings and notes begun and not sent: kept in this browser for their author while the focus
 * wanders, when a send fails, and when the page ends. Plain storage, because it is written at once: a page that ends
 * the moment after a letter was typed loses none.
 */
import { BEGUN_TEXTS_MAX } from './limits.ts';

/** Ends the name under which it is kept for whom a text was begun. */
export const FOR_WHOM = ' for';

type Line = [what: string, text: string];

const keyOf = (person: string): string => `tallystick.begun.${person}`;
/** Where storage is blocked: as long as the page lives. */
const inMemory = new Map<string, Line[]>();

function linesOf(person: string): Line[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter(
      (line): line is Line =>
        Array.isArray(line) && typeof line[0] === 'string' && typeof line[1] === 'string',
    );
  } catch {
    return inMemory.get(person) ?? [];
  }
}

/** The unsent text of a person for a workbook with its cell or thread; empty where there is none. */
export function begunText(person: string, what: string): string {
  return linesOf(person).find(([each]) => each === what)?.[1] ?? '';
}

/** Keeps an unsent text; an empty one is forgotten. Another tab's texts are left as they are. */
export function keepBegun(person: string, what: string, text: string): void {
  const others = linesOf(person).filter(([each]) => each !== what);
  const lines: Line[] = text === '' ? others : [...others, [what, text]];
  const kept = lines.slice(-BEGUN_TEXTS_MAX);
  inMemory.set(person, kept);
  try {
    if (kept.length === 0) localStorage.removeItem(keyOf(person));
    else localStorage.setItem(keyOf(person), JSON.stringify(kept));
  } catch {
    // Full or blocked: it is in memory.
  }
}

/** What the texts are about that a person has begun and not sent, the latest last. */
export function begunTexts(person: string): string[] {
  return linesOf(person).map(([what]) => what);
}

/** How many texts a person has begun and not sent in this browser. */
export function countBegun(person: string): number {
  return linesOf(person).filter(([what]) => !what.endsWith(FOR_WHOM)).length;
}
