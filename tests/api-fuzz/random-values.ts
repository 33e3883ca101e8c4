/**
 * Values for a JSON Schema, mostly fitting, at times not. `known` are texts that mean something to the server, so that
 * requests come further than its first check.
 */
import type { Schema } from './described-api.ts';

/** A generator of numbers in [0, 1): mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const JUNK: unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  1.5,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '‮',
  '=1+1',
  '../../etc/passwd',
  '%00',
  '__proto__',
  'a'.repeat(5_000),
  [],
  {},
  { constructor: { prototype: 1 } },
  [[[[[[]]]]]],
];

export class RandomValues {
  readonly random: () => number;
  readonly #known: readonly string[];

  constructor(random: () => number, known: readonly string[]) {
    this.random = random;
    this.#known = known;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T;
  }
  chance(of: number): boolean {
    return this.random() < of;
  }
  junk(): unknown {
    return this.pick(JUNK);
  }

  /** A value of the schema; with the chance `wrong`, at each place, one that is not. */
  of(schema: Schema, wrong: number, depth = 0): unknown {
    if (this.chance(wrong)) return this.junk();
    if ('const' in schema) return schema['const'];
    if (Array.isArray(schema['enum'])) return this.pick(schema['enum']);
    const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
    if (choices !== undefined) return this.of(this.pick(choices), wrong, depth);
    const types = [schema['type']].flat() as string[];
    switch (this.pick(types)) {
      case 'object':
        return this.#object(schema, wrong, depth);
      case 'array':
        return this.#array(schema, wrong, depth);
      case 'integer':
      case 'number':
        return this.#number(schema);
      case 'boolean':
        return this.chance(0.5);
      case 'null':
        return null;
      case 'string':
        return this.#string(schema);
      default:
        return this.junk();
    }
  }

  #object(schema: Schema, wrong: number, depth: number): unknown {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
    const required = (schema['required'] ?? []) as string[];
    const made: Record<string, unknown> = {};
    for (const [name, each] of Object.entries(properties)) {
      if (!required.includes(name) && this.chance(0.4)) continue;
      if (this.chance(wrong / 2)) continue;
      made[name] = this.of(each, wrong, depth + 1);
    }
    const more = schema['additionalProperties'];
    if (typeof more === 'object' && more !== null) {
      const count = 1 + Math.floor(this.random() * 4);
      const names = (schema['propertyNames'] ?? {}) as Schema;
      for (let i = 0; i < count; i++)
        made[this.#string(names)] = this.of(more as Schema, wrong, depth + 1);
    }
    if (this.chance(wrong / 2)) made[this.#text(10)] = this.junk();
    return made;
  }

  #array(schema: Schema, wrong: number, depth: number): unknown {
    const least = (schema['minItems'] as number | undefined) ?? 0;
    const most = Math.min((schema['maxItems'] as number | undefined) ?? 4, least + 4);
    const count = least + Math.floor(this.random() * (most - least + 1));
    const items = (schema['items'] ?? {}) as Schema;
    return Array.from({ length: count }, () => this.of(items, wrong, depth + 1));
  }

  #number(schema: Schema): number {
    const least = (schema['minimum'] as number | undefined) ?? -10;
    const most = (schema['maximum'] as number | undefined) ?? 1_000;
    const roll = this.random();
    if (roll < 0.1) return least;
    if (roll < 0.2) return most;
    if (roll < 0.5) return Math.min(most, least + Math.floor(this.random() * 20));
    if (roll < 0.6) return Math.min(most, Date.now() + Math.floor(this.random() * 1e9));
    return Math.min(most, least + Math.floor(this.random() * Math.min(1_000, most - least + 1)));
  }

  #string(schema: Schema): string {
    if (schema['format'] === 'email') return `${this.#word(8)}@city.example`;
    const pattern = schema['pattern'];
    return typeof pattern === 'string'
      ? this.#matching(new RegExp(pattern, 'u'))
      : this.#free(schema);
  }

  /** A known text or a word that fits; patterns of ours are ids and numbers. */
  #matching(pattern: RegExp): string {
    for (let i = 0; i < 20; i++) {
      const text = this.chance(0.6) ? this.pick(this.#known) : this.#word(12);
      if (pattern.test(text)) return text;
    }
    const number = String(Math.floor(this.random() * 20));
    return pattern.test(number) ? number : this.#word(12);
  }

  #word(length: number): string {
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
    return Array.from({ length }, () => this.pick(letters)).join('');
  }

  #free(schema: Schema): string {
    const least = (schema['minLength'] as number | undefined) ?? 0;
    const most = Math.min((schema['maxLength'] as number | undefined) ?? 80, 4_000);
    const text = this.#text(Math.min(most, 40));
    const long = this.chance(0.03) ? text.padEnd(most, 'x') : text;
    return long.padEnd(least, 'a').slice(0, Math.max(most, least));
  }

  #text(most: number): string {
    if (this.chance(0.7)) return this.pick(this.#known);
    const letters = 'abc019_.:-@ é=+,;"\'<>/\\%{}字\n';
    const length = Math.floor(this.random() * most) + 1;
    return Array.from({ length }, () => this.pick([...letters])).join('');
  }
}
