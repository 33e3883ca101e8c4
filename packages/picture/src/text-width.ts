/**
 * How wide a text is, without a font: by the wider of two families, so that what fits here fits wherever it is shown.
 * Pictures are drawn on the server as well, where nothing can be measured.
 */
import advances from '../data/advances.json' with { type: 'json' };

const LATIN = advances.latin;
const ARABIC = new Map<string, number[]>(Object.entries(advances.arabic));
/** Signs of other scripts, in hundredths of an em: as wide as high. */
const UNKNOWN = 100;
/** Semibold and bold are wider than regular. */
const BOLD = 1.12;
const FIRST = 0x20;
/** Marks above letters, and signs that only turn text, take no room. */
const NO_WIDTH = /\p{Mn}|\p{Cf}/u;

/** Signs other than Arabic letters, once asked for; there are few in all names together. */
const known = new Map<string, number>();
const KNOWN_MAX = 2_000;

function widthOfSign(sign: string): number {
  const found = known.get(sign);
  if (found !== undefined) return found;
  const plain = /\s/u.test(sign) ? FIRST : (sign.normalize('NFD').codePointAt(0) ?? 0);
  const width = NO_WIDTH.test(sign) ? 0 : (LATIN[plain - FIRST] ?? UNKNOWN);
  if (known.size < KNOWN_MAX) known.set(sign, width);
  return width;
}

function advance(sign: string, next: string | undefined): number {
  const letters = ARABIC.get(sign);
  if (letters === undefined) return widthOfSign(sign);
  return letters[next !== undefined && ARABIC.has(next) ? 0 : 1] ?? UNKNOWN;
}

/** The width of a text of a size, in the unit of the size. */
export function widthOf(text: string, size: number, isBold = false): number {
  const signs = [...text];
  const sum = signs.reduce((total, sign, at) => total + advance(sign, signs[at + 1]), 0);
  return ((sum * size) / 100) * (isBold ? BOLD : 1);
}

/** A text in two lines, broken at the space that leaves the longer one shortest; one line where there is no space. */
export function inTwoLines(text: string): string[] {
  const words = text.split(' ');
  const breaks = words.slice(1).map((_, at) => {
    const lines = [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')];
    return { lines, longest: Math.max(...lines.map((line) => widthOf(line, 1))) };
  });
  const best = breaks.toSorted((a, b) => a.longest - b.longest)[0];
  return best?.lines ?? [text];
}

/** Words in as many lines as a width takes. A word that is wider has a line of its own. */
export function inLines(text: string, size: number, room: number, isBold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer, size, isBold) <= room)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
