/** Writes SVG: what comes from people enters a picture through `escaped` and `attributes` alone. */

/** What XML 1.0 allows in no document, not even as a reference (XML 1.0, 2.2), and halves of signs. */
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What turns or hides the text around it. A name that brings one would turn the line that it stands in. */
const TURNING = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Right-to-left isolate, and its end (Unicode 15, UAX 9). */
const ISOLATE = '\u2067';
const ISOLATE_END = '\u2069';

/** A text without what XML does not allow. */
export const allowed = (text: string): string => text.replaceAll(FORBIDDEN, '\uFFFD');

/** What may have to be written otherwise: asked first, since hardly any text holds any of it. */
const ODD =
  // oxlint-disable-next-line no-control-regex
  /[&<>"'\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** A text as it may stand between tags and in quotes. */
export function escaped(text: string): string {
  if (!ODD.test(text)) return text;
  return allowed(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/** A text without signs that turn what stands around it. */
export const unturned = (text: string): string => text.replaceAll(TURNING, '');

/**
 * A text as it is shown: one with Arabic letters is set apart as a right-to-left one, since renderers of paper know no
 * direction of a picture.
 */
export function shown(text: string): string {
  const plain = unturned(text);
  return /\p{Script=Arabic}/u.test(plain) ? `${ISOLATE}${plain}${ISOLATE_END}` : plain;
}

export type Attributes = Record<string, string | number | undefined>;

/** A number with at most two places: a hundredth of a unit is less than a printer can set. */
export const rounded = (value: number): string => String(Math.round(value * 100) / 100);

function written(given: Attributes): string {
  let text = '';
  for (const name in given) {
    const value = given[name];
    if (value === undefined) continue;
    text += ` ${name}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`;
  }
  return text;
}

/** An element around markup that is written already. */
export function element(name: string, given: Attributes, inner = ''): string {
  const open = `<${name}${written(given)}`;
  return inner === '' ? `${open}/>` : `${open}>${inner}</${name}>`;
}

/** Where a link may lead: within the page, within the site, or to a page with TLS. Anything else is no link. */
export function safeLink(href: string | undefined): string | undefined {
  return href !== undefined && /^(#|\/(?![/\\])|https:\/\/)/.test(href) ? href : undefined;
}
