import { expect, test } from 'vitest';
import type { EventEntry } from '../src/entry.ts';
import { isEntryTold, toldEntry } from '../src/nouns/entry.ts';
import { type FieldsOf, isToldWhole, told } from '../src/nouns/fields.ts';

type Thing = {
  id: string;
  note?: string;
  rows: string[];
  said: { by: string }[];
  under: { at: number } | null;
  texts?: Record<string, string>;
};
const FIELDS: FieldsOf<Thing> = {
  id: 'all',
  note: 'room',
  rows: 'all',
  said: [{ by: 'all' }],
  under: { at: 'all' },
  texts: { isKey: (key) => key.startsWith('t'), by: 'room' },
};
const thing: Thing = {
  id: 'a',
  note: 'n',
  rows: ['r'],
  said: [{ by: 'p' }],
  under: { at: 1 },
  texts: { t1: 'x' },
};
const READER = { readsRoom: true };
const OBSERVER = { readsRoom: false };

test('a thing is told field by field, to whoever reads the room and to whoever does not', () => {
  expect(told(thing, FIELDS, READER)).toEqual(thing);
  expect(isToldWhole(thing, FIELDS, READER)).toBe(true);
  const { note: _, texts: __, ...less } = thing;
  expect(told(thing, FIELDS, OBSERVER)).toEqual(less);
  expect(isToldWhole(thing, FIELDS, OBSERVER)).toBe(false);
  expect(told({ ...thing, under: null }, FIELDS, READER)).toEqual({ ...thing, under: null });
});

test.each([
  ['beside the others', { ...thing, more: 1 }],
  ['in an object', { ...thing, under: { at: 1, more: 1 } }],
  ['in each of a list', { ...thing, said: [{ by: 'p', more: 1 }] }],
  ['as a key that is none', { ...thing, texts: { t1: 'x', more: '1' } }],
  ['in the place of a text', { ...thing, id: { more: 1 } }],
  ['in the place of one of many texts', { ...thing, rows: ['r', { more: 1 }] }],
  ['in the place of a list', { ...thing, said: { more: 1 } }],
])('a field that is not named is told to nobody: %s', (_, value) => {
  const text = JSON.stringify(told(value as never, FIELDS, READER));
  expect(text).not.toContain('more');
  expect(isToldWhole(value as never, FIELDS, READER)).toBe(false);
});

const entry: EventEntry = {
  v: 1,
  kind: 'event',
  workbook: 'wb_1' as never,
  number: 7,
  at: 1_000,
  by: 'p_1' as never,
  door: 'api',
  command: 'c_1' as never,
  event: { type: 'verification-withdrawn', row: 'a.b' as never },
  salt: 'random',
};

test('an entry is told whole to whoever reads the room, and without its salt to others', () => {
  expect(toldEntry(entry, READER)).toEqual(entry);
  expect(isEntryTold(entry, READER)).toBe(true);
  const { salt: _, ...told } = entry;
  expect(toldEntry(entry, OBSERVER)).toEqual(told);
  expect(isEntryTold(entry, OBSERVER)).toBe(false);
});

test('of an entry that holds more than its noun names, neither the rest nor its text is given away', () => {
  for (const more of [
    { ...entry, more: 1 },
    { ...entry, event: { ...entry.event, more: 1 } },
    { ...entry, beside: { claims: [{ client: 1, person: 'p_1', more: 1 }] } },
  ] as unknown as EventEntry[]) {
    expect(JSON.stringify(toldEntry(more, READER))).not.toContain('more');
    expect(isEntryTold(more, READER)).toBe(false);
  }
});

test('an event of a kind that no noun names is told to nobody', () => {
  const unknown = { ...entry, event: { type: 'invented' } } as never;
  expect(toldEntry(unknown, READER)).toBeUndefined();
  expect(isEntryTold(unknown, READER)).toBe(false);
});
