/** Blocks on the clipboard: figures come out as they were meant, and nothing we write becomes a formula elsewhere. */
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { readClip } from '../src/spreadsheet/clipboard-read.ts';
import { type CopiedCell, writeHtml, writeText } from '../src/spreadsheet/clipboard-write.ts';
import { joined } from '../src/spreadsheet/copy-block.ts';
import { guessMark } from '../src/spreadsheet/text/decimal-mark.ts';
import { planPaste } from '../src/spreadsheet/paste-plan.ts';
import { believed, plainDecimal } from '../src/spreadsheet/text/raw-figure.ts';
import { screenOrder } from '../src/spreadsheet/screen-order.ts';

const { DOMParser } = new JSDOM('').window;
const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

function clipOf(board: { text?: string; html?: string }) {
  const reading = readClip({ text: '', html: '', ...board }, parse);
  if (!reading.ok) throw new Error(reading.why.code);
  return reading.clip;
}

describe('raw values', () => {
  test.each([
    ['1,234.50', '1234.5', '1234.5'],
    ['1.234,50', '1234.5', '1234.5'],
    ['1 235', '1234.5', '1234.5'],
    ['76.35%', '0.7634567', '76.34567%'],
    ['7 %', '0.07', '7%'],
    ['−5', '-5', '-5'],
    ['(1,234)', '-1234.2', '-1234.2'],
    ['1.23E+05', '123456', '123456'],
    ['$ 1,234.50', '1234.5', '1234.5'],
    ["1'234.5", '1234.5', '1234.5'],
    ['٧٦٫٣٥', '76.3512', '76.3512'],
    ['0', '1.2E-10', '0.00000000012'],
    ['1.2', '1234567', '1234567'],
    ['1,235', '1234567', '1234567'],
    ['1.2 Mio', '1234567', '1234567'],
    ['1,234.5', '-1234.5', '-1234.5'],
    ['1.2', '-1234567', '-1234567'],
  ])('%s shown for %s is the figure %s', (shown, raw, figure) => {
    expect(believed(shown, raw)?.figure).toBe(figure);
  });

  test.each([
    ['2023-03-15', '45000'],
    ['15.03.2023', '45000'],
    ['2023', '45000'],
    ['12:30', '0.520833333333333'],
    ['TRUE', '1'],
    ['1 1/2', '1.5'],
    ['1.234', '5'],
    ['', '5'],
  ])('%s shown for %s is something else, and the text stays', (shown, raw) => {
    expect(believed(shown, raw)).toBeUndefined();
  });

  const table = (cell: string, text: string) =>
    clipOf({ text, html: `<table><tr>${cell}</tr></table>` }).block[0]?.[0];

  test('a figure shown as another one for no reason that is seen is told with both', () => {
    expect(table('<td sdval="7" sdnum="1033;">1.2</td>', '1.2')).toEqual({
      text: '1.2',
      holds: '7',
    });
    expect(table('<td sdval="45000" sdnum="1033;1033;YYYY">2023</td>', '2023')).toEqual({
      text: '2023',
    });
    expect(table('<td sdval="45000" sdnum="1033;1033;D">15</td>', '15')).toEqual({ text: '15' });
    expect(table('<td sdval="7" sdnum="1033;0;@">1.2</td>', '1.2')).toEqual({ text: '1.2' });
    expect(table('<td sdval="1234567" sdnum="1033;0;0.0,,">1.2</td>', '1.2')).toEqual({
      text: '1.2',
      figure: '1234567',
    });
  });

  test('quotes that are the text’s own stay, those that a spreadsheet sets around a cell go', () => {
    expect(table('<td>&quot;best practice&quot;</td>', '"best practice"')?.text).toBe(
      '"best practice"',
    );
    expect(table('<td>a<br>b</td>', '"a\nb"')?.text).toBe('a\nb');
    expect(table('<td>say &quot;no&quot;</td>', '"say ""no"""')?.text).toBe('say "no"');
  });

  test('one figure with a per cent sign or Arabic marks decides for the block', () => {
    for (const first of ['%76,35', '٪٧٦,٣٥', '76،35%']) {
      const { block, mark } = clipOf({ text: `${first}\n1.234` });
      expect(mark).toBe(',');
      expect(block.map(([cell]) => cell?.text)).toEqual([first, '1.234']);
    }
  });

  test('a raw value that is shown tells the decimal mark', () => {
    expect(believed('1.234', '1234')?.mark).toBe(',');
    expect(believed('1.234', '1.234')?.mark).toBe('.');
    expect(believed('1234', '1234')?.mark).toBeUndefined();
  });

  test('a number is written out plainly, to the digits that spreadsheets count with', () => {
    expect(plainDecimal('0.1', 0)).toBe('0.1');
    expect(plainDecimal('0.28', 2)).toBe('28');
    expect(plainDecimal('1e21', 0)).toBe('1000000000000000000000');
    expect(plainDecimal('-1.5e-7', 0)).toBe('-0.00000015');
    expect(plainDecimal('0.30000000000000004', 0)).toBe('0.3');
    for (const bad of ['', 'x', 'Infinity', '1e300']) expect(plainDecimal(bad, 0)).toBeUndefined();
  });
});

describe('the decimal mark of a block', () => {
  test('one cell that can be read in one way decides for all', () => {
    expect(guessMark(['1.234', '76,35'])).toEqual({ mark: ',', unclear: 1 });
    expect(guessMark(['1,234', '76.35 %'])).toEqual({ mark: '.', unclear: 1 });
    expect(guessMark(['1,234', "1'234.5"])).toEqual({ mark: '.', unclear: 1 });
    expect(guessMark(['1.234', '−1 234,5'])).toEqual({ mark: ',', unclear: 1 });
  });

  test('where nothing says it, or cells disagree, nothing is guessed', () => {
    expect(guessMark(['1,234', '17', 'a, b'])).toEqual({ mark: undefined, unclear: 1 });
    expect(guessMark(['1,5', '1.5'])).toEqual({ mark: undefined, unclear: 0 });
    expect(guessMark(['15.03.2025', '2025-03-15'])).toEqual({ mark: undefined, unclear: 0 });
  });
});

describe('reading', () => {
  test('the words are those of the text and the figures those of the table', () => {
    const clip = clipOf({
      text: '1,235\t"two\nlines"\n2,000\t\n',
      html: '<table><tr><td sdval="1234.5">1,235</td><td>two<br>lines</td></tr><tr><td sdval="2000">2,000</td><td></td></tr></table>',
    });
    expect(clip.block).toEqual([
      [{ text: '1,235', figure: '1234.5' }, { text: 'two\nlines' }],
      [{ text: '2,000', figure: '2000' }, { text: '' }],
    ]);
  });

  test('an empty clipboard and one that is too large are refused with the bound', () => {
    expect(readClip({ text: '', html: '' }, parse)).toEqual({
      ok: false,
      why: { code: 'nothing' },
    });
    const many = readClip({ text: 'x\t'.repeat(25_000), html: '' }, parse);
    expect(many).toEqual({ ok: false, why: { code: 'too-many', most: 20_000 } });
  });

  test('unclear figures are counted: those that the block settles and those that it does not', () => {
    expect(clipOf({ text: '1.234\t5,5' })).toMatchObject({ mark: ',', settled: 1, unclear: 0 });
    expect(clipOf({ text: '1.234\t5' })).toMatchObject({ mark: undefined, settled: 0, unclear: 1 });
  });
});

const cell = (text: string, figure?: string): CopiedCell => ({ text, typed: text, figure });

describe('writing', () => {
  test('what looks like a formula is a text in both forms, and a figure stays a number', () => {
    const rows = [[cell('=1+1'), cell('-x'), cell('@a'), cell('-5', '-5')]];
    expect(writeText(rows, '.')).toBe("'=1+1\t'-x\t'@a\t-5");
    const html = writeHtml(rows, { id: 'c1', mark: '.' });
    const cells = [...parse(html).querySelectorAll('td')];
    expect(cells.map((each) => each.getAttribute('sdnum'))).toEqual([
      '1033;0;@',
      '1033;0;@',
      '1033;0;@',
      '1033;',
    ]);
    expect(cells[0]?.getAttribute('style')).toContain(String.raw`mso-number-format:'\@'`);
    expect(cells[3]?.getAttribute('x:num')).toBe('-5');
  });

  test('markup in a cell is a text', () => {
    const html = writeHtml([[cell('<img src=x onerror=alert(1)>"&')]], { id: 'c1', mark: '.' });
    const page = parse(html);
    expect(page.querySelector('img')).toBeNull();
    expect(page.querySelector('td')?.textContent).toBe('<img src=x onerror=alert(1)>"&');
  });

  test('a figure is given away with the person’s own mark and nothing between thousands', () => {
    expect(writeText([[cell('1 234.5', '1234.5')]], ',')).toBe('1234,5');
  });

  test('whatever is copied is pasted as it was typed', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((each) => each.replaceAll('\r', '').replaceAll('\0', ''));
    const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 4,
    });
    let seen = 0;
    fc.assert(
      fc.property(rows, (lines) => {
        seen += 1;
        const block = lines.map((line) => line.map((each) => cell(each)));
        const html = writeHtml(block, { id: 'c1', mark: ',' });
        const clip = clipOf({ text: writeText(block, ','), html });
        expect(clip.own).toBe('c1');
        expect(clip.block.map((line) => line.map((each) => each.text))).toEqual(lines);
      }),
    );
    expect(seen).toBeGreaterThan(50);
  });
});

const order = screenOrder(['r1', 'r2', 'r3', 'r4'], ['a', 'b', 'c']);
const block = (rows: string[], columns: string[]) =>
  rows.map((row) => columns.map((column) => ({ row, column })));

describe('several ranges', () => {
  test('with the same rows they are joined side by side, with the same columns one under the other, in the order of the screen', () => {
    const beside = joined([block(['r1', 'r2'], ['c']), block(['r1', 'r2'], ['a'])], order);
    expect(beside).toEqual(block(['r1', 'r2'], ['a', 'c']));
    const under = joined([block(['r3'], ['a', 'b']), block(['r1'], ['a', 'b'])], order);
    expect(under).toEqual(block(['r1', 'r3'], ['a', 'b']));
  });

  test('others are no block', () => {
    expect(joined([block(['r1'], ['a']), block(['r2'], ['b'])], order)).toBeUndefined();
  });
});

describe('the plan of a paste', () => {
  const clip = (rows: string[][]) => rows.map((row) => row.map((text) => ({ text })));
  const where = (plan: ReturnType<typeof planPaste>) =>
    plan.laid.map(({ place, cell: { text } }) => `${place.row}${place.column}=${text}`).join(' ');

  test('one value fills all that is selected', () => {
    const plan = planPaste(
      clip([['x']]),
      [block(['r1'], ['a']), block(['r3', 'r4'], ['b'])],
      order,
    );
    expect(where(plan)).toBe('r1a=x r3b=x r4b=x');
  });

  test('a block repeats where the selection is a multiple of it, and stands once where it is not', () => {
    const lines = clip([['1'], ['2']]);
    expect(where(planPaste(lines, [block(['r1', 'r2', 'r3', 'r4'], ['a'])], order))).toBe(
      'r1a=1 r2a=2 r3a=1 r4a=2',
    );
    expect(where(planPaste(lines, [block(['r1', 'r2', 'r3'], ['a'])], order))).toBe('r1a=1 r2a=2');
  });

  test('what falls beyond the last row or column is counted, and empty cells there are nothing', () => {
    const plan = planPaste(
      clip([
        ['1', '2', ''],
        ['3', '4', '5'],
      ]),
      [block(['r4'], ['b'])],
      order,
    );
    expect(where(plan)).toBe('r4b=1 r4c=2');
    expect(plan.beyond.map(({ text }) => text)).toEqual(['3', '4', '5']);
    expect(plan.onto).toEqual([
      { from: { row: 'r4', column: 'b' }, to: { row: 'r4', column: 'c' } },
    ]);
  });
});
