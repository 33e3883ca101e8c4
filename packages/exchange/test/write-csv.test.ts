import { describe, expect, it } from 'vitest';
import { guardFormula, unguardFormula } from '../src/csv/formula-guard.ts';
import { csvPieces, csvText } from '../src/csv/write-csv.ts';

/** One field as it stands in its line. */
const field = (value: string | number | null) => csvText([['', value]]).slice(2, -2);

describe('CSV', () => {
  it('keeps plain texts and figures as they are', () => {
    for (const plain of ['12', '-5', '-0.5', '1 234,5 km', 'Annual report', 'Zürich 東京', '']) {
      expect(field(plain).replaceAll('"', '')).toBe(plain);
    }
    expect(field(7)).toBe('7');
    expect(field(null)).toBe('');
  });

  it('quotes what would break a line or a field, and doubles quotes', () => {
    expect(field('a,b')).toBe('"a,b"');
    expect(field('a;b')).toBe('"a;b"');
    expect(field('say "no"')).toBe('"say ""no"""');
    expect(field('two\nlines')).toBe('"two\nlines"');
    expect(
      csvText([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('\uFEFFa,1\r\nb,\r\n');
  });

  it('lets nothing begin a formula, and gives the text back', () => {
    let tried = 0;
    for (const text of payloads()) {
      const written = field(text);
      const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
      expect([text, read.startsWith("'")]).toEqual([text, true]);
      expect(unguardFormula(read)).toBe(text.replaceAll('\0', ''));
      tried++;
    }
    expect(tried).toBe(330);
    expect(field('-5+cmd')).toBe(`"'-5+cmd"`);
    for (const plain of ["'quoted'", "O'Neill", '-5', "'", ''])
      expect(unguardFormula(guardFormula(plain))).toBe(plain);
  });

  it('asks for the lines of a long list as its pieces are taken', () => {
    let asked = 0;
    function* endless(): Generator<[number]> {
      for (;;) yield [asked++];
    }
    const pieces = csvPieces(endless());
    expect(pieces.next().value).toBe('\uFEFF');
    const first = pieces.next().value ?? '';
    expect(first.startsWith('0\r\n1\r\n')).toBe(true);
    expect(asked).toBeLessThan(1000);
    const second = pieces.next().value ?? '';
    expect(second.startsWith(`${first.split('\r\n').length - 1}\r\n`)).toBe(true);
  });
});

function* payloads(): Generator<string> {
  const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];
  const bodies = [
    '1+1',
    'HYPERLINK("http://x.example";"y")',
    "cmd|' /C calc'!A0",
    'SUM(A1:A9)',
    ' 2',
  ];
  const blanks = ['', ' ', '  ', '\0', "'", "''"];
  for (const blank of blanks)
    for (const start of starts) for (const body of bodies) yield blank + start + body;
}
