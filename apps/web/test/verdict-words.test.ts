/** What has changed since a verdict, in words. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { contentOf, changesSince } from '@tallystick/domain/nouns/verdict-content';
import type { RowId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { changeWords } from '../src/lines/verdict-words.ts';
import texts from '../src/texts/en/grid.json' with { type: 'json' };
import type { LookWords } from '../src/lines/quick-words.ts';

const catalogue = loadCatalogue();
const ROW = 'household_internet_access.value' as RowId;

/** The English catalogue, read as plainly as these sentences need. */
const t = ((key: string, values: Record<string, string | number> = {}) => {
  const path = values.count === undefined ? key : `${key}_other`;
  const text = path.split('.').reduce<unknown>((of, part) => Object(of)[part], texts);
  return String(text).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
}) as unknown as LookWords;

function words(before: Record<string, string>, after: Record<string, string>): string {
  const content = (cells: Record<string, string>) =>
    contentOf({ catalogue, read: (cell) => cells[cell], backing: () => [] }, ROW);
  const { parts } = content(before);
  const verdict = { row: ROW, result: parts[`${ROW}:result`] ?? '', content: parts };
  const changed = changesSince(verdict, content(after));
  const said = changeWords({ catalogue, locale: 'en', row: ROW }, changed, t);
  return said.replaceAll(/\s/gu, ' ');
}

const CELLS = {
  [`${ROW}:numerator`]: '88400',
  [`${ROW}:year`]: '2025',
  [`${ROW}:source`]: 'Survey',
  'city.households_total:value': '124100',
};

it('names columns of its own row, and figures of others by what they are', () => {
  expect(
    words(CELLS, {
      ...CELLS,
      [`${ROW}:numerator`]: '=population',
      [`${ROW}:year`]: '2019',
      [`${ROW}:source`]: 'Guess',
      'city.households_total:value': '124101',
      'city.households_total:year': '2025',
    }),
  ).toBe(
    'Result 71.23 → NR; Numerator 88 400 → = population; Year 2025 → 2019; Source; ' +
      'Households in the city 124 100 → 124 101; Households in the city: Year empty → 2025',
  );
});

it('counts what is too much to be named', () => {
  const more = Object.fromEntries(
    ['unit', 'quality', 'origin', 'notes'].map((column) => [
      `city.households_total:${column}`,
      'x',
    ]),
  );
  const all = { ...CELLS, ...more, [`${ROW}:override`]: '7', [`${ROW}:notes`]: 'x' };
  const said = words(CELLS, { ...all, [`${ROW}:year`]: '2019', [`${ROW}:source`]: 'Guess' });
  expect(said.split('; ')).toHaveLength(7);
  expect(said).toMatch(/; 2 more$/);
});
