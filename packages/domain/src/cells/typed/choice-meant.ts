/**
 * Which choice of a list a text means: in any case, without the marks that copying leaves, in a language of the product,
 * and by its telling words alone (`Accurate measurements` is `Based on accurate measurements`). Pure.
 */
import { withoutInvisible } from '../number-text.ts';
import { CHOICE_WORDS } from './choice-words.ts';

/** Words that are a smaller part of a choice than this could be any text that happens to hold them. */
const TELLING_PART = 0.4;

/** Words alone: without case, accents and punctuation, one blank between them. */
export function wordsOf(text: string): string {
  return withoutInvisible(text)
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a choice is called: its own words first, then those of other languages. */
export const namesOf = (choice: string): readonly string[] => [
  choice,
  ...(CHOICE_WORDS[choice] ?? []),
];

/** The choice that is meant; undefined where none is, or more than one may be. */
export function choiceMeant(choices: readonly string[], typed: string): string | undefined {
  const wanted = wordsOf(typed);
  if (wanted === '') return undefined;
  const named = (isNamed: (name: string) => boolean): string[] =>
    choices.filter((choice) => namesOf(choice).some((name) => isNamed(wordsOf(name))));
  const [same] = named((name) => name === wanted);
  if (same !== undefined) return same;
  const holds = (name: string): boolean => ` ${name} `.includes(` ${wanted} `);
  const [, ...others] = named(holds);
  const isTelling = (name: string): boolean => wanted.length >= name.length * TELLING_PART;
  return others.length > 0 ? undefined : named((name) => holds(name) && isTelling(name))[0];
}
