/** Which parts of a text may be opened as a page. */
import { expect, test } from 'vitest';
import { linksIn } from '../src/lines/links.ts';

test.each([
  ['see https://example.org/a.', ['https://example.org/a']],
  ['(http://example.org/a_(b))', ['http://example.org/a_(b)']],
  ['https://مثال.إختبار/أ، ثم', ['https://xn--mgbh0fb.xn--kgbechtv/%D8%A3']],
  ['javascript:alert(1) data:text/html,x ftp://example.org file:///etc', []],
  ['https:// http://', []],
  ['HTTPS://Example.org/X twice https://example.org/X', ['https://example.org/X']],
  [undefined, []],
])('%s', (text, hrefs) => {
  expect(linksIn(text).map(({ href }) => href)).toEqual(hrefs);
});

test('of many only the first few', () => {
  const text = Array.from({ length: 9 }, (_, n) => `https://example.org/${n}`).join(' ');
  expect(linksIn(text)).toHaveLength(5);
});
