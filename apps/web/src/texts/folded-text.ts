/**
 * Text made alike for finding: case, accents, kinds of blanks and of digits do not count. Pure. What is found in the
 * index must be marked at the very same letters in the cell.
 */

/** Marks above letters, the Arabic stretcher and signs of direction: none of them is typed by who searches. */
const UNSEEN = /[\p{M}\u0640\u00AD\u200B-\u200F\u202A-\u202E\u2066-\u2069]/gu;
const BLANKS = /\s+/gu;
const ALIKE: Readonly<Record<string, string>> = { ß: 'ss', ς: 'σ', ı: 'i', ى: 'ي', ة: 'ه' };
const TO_ALIKE = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'gu');
/** Zero of the two Arabic rows of digits; compatibility folding leaves them as they are. */
const ZEROS = [0x06_60, 0x06_f0] as const;
const ARABIC_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/gu;

function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  return String(code - (code >= ZEROS[1] ? ZEROS[1] : ZEROS[0]));
}

function foldedPart(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(UNSEEN, '')
    .toLowerCase()
    .replaceAll(UNSEEN, '')
    .replaceAll(TO_ALIKE, (letter) => ALIKE[letter] ?? letter)
    .replaceAll(ARABIC_DIGIT, plainDigit);
}

/** The text as it is compared: `Café  PM₂․₅` and `cafe pm2.5` are the same. */
export function folded(text: string): string {
  return foldedPart(text).replaceAll(BLANKS, ' ');
}

/** The same without blanks and colons: codes are printed with varying ones. */
export function packed(text: string): string {
  return folded(text).replaceAll(/[\s:]+/gu, '');
}

/** Thousands set apart by a blank, comma, point or apostrophe, as people copy them. */
const GROUPED = /^(\d{1,3})((?:[ ,.'’]\d{3})+)$/u;

/** A whole number that was typed with its thousands apart, as it is stored; undefined for anything else. */
export function ungrouped(words: string): string | undefined {
  const found = GROUPED.exec(words.trim());
  return found ? `${found[1]}${found[2]?.replaceAll(/\D/gu, '')}` : undefined;
}

/** From where to where, in the text's own characters. */
export type Stretch = readonly [from: number, to: number];

/** Where the words stand in a text. `words` is folded already. */
export function stretches(text: string, words: string): Stretch[] {
  if (words === '') return [];
  let all = '';
  const origin: number[] = [];
  let at = 0;
  for (const letter of text) {
    let part = foldedPart(letter).replaceAll(BLANKS, ' ');
    if (part === ' ' && all.endsWith(' ')) part = '';
    for (let n = 0; n < part.length; n += 1) origin.push(at);
    all += part;
    at += letter.length;
  }
  const found: Stretch[] = [];
  for (let from = all.indexOf(words); from !== -1; ) {
    const end = from + words.length;
    found.push([origin[from] ?? 0, origin[end] ?? text.length]);
    from = all.indexOf(words, end);
  }
  return found;
}
