/** Changes attributes in the text of one tag and leaves its other bytes as they stand. */

const ATTRIBUTE = /\s+([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')/g;

/** The tag with an attribute set to a value; null takes it out. Attributes with a prefix are others. */
export function withAttribute(tag: string, name: string, value: string | null): string {
  let found = false;
  const changed = tag.replace(ATTRIBUTE, (whole, key: string) => {
    if (key !== name) return whole;
    found = true;
    return value === null ? '' : ` ${name}="${escapeAttribute(value)}"`;
  });
  if (found || value === null) return changed;
  const at = tag.endsWith('/>') ? tag.length - 2 : tag.length - 1;
  const before = tag.slice(0, at).trimEnd();
  return `${before} ${name}="${escapeAttribute(value)}"${tag.slice(at)}`;
}

/** `<c r="A1">` of `<c r="A1"/>`. */
export const opened = (tag: string): string => tag.replace(/\s*\/>$/, '>');

/** `<c r="A1"/>` of `<c r="A1">`. */
export const closed = (tag: string): string => (tag.endsWith('/>') ? tag : `${tag.slice(0, -1)}/>`);

function escapeAttribute(value: string): string {
  return value.replace(/[&<"]/g, (character) =>
    character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&quot;',
  );
}
