/** Which language the texts are in, and choosing another. */
import i18next from 'i18next';

const KEY = 'tallystick.language';

/** Texts as a catalogue file holds them. */
export type Texts = { [key: string]: string | Texts };

/** The catalogues of all languages but English, loaded when they are wanted. */
export const otherTexts = import.meta.glob<Texts>(['./*/*.json', '!./en/*.json'], {
  import: 'default',
});

/** The languages with texts of their own, English first. */
export const LANGUAGES: readonly string[] = [
  'en',
  ...new Set(Object.keys(otherTexts).map((path) => path.split('/')[1] ?? '')),
];

/** A language's name in itself. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The language to begin with: asked for in the address, chosen before, else the first of the browser's that we have. */
export function wantedLanguage(): string {
  const asked = new URLSearchParams(window.location.search).get('lang');
  if (asked !== null) return asked;
  const kept = storedLanguage();
  if (kept !== null && LANGUAGES.includes(kept)) return kept;
  const spoken = navigator.languages.map((each) => each.split('-')[0] ?? '');
  return spoken.find((each) => LANGUAGES.includes(each)) ?? 'en';
}

/** The language of the texts now. */
export const presentLanguage = (): string => i18next.language;

/** The same among those that a file can be in: the strange ones are English there. */
export const fileLanguage = (): string =>
  LANGUAGES.find((each) => i18next.language.startsWith(each)) ?? 'en';

/** Chooses a language for this browser and opens the page anew in it: the grid reads its direction only once. */
export function chooseLanguage(code: string): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // Blocked storage: the address carries it on.
  }
  const url = new URL(window.location.href);
  if (storedLanguage() === code) url.searchParams.delete('lang');
  else url.searchParams.set('lang', code);
  if (url.href === window.location.href) window.location.reload();
  else window.location.assign(url);
}
