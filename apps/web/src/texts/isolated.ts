/**
 * Names and figures inside a sentence that runs the other way. Own file because it is about marks that nobody sees, and
 * about what must stay without them.
 */

/** First strong isolate, and its end (Unicode Bidirectional Algorithm, UAX 9). */
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

const LEFT_TO_RIGHT = /[A-Za-z\u00C0-\u024F\u0370-\u052F]/u;

/**
 * A value for a sentence from right to left: what holds letters from left to right is set apart, so that the full stop
 * or bracket after it stays on its own side. Figures alone need nothing.
 */
export function isolated(value: string): string {
  return LEFT_TO_RIGHT.test(value)
    ? `${FIRST_STRONG_ISOLATE}${value}${POP_DIRECTIONAL_ISOLATE}`
    : value;
}
