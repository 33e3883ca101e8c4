/** Values in sentences from right to left. */
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { isolated, isolationOf, withoutIsolates } from '../src/texts/direction.ts';

test('a value with letters is set apart, digits are not, and what leaves the page has no marks', () => {
  expect(isolated('Smart Water Meters (3G)')).toBe('\u2068Smart Water Meters (3G)\u2069');
  expect(isolated('18351')).toBe('18351');
  expect(withoutIsolates(isolated('Wen'))).toBe('Wen');
});

test('i18next does so with each value of a sentence, once', async () => {
  const words = i18next.createInstance();
  await words.init({
    lng: 'ar',
    resources: { ar: { translation: { said: '{{name}}: {{count}}. {{name}}' } } },
    interpolation: { escapeValue: true, escape: isolated },
  });
  expect(words.t('said', { name: 'Wen', count: 3 })).toBe('\u2068Wen\u2069: 3. \u2068Wen\u2069');
});

test('in a sentence from left to right only words of the other scripts are held apart', async () => {
  const words = i18next.createInstance();
  await words.init({
    lng: 'en',
    resources: { en: { translation: { said: 'Archived by {{name}}: “{{reason}}”' } } },
    interpolation: { escapeValue: true, escape: isolationOf('en') },
  });
  const said = (reason: string) => words.t('said', { name: 'Wen (2)', reason });
  expect(said('The end.')).toBe('Archived by Wen (2): “The end.”');
  expect(said('انتهى (2026).')).toBe('Archived by Wen (2): “\u2068انتهى (2026).\u2069”');
});
