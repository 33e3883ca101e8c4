/** Clipboard blocks: what a spreadsheet writes is read cell by cell, and what we write is read back the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTsv, writeTsvCell } from '../src/spreadsheet/text/tsv.ts';

describe('clipboard blocks', () => {
  it('tabs part cells, line ends part rows, and the last line end means nothing', () => {
    expect(readTsv('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('a quoted cell may hold tabs, line ends and quotes', () => {
    expect(readTsv('"a\tb"\t"c\nd"\t"say ""no"""')).toEqual([['a\tb', 'c\nd', 'say "no"']]);
  });

  it('a quote inside a cell that is not quoted is a quote', () => {
    expect(readTsv('5" pipe\tx')).toEqual([['5" pipe', 'x']]);
  });

  it('an empty cell at the end of a row is a cell', () => {
    expect(readTsv('a\t\nb\t')).toEqual([
      ['a', ''],
      ['b', ''],
    ]);
  });

  it('whatever is written is read back the same', () => {
    const cell = fc.string().filter((text) => !/^[\r\n]|[\r\n]$/.test(text));
    const block = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 5,
      }),
    );
    let cells = 0;
    fc.assert(
      fc.property(block, (rows) => {
        // One empty cell alone is an empty clipboard.
        fc.pre(rows.length > 1 || rows[0]?.length !== 1 || rows[0][0] !== '');
        fc.pre(rows.at(-1)?.join('') !== '');
        const text = rows.map((row) => row.map(writeTsvCell).join('\t')).join('\n');
        cells += rows.length;
        expect(readTsv(text)).toEqual(rows);
      }),
    );
    expect(cells).toBeGreaterThan(50);
  });
});
