/** The catalogues of texts: every language says what English says, with the same values in it. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { EVENT_TYPES } from '@tallystick/domain/nouns/nouns';
import { REFUSAL_CODES } from '@tallystick/domain/refusals';
import { RULE_CODES } from '@tallystick/domain/screening/rule';
import { ruleName, WARNING_CODES } from '@tallystick/domain/screening/warning';
import {
  FAULT_SENTENCES,
  REFUSAL_DETAILS,
  REFUSAL_SENTENCES,
} from '@tallystick/protocol/refusal-sentences';
import { describe, expect, test } from 'vitest';
import { SEVERAL } from '../src/history/event-words.ts';
import type { Texts } from '../src/texts/language.ts';

const files = import.meta.glob<Texts>('../src/texts/*/*.json', { eager: true, import: 'default' });

/** The letters of each language; a new one says its own here. */
const LETTERS: Readonly<Record<string, RegExp>> = { ar: /\p{Script=Arabic}/u };

/** Texts that stay as they are in every language: names, keys, digests. */
const AS_THEY_ARE: readonly string[] = ['Tallystick', 'Esc', 'Alt + R', 'sha-256'];

/** Latin words beyond which a text was left in English: `Ctrl + Shift + L` and `Page Up` are fewer in a row. */
const ENGLISH = /[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}/;

/** The plurals of CLDR, as i18next names them; and those that many languages say without a figure. */
const PLURAL = /^(.+)_(?:zero|one|two|few|many|other)$/;
const COUNTS_BY_WORD = ['zero', 'one', 'two'];

/** `file:key.key` and its text. */
type Entries = Map<string, string>;

function entriesOf(texts: Texts, path: string, into: Entries): Entries {
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') into.set(path + key, value);
    else entriesOf(value, `${path}${key}.`, into);
  }
  return into;
}

function catalogueOf(language: string): Entries {
  const into: Entries = new Map();
  for (const [path, texts] of Object.entries(files)) {
    const [, of, namespace] = /\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (of === language) entriesOf(texts, `${namespace}:`, into);
  }
  return into;
}

/** English with the words of refusals, whose home the server shares. */
function english(): Entries {
  const refusals: Texts = {
    refusals: REFUSAL_SENTENCES,
    refusalDetails: REFUSAL_DETAILS as Texts,
    gateFaults: FAULT_SENTENCES,
  };
  return entriesOf(refusals, 'shell:', catalogueOf('en'));
}

/** The key without its plural, where the key has one. */
function pluralStem(key: string, ground: Entries): string | undefined {
  const stem = PLURAL.exec(key)?.[1];
  return stem !== undefined && ground.has(`${stem}_other`) ? stem : undefined;
}

/** What a language has to hold, each with the English text that it stands for. */
function wantedOf(language: string, ground: Entries): Entries {
  const plurals = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wanted: Entries = new Map();
  for (const [key, text] of ground) {
    const stem = pluralStem(key, ground);
    if (stem === undefined || key.endsWith('_zero')) wanted.set(key, text);
    if (stem === undefined) continue;
    for (const plural of plurals)
      if (!wanted.has(`${stem}_${plural}`))
        wanted.set(`${stem}_${plural}`, ground.get(`${stem}_other`) ?? '');
  }
  return wanted;
}

/** Values and tags of a text, sorted. */
function values(text: string): string[] {
  return (text.match(/\{\{[^}]*\}\}|<[^>]*>/g) ?? []).toSorted();
}

/** Whether a language may leave the count itself out: `one row`, `two rows` are words in many. */
function withoutCount(key: string, all: string[]): string[] {
  const isWord = COUNTS_BY_WORD.some((plural) => key.endsWith(`_${plural}`));
  return isWord ? all.filter((each) => each !== '{{count}}') : all;
}

const languages = [
  ...new Set(Object.keys(files).map((path) => /\/([^/]+)\/[^/]+$/.exec(path)?.[1] ?? '')),
].filter((language) => language !== 'en');

test('English says the rules of the KPI set in their own words', () => {
  const texts = catalogueOf('en');
  const rules = loadCatalogue().kpis.flatMap((kpi) =>
    kpi.plausibility.map((rule) => [`rules:${ruleName(kpi, rule)}`, rule.note] as const),
  );
  expect(rules.map(([name]) => [name, texts.get(name)])).toEqual(rules);
  expect([...texts.keys()].filter((key) => key.startsWith('rules:')).length).toBe(rules.length);
});

test('every rule of the screening says why it matters, and those for the verifier alone what was found', () => {
  const texts = catalogueOf('en');
  const shown: ReadonlySet<string> = new Set(WARNING_CODES);
  const said = RULE_CODES.filter((code) => !shown.has(code));
  expect(said.length).toBeGreaterThan(15);
  const keys = [...RULE_CODES.map((code) => `why.${code}`), ...said.map((code) => `says.${code}`)];
  expect(keys.filter((key) => !texts.get(`screening:${key}`))).toEqual([]);
});

test('every kind of event has its sentence in the history', () => {
  const texts = catalogueOf('en');
  const keys = EVENT_TYPES.flatMap((type) => SEVERAL[type]?.keys ?? [type]);
  expect(keys.length).toBeGreaterThan(30);
  const isThere = (key: string) => [key, `${key}_other`].some((each) => texts.has(each));
  expect(keys.filter((key) => !isThere(`history:event.${key}`))).toEqual([]);
});

test('there is a second language', () => {
  expect(languages).toContain('ar');
});

describe.each(languages)('the texts in %s', (language) => {
  const ground = english();
  const wanted = wantedOf(language, ground);
  const texts = catalogueOf(language);

  test('are as many and of the same names as the English ones, in all plurals', () => {
    expect([...wanted.keys()].filter((key) => !texts.has(key))).toEqual([]);
    expect([...texts.keys()].filter((key) => !wanted.has(key))).toEqual([]);
  });

  test('hold the same values and tags', () => {
    const other = [...texts].filter(([key, text]) => {
      const own = withoutCount(key, values(text));
      const all = withoutCount(key, values(wanted.get(key) ?? ''));
      // Of nothing there may be nothing further to say.
      if (key.endsWith('_zero')) return own.some((each) => !all.includes(each));
      return own.join() !== all.join();
    });
    expect(other).toEqual([]);
  });

  test('say something wherever English says something', () => {
    const mute = [...texts].filter(([key, text]) => text.trim() === '' && wanted.get(key) !== '');
    expect(mute).toEqual([]);
  });

  test('are in that language', () => {
    const letters = LETTERS[language];
    expect(letters, 'the letters of this language').toBeDefined();
    const foreign = [...texts].filter(([, text]) => {
      const words = text.replaceAll(/\{\{[^}]*\}\}|<[^>]*>/g, '').trim();
      if (!/\p{L}/u.test(words) || AS_THEY_ARE.some((each) => words.startsWith(each))) return false;
      return !letters?.test(words) || ENGLISH.test(words);
    });
    expect(foreign).toEqual([]);
  });

  test('have a sentence for every refusal', () => {
    expect(REFUSAL_CODES.filter((code) => !texts.get(`shell:refusals.${code}`))).toEqual([]);
  });
});
