/**
 * Numbers, dates and spans in the person's own way.
 *
 * Figures are read and typed as the browser says, or as the person chose, whatever language the texts are in: a decimal
 * mark that changed with the menu would make other numbers of what fingers type. Words (months, "3 hours ago") follow
 * the texts. Digits are those of the sheet, 0 to 9, in every language.
 */
import { decimalMark } from '@tallystick/domain/cells/decimal-mark';
import i18next from 'i18next';
import { chosenMark } from './chosen-mark.ts';

/** The browser's own locale, which may differ from the language of the texts. */
const browserLocale = (): string => inLatinDigits(navigator.language || 'en');

/** The decimal mark of the browser's locale. */
export const browserMark = (): '.' | ',' => decimalMark(browserLocale());

/** Locales whose figures are written with a mark and nothing else that is peculiar. */
const LOCALE_OF = { '.': 'en', ',': 'fr' } as const;

/** The locale of figures: the browser's, or one with the decimal mark that the person chose. */
export function numberLocale(): string {
  const chosen = chosenMark();
  return chosen === undefined || chosen === browserMark() ? browserLocale() : LOCALE_OF[chosen];
}

/**
 * The locale of what has words in it: the browser's own kind of the texts' language (`ar-EG` for Arabic), else that
 * language. English is the ground and was perhaps not chosen, so with it the browser's locale stands.
 */
export function wordLocale(): string {
  const language = i18next.language ?? 'en';
  if (language === 'en' || language.startsWith('pseudo')) return browserLocale();
  const own = navigator.languages.find((each) => each.split('-')[0] === language);
  return inLatinDigits(own ?? language);
}

/** A formatter is dear to make and asked for by every line of a list, so each locale's is made once. */
function kept<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>();
  return (locale) => {
    const known = made.get(locale);
    if (known !== undefined) return known;
    const format = make(locale);
    made.set(locale, format);
    return format;
  };
}

const PLAIN = { numberingSystem: 'latn', calendar: 'gregory' };

/** A tag as `Intl` takes it: browsers pass on names of the system (`en_US.UTF-8`, `en-US@posix`), and it throws at them. */
function takenByIntl(tag: string): string {
  const ofSystem = tag.replace(/[.@].*$/u, '').replaceAll('_', '-');
  for (const each of [tag, ofSystem]) {
    try {
      return Intl.getCanonicalLocales(each)[0] ?? 'en';
    } catch {
      // Not well formed: the next, else English.
    }
  }
  return 'en';
}

/** Some locales have digits or a calendar of their own; the sheet, its codes and its years have not. */
const inLatinDigits = kept((tag) => {
  const locale = takenByIntl(tag);
  const known = new Intl.DateTimeFormat(locale).resolvedOptions();
  const isPlain = known.numberingSystem === 'latn' && known.calendar === 'gregory';
  return isPlain ? locale : new Intl.Locale(locale, PLAIN).toString();
});

const dayFormat = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const timeFormat = kept((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const instantFormat = kept(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
);
const percentFormat = kept((locale) => new Intl.NumberFormat(locale, { style: 'percent' }));
const numberFormat = kept((locale) => new Intl.NumberFormat(locale));

/** `14 Mar 2026`; the argument is in milliseconds since 1970. */
export const day = (at: number): string => dayFormat(wordLocale()).format(at);
/** `12:04` */
export const time = (at: number): string => timeFormat(wordLocale()).format(at);
/** `14 Mar 2026, 12:04` */
export const instant = (at: number): string => instantFormat(wordLocale()).format(at);
/** A share from 0 to 1 as `62 %`. */
export const percent = (share: number): string => percentFormat(numberLocale()).format(share);
export const count = (n: number): string => numberFormat(numberLocale()).format(n);

/** The initials of a name, at most two letters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
