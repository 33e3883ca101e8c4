/** What is written in colour is read on every ground a cell may have: axe only sees the grounds that show as it looks. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from './contrast.ts';

const WORDS = ['muted', 'accent', 'danger', 'warn', 'good'];
const GROUNDS = ['quiet', 'hover', 'row', 'chosen', 'flash', 'tint', 'lock-tint', 'orange'];

/** A file's colours as they are, and those of who asks for more contrast. */
const files = ['page.css', 'grid/grid.css'].map((file) => {
  const css = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8');
  const [before = '', block = ''] = css.split('@media (prefers-contrast: more)');
  const end = block.indexOf('\n}\n');
  return { plain: before + block.slice(end + 2), strong: block.slice(0, end) };
});
const plain = files.map((each) => each.plain).join('\n');
const strong = files.map((each) => each.strong).join('\n');

/** The colours given in every block that this selector opens. */
function colours(of: string, selector: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of of.split('}')) {
    const [head = '', body = ''] = block.split('{').slice(-2);
    if (!head.trim().endsWith(selector)) continue;
    for (const [, name = '', colour = ''] of body.matchAll(/--ts-([a-z-]+): (#[0-9a-f]{3,6});/g))
      found[name] = colour;
  }
  return found;
}

const DARK = '[data-mantine-color-scheme="dark"]';
const light = colours(plain, ':root');
const dark = { ...light, ...colours(plain, DARK) };

describe.each([
  ['light', light],
  ['dark', dark],
  ['light, more contrast', { ...light, ...colours(strong, ':root') }],
  ['dark, more contrast', { ...dark, ...colours(strong, DARK) }],
])('%s', (_, theme: Record<string, string>) => {
  test.each(WORDS)('%s is read on every ground', (word) => {
    const unread = GROUNDS.filter(
      (ground) => !(contrast(theme[word] ?? '', theme[ground] ?? '') >= 4.5),
    );
    expect(unread).toEqual([]);
  });
});
