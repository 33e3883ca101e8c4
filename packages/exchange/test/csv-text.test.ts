import { describe, expect, it } from 'vitest';
import { csvField, csvText } from '../src/csv-text.ts';

describe('CSV', () => {
  it('keeps plain texts and figures as they are', () => {
    for (const plain of ['12', '-5', '-0.5', '1 234,5 km', 'Annual report', 'Zürich 東京', '']) {
      expect(csvField(plain).replaceAll('"', '')).toBe(plain);
    }
    expect(csvField(7)).toBe('7');
    expect(csvField(null)).toBe('');
  });

  it('quotes what would break a line or a field, and doubles quotes', () => {
    expect(csvField('a,b')).toBe('"a,b"');
    expect(csvField('say "no"')).toBe('"say ""no"""');
    expect(csvField('two\nlines')).toBe('"two\nlines"');
    expect(
      csvText([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('\uFEFFa,1\r\nb,\r\n');
  });

  it('lets nothing begin a formula', () => {
    const starts = [
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\0',
      '\uFF1D',
      '\uFF0B',
      '\uFF0D',
      '\uFF20',
    ];
    const bodies = [
      '1+1',
      'HYPERLINK("http://x.example";"y")',
      "cmd|' /C calc'!A0",
      'SUM(A1:A9)',
      ' 2',
    ];
    let tried = 0;
    for (const blank of ['', ' ', '  ', '\0'])
      for (const start of starts)
        for (const body of bodies) {
          const field = csvField(blank + start + body);
          const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
          expect([start, body, read.startsWith("'")]).toEqual([start, body, true]);
          tried++;
        }
    expect(tried).toBe(4 * starts.length * bodies.length);
    expect(csvField('-5+cmd')).toBe(`"'-5+cmd"`);
  });
});
