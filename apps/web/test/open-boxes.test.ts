/** What is written in the page and is in the page alone: asked before it is left, or replaced by a newer version. */
import { JSDOM } from 'jsdom';
import { afterEach, expect, test, vi } from 'vitest';
import { isCellTyped, isWriting } from '../src/look/open-boxes.ts';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['no box at all', '', false, false],
  ['a cell as it was', '<input value="7" data-stands="7">', false, true],
  ['an empty cell as it was', '<textarea data-stands=""></textarea>', false, false],
  ['a figure typed over', '<input value="8" data-stands="7">', true, true],
  ['a text taken out', '<textarea data-stands="7"></textarea>', true, true],
  ['words of a comment, which are kept', '<textarea>Seen</textarea>', false, true],
  ['what can only be read', '<input readonly value="8" data-stands="7">', false, false],
  ['a choice', '<input type="radio" value="8"><input type="hidden" value="8">', false, false],
])('%s', (_, html, typed, writing) => {
  vi.stubGlobal('document', new JSDOM(html).window.document);
  expect([isCellTyped(), isWriting()]).toEqual([typed, writing]);
});
