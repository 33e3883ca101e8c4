/**
 * Comments begun and not sent, kept while the focus wanders and when a send fails.
 * Own file because the text must outlive the box that shows it.
 */

const drafts = new Map<string, string>();

/** The unsent text under a key (a workbook with its cell or thread). */
export function draftOf(key: string): string {
  return drafts.get(key) ?? '';
}

/** Keeps an unsent text; an empty one is forgotten. */
export function keepDraft(key: string, text: string): void {
  if (text === '') drafts.delete(key);
  else drafts.set(key, text);
}
