/**
 * What a key event means on any keyboard: the letter of a shortcut, what the key writes, and whether an input method has
 * the key. A layout without Latin letters tells a shortcut by the key's place (UI Events, `code`); pure.
 */

/** What of a keyboard event is looked at. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'keyCode'
> & { getModifierState?: KeyboardEvent['getModifierState'] };

const LATIN = /^\p{Script=Latin}$/u;
const ASCII = /^\p{ASCII}$/u;
/** Signs that shortcuts have, by their place on the keyboard from which the codes have their names. */
const SIGNS: Readonly<Record<string, string>> = { Quote: "'", Slash: '/' };

/**
 * The key of a shortcut: a Latin letter in lower case, or a sign. `ئ` on the key where others have Z is `z`; where a
 * layout has Latin letters, they say it, wherever they are.
 */
export function shortcutKey({ key, code }: Pick<KeyPress, 'key' | 'code'>): string {
  if (!isNameless(key) && !isWritten(key)) return key;
  if (LATIN.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter.toLowerCase();
  return ASCII.test(key) ? key : (SIGNS[code] ?? key);
}

/** A key that writes what no single key is called by: browsers give it no name. */
const isNameless = (key: string): boolean => key === 'Unidentified' || key === '';

/** An input method has the key: it belongs to its list of candidates. Some tell so by the code 229 alone. */
export function isComposed({ isComposing, keyCode, key }: KeyPress): boolean {
  return isComposing || keyCode === 229 || key === 'Process';
}

/** A text and not the name of a key: one character, or some that no name of a key is made of (`لا`). */
function isWritten(key: string): boolean {
  return [...key].length === 1 || /^\P{ASCII}+$/u.test(key);
}

const WRITING_KEY =
  /^(?:Key|Digit|Numpad\d|Bracket|Backslash|Quote|Semicolon|Comma|Period|Slash|Minus|Equal|Backquote|Intl)/;

/** With Option, or Alt on the right, a key writes what is not on it otherwise: `€`, `ń`, `@`. Alt alone writes nothing. */
function isOfAlt({ key, code }: KeyPress): boolean {
  if (ASCII.test(key)) return /[^\p{L}\p{N}\s]/u.test(key) && /^(?:Key|Digit)/.test(code);
  return LATIN.test(key) || !/^\p{L}/u.test(key);
}

/**
 * What a key writes into a text: its characters; '' where the browser is still to write them (a dead key, an input
 * method, a key that the system does not name); undefined where it writes nothing.
 */
export function writtenBy(press: KeyPress): string | undefined {
  const { key, code, altKey, ctrlKey, metaKey } = press;
  const isAltGraph = press.getModifierState?.('AltGraph') ?? false;
  if (metaKey || (ctrlKey && !isAltGraph)) return undefined;
  if (isComposed(press) || key === 'Dead') return '';
  if (isNameless(key)) return WRITING_KEY.test(code) && !altKey ? '' : undefined;
  if (!isWritten(key)) return undefined;
  return altKey && !isAltGraph && !isOfAlt(press) ? undefined : key;
}

/** Keys with which an editor begins empty: what they write comes later, and Backspace writes nothing. */
const BEGIN_EMPTY = new Set(['Backspace', 'Dead', 'Process', 'Unidentified']);

/** The text that an editor begins with when this key has opened it; undefined where it begins with what stands there. */
export function begunWith(key: string | null | undefined): string | undefined {
  if (key === null || key === undefined) return undefined;
  if (BEGIN_EMPTY.has(key)) return '';
  return isWritten(key) ? key : undefined;
}

const TEXT_FIELDS = 'input, textarea, select, [contenteditable="true"]';

/** Whether what is typed there is a text. */
export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TEXT_FIELDS) !== null;

/**
 * Alt and a letter as a shortcut. In a text field, and where the key writes a letter of a Latin alphabet (`ń` with Option
 * and N), it is a letter and no shortcut.
 */
export function isAltShortcut(event: KeyboardEvent, letter: string): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.key.toLowerCase() === letter) return true;
  if (isTextField(event.target) || LATIN.test(event.key)) return false;
  return event.code === `Key${letter.toUpperCase()}`;
}
