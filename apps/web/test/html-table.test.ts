/** Tables on the clipboard: what Excel, LibreOffice and Google Sheets write is read cell by cell, never shown. */
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { readHtmlTable } from '../src/spreadsheet/text/html-table.ts';

const { DOMParser } = new JSDOM('').window;
const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const read = (html: string) => readHtmlTable(html, parse);
const texts = (html: string) => read(html)?.rows.map((row) => row.map(({ text }) => text));

test('a table of Excel is read with its line breaks, blanks and entities', () => {
  const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td { color: red }</style></head>
    <body><!--StartFragment--><table border=0><col width=64>
      <tr height=20><td class=xl65>1&nbsp;234,50</td><td>first line<br>
    second   line</td><td>&lt;b&gt; &amp; co</td></tr>
    </table><!--EndFragment--></body></html>`;
  expect(texts(html)).toEqual([['1 234,50', 'first line\nsecond line', '<b> & co']]);
});

test('the raw values of three programs are read beside what is shown', () => {
  const html = `<table><tr>
    <td sdval="1234.5" sdnum="1033;0;#,##0.00">1,234.50</td><td x:num="0.5">50%</td><td x:num>7</td>
    <td data-sheets-value='{"1":3,"3":8.25}'>8,25</td><td data-sheets-value='{"1":2,"2":"007"}'>007</td>
    <td sdnum="1033;0;@" sdval="5">5</td><td data-sheets-value="broken">x</td></tr></table>`;
  const [row] = read(html)?.rows ?? [];
  expect(row?.map(({ raw }) => raw)).toEqual([
    '1234.5',
    '0.5',
    '7',
    '8.25',
    undefined,
    '5',
    undefined,
  ]);
  expect(row?.map(({ isText }) => isText ?? false)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    false,
  ]);
});

test('a cell over several columns and rows leaves their places empty, and those after it stay in theirs', () => {
  const html = `<table><tr><td colspan="2" rowspan="2">wide</td><td>a</td></tr><tr><td>b</td></tr>
    <tr><td>1</td><td>2</td><td>3</td></tr></table>`;
  expect(texts(html)).toEqual([
    ['wide', '', 'a'],
    ['', '', 'b'],
    ['1', '2', '3'],
  ]);
});

test('a cell that says it spans a million columns is bounded', () => {
  const [row] = read('<table><tr><td colspan="1000000">x</td><td>y</td></tr></table>')?.rows ?? [];
  expect(row?.length).toBe(1_001);
});

test('a page with prose around a table, or with two tables, is not read as a table', () => {
  expect(read('<p>See our figures:</p><table><tr><td>1</td></tr></table>')).toBeUndefined();
  expect(
    read('<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>'),
  ).toBeUndefined();
  expect(read('<p>1</p>')).toBeUndefined();
});

test('a script in the clipboard is neither run nor read', () => {
  const html = `<table><tr><td>1<script>globalThis.wasRun = true</script><img src=x onerror="wasRun = true"></td></tr></table>`;
  expect(texts(html)).toEqual([['1']]);
  expect('wasRun' in globalThis).toBe(false);
});
