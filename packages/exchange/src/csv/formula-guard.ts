/**
 * Keeps a text that people typed from running as a formula in the spreadsheet that opens it. Source: OWASP, CSV
 * Injection, and ASVS 1.2.10 (the characters that begin a formula).
 */

/** What a spreadsheet may take as the beginning of a formula, full-width forms of some locales included. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n\0]/;
/** The same behind any number of apostrophes: such a text gets one more, so that taking one away gives it back. */
const GUARDED = /^'+[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n\0]/;
/** A number begins no formula, so a negative figure stays a figure. */
const NUMBER = /^-?\d+([.,]\d+)?$/;

/**
 * The same behind what parts fields somewhere: a file whose commas are read as semicolons begins a field in the midst of a
 * text, and its quotes are no quotes then. A figure there stays one.
 */
const INSIDE =
  /([,;|\t\r\n][\s\0"]*)('*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])(-\d+(?:[.,]\d+)?(?=\s*(?:[,;|\t\r\n]|$)))?/g;
const GUARDED_INSIDE = /([,;|\t\r\n][\s\0"]*)'('*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** The text, led by an apostrophe where it could run: spreadsheets take that as "this is text". */
export function guardFormula(text: string): string {
  // NUL ends a text for some readers, and what follows could begin a field.
  const plain = text.replaceAll('\0', '');
  const couldRun = (FORMULA.test(text) && !NUMBER.test(text)) || GUARDED.test(text);
  const harmless = plain.replaceAll(
    INSIDE,
    (whole, before: string, marks: string, figure: string | undefined) =>
      figure !== undefined && marks === '' ? whole : `${before}'${marks}${figure ?? ''}`,
  );
  return couldRun ? `'${harmless}` : harmless;
}

/** What stood there before `guardFormula`; other texts as they are. */
export function unguardFormula(text: string): string {
  const whole = GUARDED.test(text) ? text.slice(1) : text;
  return whole.replaceAll(GUARDED_INSIDE, '$1$2');
}
