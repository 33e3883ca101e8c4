/**
 * Words for people stand in the catalogues of texts: what `domain` and `room` say is a code with data. A sentence there
 * would be English on every screen.
 */
import { expect, test } from 'vitest';
import { sources } from './source-files.ts';

/** What is no word for a person: errors of programmers, words that people type, ITU's own words, names of units. */
const NOT_SAID: readonly RegExp[] = [
  /^packages\/domain\/src\/cells\/(unit-table|yes-no|typed\/choice-words)\.ts$/,
];

/** Calls whose text only a programmer reads, and what is not said but read: patterns and imports. */
const FOR_PROGRAMMERS =
  /\b(?:throw )?new \w*(?:Error|Unreadable)\((?:[^()]|\([^()]*\))*\)|import [^;]*;/g;

/** Qualifiers are kept as typed: they are values of a cell. */
const VALUES: ReadonlySet<string> = new Set(['more than', 'less than']);

/** Two words of letters beside each other, or one word that ends as a sentence does. */
const SENTENCE = /\p{L}{2,},? \p{L}{2,}|\p{L}{2,}[.!?]$/u;

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');

/** String literals, and the fixed parts of templates. */
function literals(text: string): string[] {
  const found = withoutComments(text).replaceAll(FOR_PROGRAMMERS, '');
  return [...found.matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"|`([^`]*)`/g)].flatMap(
    ([, single, double, template]) =>
      template === undefined ? [single ?? double ?? ''] : template.split(/\$\{[^}]*\}/),
  );
}

test('domain and room hold no sentence for a person', () => {
  const own = sources().filter(({ path }) => /^packages\/(domain|room)\/src\//.test(path));
  expect(own.length).toBeGreaterThan(50);
  const said = own
    .filter(({ path }) => !NOT_SAID.some((pattern) => pattern.test(path)))
    .flatMap(({ path, text }) =>
      literals(text)
        .filter((literal) => SENTENCE.test(literal) && !VALUES.has(literal))
        .map((literal) => `${path}: ${literal}`),
    );
  expect(said).toEqual([]);
});
