/** What an auditor types into column S, and what it says. */
import { expect, test } from 'vitest';
import { readVerdict, verdictText } from '../src/lines/verdict-text.ts';

test.each([
  ['YES', 'yes', ''],
  [' y ', 'yes', ''],
  ['نعم', 'yes', ''],
  ['\u200fنعم', 'yes', ''],
  ['Nein', 'no', ''],
  ['NO: the year is missing', 'no', 'the year is missing'],
  ['no – counts flats, not meters', 'no', 'counts flats, not meters'],
  ['否：没有来源', 'no', '没有来源'],
  ['لا، المصدر ناقص', 'no', 'المصدر ناقص'],
  ['yes\nseen in the register', 'yes', 'seen in the register'],
  ['', null, ''],
])('%j says %s', (typed, verdict, note) => {
  expect(readVerdict(typed)).toEqual({ ok: true, value: { verdict, note } });
});

test.each(['maybe', 'n/a', 'No data', '1-2', 'nothing: yes'])('%j says neither', (typed) => {
  const read = readVerdict(typed);
  expect(read.ok ? read.value : read.refusal.code).toBe('not-yes-or-no');
});

test('a verdict that is copied says the same again', () => {
  for (const given of [
    { verdict: 'yes', note: '' },
    { verdict: 'no', note: 'two lines:\nof reasons' },
  ] as const)
    expect(readVerdict(verdictText(given))).toEqual({ ok: true, value: given });
});
