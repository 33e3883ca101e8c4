import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonicalJson } from '../src/canonical-json.ts';

describe('canonical JSON', () => {
  it('gives back the value it was made from, whatever the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(parseCanonicalJson(text)).toEqual({ value: JSON.parse(text) });
      }),
      { numRuns: 300 },
    );
  });

  it('sorts members by UTF-16 code units', () => {
    expect(canonicalJson({ '\u{10000}': 1, '\uffff': 2, b: 3, a: 4, B: 5, 10: 6, 9: 7 })).toBe(
      '{"10":6,"9":7,"B":5,"a":4,"b":3,"\u{10000}":1,"\uffff":2}',
    );
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['undefined', { a: undefined }],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a hole', Object.assign([], { length: 1 })],
    ['too deep a nest', JSON.parse(`${'['.repeat(65)}${']'.repeat(65)}`)],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it.each([
    ['white space', '{"a": 1}'],
    ['another order', '{"b":1,"a":1}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['another spelling of a number', '[1.0]'],
    ['minus zero', '-0'],
    ['another spelling of a string', '"\\u0061"'],
    ['a lone surrogate', '"\\ud800"'],
    ['more after it', '1 '],
    ['no JSON', '{'],
    ['a nest that would exhaust the stack', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('does not read %s as canonical', (_name, text) => {
    expect(parseCanonicalJson(text)).toBeUndefined();
  });

  it('keeps a member called __proto__ as a member', () => {
    const text = '{"__proto__":{"a":1}}';
    expect(parseCanonicalJson(text)).toBeDefined();
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
