/** What the page says of its line and of what is saved, read as a person reads it, and where that is not so. */
import type { WorkbookPage } from '../e2e/workbook-page.ts';

export type Words = {
  /** At the bottom: what is saved. */
  saved: string;
  /** Above the sheet: that there is no line, or that it is one without sockets. */
  notices: string;
  /** How far the workbook is, as the bottom says it. */
  reported: string;
};

export async function wordsOf({ page }: WorkbookPage): Promise<Words> {
  return await page.evaluate(() => {
    const textOf = (selector: string): string =>
      [...document.querySelectorAll(selector)]
        .map((each) => each.textContent?.replaceAll(/\s+/gu, ' ').trim() ?? '')
        .join(' ');
    return {
      saved: textOf('[data-testid="save-state"]'),
      notices: textOf('[data-testid="offline-notice"], [data-testid="http-notice"]'),
      reported: textOf('[data-testid="reported"]'),
    };
  });
}

/** How things are, as the test knows. */
export type Truth = {
  /** Seconds for which nothing has come through. */
  silent_s: number;
  /** Values that were typed and that the server does not have. */
  unsaved: number;
  /** Rows that the server has reported. */
  reported: number;
};

/** Longest silence that may pass for a quiet room, in seconds. */
export const NOTICED_S = 25;

/** Each thing that the page says and that is not so. */
export function untrue(words: Words, truth: Truth): string[] {
  const wrong: string[] = [];
  const saysAllSaved = words.saved.startsWith('All saved');
  if (saysAllSaved && truth.unsaved > 0) wrong.push(`“${words.saved}”, and ${truth.unsaved} not`);
  if (saysAllSaved && truth.silent_s > NOTICED_S)
    wrong.push(`“${words.saved}” after ${truth.silent_s.toFixed(0)} s of silence`);
  const count = /^(\d+) of \d+ data points reported/.exec(words.reported)?.[1];
  if (count !== undefined && Number(count) !== truth.reported)
    wrong.push(`“${words.reported}” where ${truth.reported} are`);
  return wrong;
}
