/**
 * Which way a language is written, and values inside sentences that run from right to left.
 *
 * A name or a code in Latin letters draws the stops and brackets beside it to its own side: a sentence in Arabic that ends
 * with "v2 (draft)" and a full stop reads with both at the wrong end. First strong isolate (U+2068) and pop directional
 * isolate (U+2069) hold the value apart, in the direction of its own first letter. The marks are for eyes and screen
 * readers; `withoutIsolates` takes them out of what leaves the page.
 */
import i18next from 'i18next';

/** The pseudo-locales: English made strange, and the same from right to left. */
export const PSEUDO = 'pseudo';
export const MIRRORED = 'pseudo-rtl';

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

export function directionOf(language: string): 'ltr' | 'rtl' {
  if (language === MIRRORED) return 'rtl';
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const ISOLATES = /[\u2068\u2069\u200F]/gu;

/** Digits alone read the same on either side. */
const DIGITS = /^\p{Nd}*$/u;

const RIGHT_TO_LEFT_MARK = '\u200F';

/** A text that begins with a Latin letter and yet runs as the language of the page does. */
export function inDirection(text: string): string {
  return directionOf(i18next.language ?? 'en') === 'rtl' ? RIGHT_TO_LEFT_MARK + text : text;
}

/** A value as it stands in a sentence from right to left. */
export function isolated(value: string): string {
  return DIGITS.test(value) ? value : FIRST_STRONG_ISOLATE + value + POP_ISOLATE;
}

/** Letters of the scripts that run from right to left. */
const RIGHT_TO_LEFT_LETTERS =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A value as it stands in a sentence from left to right: only words of such scripts draw what stands beside them. */
export function isolatedWhereMirrored(value: string): string {
  return RIGHT_TO_LEFT_LETTERS.test(value) ? isolated(value) : value;
}

/** How a value is held apart in sentences of a language. */
export function isolationOf(language: string): (value: string) => string {
  return directionOf(language) === 'rtl' ? isolated : isolatedWhereMirrored;
}

/** A value for a sentence of the present language that is put together without a catalogue. */
export function inSentence(value: string): string {
  return isolationOf(i18next.language ?? 'en')(value);
}

/** A text as it leaves the page: to the clipboard, into a file. */
export function withoutIsolates(text: string): string {
  return text.replaceAll(ISOLATES, '');
}
