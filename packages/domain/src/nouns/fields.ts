/**
 * Which fields of a thing leave the server, and for whom: each noun names its own, and what it does not name is not told,
 * at any depth. There is no default, so a field that is added later is told to nobody until it is named here.
 */

/** Who reads a field: `all` who may see the thing, `room` those of them who read the room, `none` nobody. */
export type ReadBy = 'all' | 'room' | 'none';

/** An object whose keys are data (`cell` -> text): which keys there can be, and who reads it. */
export type Keyed<By extends ReadBy = ReadBy> = {
  readonly isKey: (key: string) => boolean;
  readonly by: By;
};

type Scalar = string | number | boolean;
type FieldOf<V, By extends ReadBy> = V extends Scalar
  ? By
  : V extends readonly (infer Item)[]
    ? Item extends Scalar
      ? By
      : readonly [FieldsOf<Item>]
    : string extends keyof V
      ? Keyed<By>
      : FieldsOf<V>;

/**
 * Every field of T with who reads it; of an array of objects, of one of them. A field that T gains does not compile until
 * it is named. One that T always has is for all: what is told is a whole T.
 */
export type FieldsOf<T> = {
  readonly [K in keyof T]-?: FieldOf<
    NonNullable<T[K]>,
    Record<never, never> extends Pick<T, K> ? ReadBy : 'all'
  >;
};

/** For whom something is told: whether they read the room. */
export type Reader = { readonly readsRoom: boolean };

type Named = ReadBy | Keyed | readonly [Named] | { readonly [field: string]: Named };

/** A thing field by field, as far as a reader may read it. */
export function told<T extends object>(value: T, fields: FieldsOf<T>, to: Reader): T {
  return pick(value, fields as Named, to) as T;
}

/** Whether all that a value holds is told: then its own text may be given away. */
export function isToldWhole<T extends object>(value: T, fields: FieldsOf<T>, to: Reader): boolean {
  return isSame(value, told(value, fields, to));
}

/** Undefined for what is not told. */
function pick(value: unknown, named: Named, to: Reader): unknown {
  if (typeof named === 'string') return reads(named, to) ? plain(value) : undefined;
  if (value === null) return null;
  if (isList(named))
    return Array.isArray(value) ? value.map((item) => pick(item, named[0], to)) : undefined;
  if (typeof value !== 'object') return undefined;
  if (isKeyed(named)) return reads(named.by, to) ? withKeys(value, named) : undefined;
  const picked: Record<string, unknown> = {};
  for (const [field, of] of fieldsIn(named)) {
    // Nothing that a prototype has is a field.
    const found = Object.hasOwn(value, field) ? pick(value[field as never], of, to) : undefined;
    if (found !== undefined) picked[field] = found;
  }
  return picked;
}

const known = new WeakMap<object, [string, Named][]>();

/** The fields that are named, listed once: a view may hold tens of thousands of things. */
function fieldsIn(named: { readonly [field: string]: Named }): [string, Named][] {
  const listed = known.get(named) ?? Object.entries(named);
  known.set(named, listed);
  return listed;
}

function reads(by: ReadBy, { readsRoom }: Reader): boolean {
  return by === 'all' || (by === 'room' && readsRoom);
}

/** What is named without fields of its own is a scalar, null, or a list of such. */
function plain(value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((item) => item === null || typeof item !== 'object');
  return value === null || typeof value !== 'object' ? value : undefined;
}

function withKeys(value: object, { isKey }: Keyed): Record<string, unknown> {
  const kept = Object.entries(value).filter(
    ([key, text]) => isKey(key) && plain(text) !== undefined,
  );
  return Object.fromEntries(kept);
}

const isList = (named: Named): named is readonly [Named] => Array.isArray(named);
const isKeyed = (named: Exclude<Named, ReadBy>): named is Keyed =>
  'isKey' in named && typeof named.isKey === 'function';

/** Of values as they come from JSON. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object')
    return one === other;
  const [ones, others] = [Object.entries(one), Object.keys(other)];
  return (
    ones.length === others.length &&
    ones.every(([key, value]) => Object.hasOwn(other, key) && isSame(value, other[key as never]))
  );
}
