/** One text for one JSON value. Source: RFC 8785 (JSON Canonicalization Scheme), section 3.2. */

/** Deeper values are refused: a journal entry is five levels deep, and a hostile file must not exhaust the stack. */
const DEPTH_MAX = 64;

/**
 * The canonical text of a plain JSON value: no white space, members sorted by UTF-16 code units, numbers and strings
 * as ECMAScript writes them. A defect (throws) for what JSON cannot say: NaN, infinities, undefined, functions,
 * bigints, lone surrogates, objects that are not plain, and values nested deeper than 64.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** The value of a text that is already canonical; undefined for any other text, valid JSON or not. */
export function parseCanonicalJson(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // Duplicate members, other spellings of a number or a string and -0 all come back as another text.
    return write(value, 0) === text ? { value } : undefined;
  } catch {
    return undefined;
  }
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      // `${-0}` is "0" and exponents are written as in ECMAScript: both as RFC 8785 3.2.2.3 asks.
      if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot hold ${value}`);
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= DEPTH_MAX)
        throw new TypeError(`canonical JSON is nested deeper than ${DEPTH_MAX}`);
      return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value, depth + 1);
    default:
      throw new TypeError(`canonical JSON cannot hold a value of type ${typeof value}`);
  }
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(text);
}

function writeArray(items: unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ',';
    text += write(items[i], depth);
  }
  return `${text}]`;
}

function writeObject(object: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('canonical JSON holds plain objects only');
  }
  const members = object as Record<string, unknown>;
  // The default sort compares UTF-16 code units, which is the order of RFC 8785 3.2.3.
  const names = Object.keys(members).sort();
  let text = '{';
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (i > 0) text += ',';
    text += `${writeString(name)}:${write(members[name], depth)}`;
  }
  return `${text}}`;
}
