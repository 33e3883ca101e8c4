/** The words of pictures in the languages that they are drawn in: the same on a page and on paper. */
import type { Band, Language, Score, Standing } from '../model.ts';
import arabic from './ar.json' with { type: 'json' };
import english from './en.json' with { type: 'json' };

export type Words = typeof english;

const WORDS: Record<Language, Words> = { en: english, ar: arabic };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** Texts in parts: what is written, and in every second place the name of what is filled in. */
const parted = new Map<string, string[]>();

function partsOf(text: string): string[] {
  const known = parted.get(text);
  if (known !== undefined) return known;
  const parts = text.split(/\{(\w+)\}/);
  parted.set(text, parts);
  return parts;
}

/** A text of the catalogue with `{name}` filled in. What is filled in is not searched again. */
export function filled(text: string, given: Record<string, string | number>): string {
  return partsOf(text)
    .map((part, at) => (at % 2 === 0 ? part : String(given[part] ?? `{${part}}`)))
    .join('');
}

/** `33 to 66 % of target`. */
export function bandWords(words: Words, band: Band): string {
  return words.bands[band - 1] ?? '';
}

/** A data point's standing in words: `2 of 4 points, 33 to 66 % of target`. */
export function standingWords(words: Words, standing: Standing): string {
  if (standing.kind !== 'scored') return words.standings[standing.kind];
  const { points } = standing;
  return filled(words.points, { points, band: bandWords(words, points) });
}

/** `63 %`. */
export function percentWords(words: Words, text: string): string {
  return filled(words.percent, { text });
}

/** A score in words with the counts that it rests on; or that there is none. */
export function scoreWords(words: Words, score: Score | null): string {
  if (score === null) return words.noScore;
  const { counted, of } = score;
  const percent = percentWords(words, score.text);
  return filled(words.score, { percent, band: bandWords(words, score.band), counted, of });
}
