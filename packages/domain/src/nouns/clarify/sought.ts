/** Which clarifications and rulings somebody looks for: by words, KPI and state. Pure. */
import { wordsOf } from '../../cells/typed/choice-meant.ts';
import type { Clarification } from '../../state.ts';
import { versionsOf } from './ruling.ts';

export type Sought = {
  /** Each has to stand somewhere in it; empty for any. */
  words: string;
  /** As `kpiOf`; empty for any. */
  kpi: string;
  status: Clarification['status'] | 'all';
};

/** What is looked through: the question, every version of its ruling, and what else it is called. */
export type Searched = { kpi: string; texts: readonly string[]; status?: Clarification['status'] };

export function isSought({ kpi, texts, status }: Searched, sought: Sought): boolean {
  if (sought.kpi !== '' && sought.kpi !== kpi) return false;
  if (sought.status !== 'all' && sought.status !== status) return false;
  const words = wordsOf(sought.words);
  if (words === '') return true;
  const all = ` ${texts.map(wordsOf).join(' ')}`;
  // A word is found by its beginning.
  return words.split(' ').every((word) => all.includes(` ${word}`));
}

export const textsOf = (clarification: Clarification): string[] => [
  clarification.text,
  ...versionsOf(clarification).map(({ text }) => text),
];
