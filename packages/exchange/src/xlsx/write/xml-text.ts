/**
 * Texts as parts of an .xlsx file: escaped, so that what a person typed is never markup, and in the format's own form
 * where XML has no sign for it. Source: XML 1.0, 2.2 and 2.4; ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
 */

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** All but the plain signs of ASCII: most texts have none of it, and need no second look. */
const SPECIAL = /[^ !#-%'-;=?-^`-~]/;

/** For names and attributes of ours: escaped. What XML cannot hold is left out. */
export function xml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => MARKUP[sign] ?? sign)
    .replaceAll(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** What XML cannot hold or changes in reading, and what would be read as such a sign: `_x0041_` as it stands. */
const UNHELD = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** For what a person typed, in a cell or a note: every character comes back. Half a surrogate pair becomes U+FFFD. */
export function xstring(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(UNHELD, (sign) => `_x${hex(sign)}_`)
    .replaceAll(/[&<>]/g, (sign) => MARKUP[sign] ?? sign);
}

/** A text element that keeps its outer blanks. */
export function textElement(text: string, name = 't'): string {
  const isOuterBlank = /^\s|\s$|\n/.test(text);
  return `<${name}${isOuterBlank ? ' xml:space="preserve"' : ''}>${xstring(text)}</${name}>`;
}

const hex = (sign: string): string =>
  sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/** ` name="value"` of each that is there. */
export function attributes(of: Record<string, string | number | boolean | undefined>): string {
  let out = '';
  for (const [name, value] of Object.entries(of)) {
    if (value === undefined || value === false) continue;
    out += ` ${name}="${value === true ? '1' : xml(String(value))}"`;
  }
  return out;
}

export const XML_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
