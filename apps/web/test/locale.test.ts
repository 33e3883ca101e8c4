/** The browser's locale, whatever the browser calls it. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { localWords } from '../src/kit/instant.tsx';
import { count, numberLocale, time, wordLocale } from '../src/texts/locale.ts';

afterEach(() => vi.unstubAllGlobals());

const speaks = (...languages: string[]) =>
  vi.stubGlobal('navigator', { language: languages[0], languages });

test.each(['en-US', 'de-DE', 'ar'])('an hour of today is written in one way in %s', (locale) => {
  speaks(locale);
  const at = new Date(2026, 2, 14, 9, 5).getTime();
  expect(localWords(at, wordLocale(), at)).toBe(time(at));
});

describe('the locale of figures', () => {
  test.each([
    ['de-CH', 'de-CH'],
    ['en-US@posix', 'en-US'],
    ['de_AT.UTF-8', 'de-AT'],
    ['pt_BR', 'pt-BR'],
    ['C', 'en'],
    ['', 'en'],
    ['not a tag', 'en'],
  ])('of a browser that says “%s” is %s', (said, locale) => {
    speaks(said);
    expect(numberLocale()).toBe(locale);
    expect(wordLocale()).toBe(locale);
    expect(count(1)).toBe('1');
  });

  test('has the digits of the sheet', () => {
    speaks('ar-EG');
    expect(new Intl.NumberFormat(numberLocale()).format(1234)).toMatch(/^1.234$/u);
  });
});
