/** Changes attributes in the text of one tag and leaves its other characters as they stand. */

const ATTRIBUTE = /\s+([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')/g;

/** The tag with attributes set to values; null takes one out. Attributes with a prefix are others. */
export function withAttributes(
  tag: string,
  values: Readonly<Record<string, string | null>>,
): string {
  const found = new Set<string>();
  const changed = tag.replace(ATTRIBUTE, (whole, key: string) => {
    const value = values[key];
    if (value === undefined) return whole;
    found.add(key);
    return value === null ? '' : attribute(key, value);
  });
  let added = '';
  for (const key in values) {
    const value = values[key];
    if (value != null && !found.has(key)) added += attribute(key, value);
  }
  if (added === '') return changed;
  const at = changed.endsWith('/>') ? changed.length - 2 : changed.length - 1;
  return `${changed.slice(0, at).trimEnd()}${added}${changed.slice(at)}`;
}

const attribute = (name: string, value: string): string => ` ${name}="${escapeAttribute(value)}"`;

/** `<c r="A1">` of `<c r="A1"/>`. */
export const opened = (tag: string): string => tag.replace(/\s*\/>$/, '>');

/** `<c r="A1"/>` of `<c r="A1">`. */
export const closed = (tag: string): string => (tag.endsWith('/>') ? tag : `${tag.slice(0, -1)}/>`);

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
