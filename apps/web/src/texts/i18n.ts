/**
 * Languages: i18next with one JSON file for each language and namespace. English is the ground; the pseudo-locale
 * (`?lang=pseudo`, and `?lang=pseudo-rtl` for the mirror) shows every text that did not come through `t`.
 */
import {
  FAULT_SENTENCES,
  REFUSAL_DETAILS,
  REFUSAL_SENTENCES,
} from '@tallystick/protocol/refusal-sentences';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { directionOf, isolationOf, MIRRORED, PSEUDO } from './direction.ts';
import { otherTexts, type Texts, wantedLanguage } from './language.ts';
import { count } from './locale.ts';

const files = import.meta.glob<Texts>('./en/*.json', { eager: true, import: 'default' });
/** The English words of refusals have one home, which the server shares. */
const english = withRefusals(files);

function withRefusals(all: Record<string, Texts>): Record<string, Texts> {
  const refusals = {
    refusals: REFUSAL_SENTENCES,
    refusalDetails: REFUSAL_DETAILS,
    gateFaults: FAULT_SENTENCES,
  };
  return { ...all, './en/shell.json': { ...all['./en/shell.json'], ...refusals } as Texts };
}

const namespaceOf = (path: string): string => /([^/]+)\.json$/.exec(path)?.[1] ?? path;
const languageOfPath = (path: string): string => /^\.\/([^/]+)\//.exec(path)?.[1] ?? '';

const ACCENTS: Record<string, string> = { a: 'å', e: 'é', i: 'î', o: 'ø', u: 'ü', c: 'ç', n: 'ñ' };

/** English made strange and a third longer; what stands in braces is kept for the values. */
function pseudo(text: string): string {
  const strange = text.replaceAll(/(\{\{[^}]*\}\}|<[^>]*>)|([aeioucn])/g, (_, kept, letter) =>
    kept === undefined ? (ACCENTS[letter] ?? letter) : kept,
  );
  return `[${strange}${'·'.repeat(Math.ceil(text.length / 3))}]`;
}

function pseudoTexts(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudo(value) : pseudoTexts(value),
    ]),
  );
}

async function textsOf(language: string): Promise<Record<string, Texts>> {
  const bundle: Record<string, Texts> = {};
  if (language === PSEUDO || language === MIRRORED) {
    for (const [path, texts] of Object.entries(english))
      bundle[namespaceOf(path)] = pseudoTexts(texts);
    return bundle;
  }
  const loads = Object.entries(otherTexts).filter(([path]) => languageOfPath(path) === language);
  await Promise.all(
    loads.map(async ([path, load]) => {
      bundle[namespaceOf(path)] = await load();
    }),
  );
  return bundle;
}

/** Starts the language of the person; resolves when its texts are there. */
export async function startTexts(): Promise<i18n> {
  const ground = Object.fromEntries(
    Object.entries(english).map(([path, texts]) => [namespaceOf(path), texts]),
  );
  const language = wantedLanguage();
  const own = language === 'en' ? {} : await textsOf(language);
  const known = Object.keys(own).length > 0;
  const lng = known ? language : 'en';
  await i18next.use(initReactI18next).init({
    lng,
    fallbackLng: 'en',
    ns: Object.keys(ground),
    defaultNS: 'shell',
    resources: known ? { en: ground, [language]: own } : { en: ground },
    // React escapes; what a value needs besides is to keep its own direction.
    interpolation: { escapeValue: true, escape: isolationOf(lng) },
    returnNull: false,
  });
  // Of itself it would print the digits of the language; the sheet has those of the template.
  i18next.services.formatter?.add('number', (value: number) => count(value));
  document.documentElement.lang = i18next.language.startsWith(PSEUDO) ? 'en-XA' : i18next.language;
  document.documentElement.dir = directionOf(i18next.language);
  return i18next;
}
