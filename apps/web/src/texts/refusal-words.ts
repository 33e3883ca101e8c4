/** A refusal in the reader's language: its sentence, and what its detail means. */
import type { Refusal } from '@tallystick/domain/refusals';
import type { TFunction } from 'i18next';
import { inSentence } from './direction.ts';
import { labelWords } from './label-words.ts';
import { unitWords } from './unit-words.ts';

/** Codes whose detail is what the gate found wrong. */
const BY_GATE: ReadonlySet<string> = new Set([
  'too-large',
  'malformed',
  'forbidden-shape',
  'foreign-client',
]);

/** Codes whose detail is `typed / unit of the cell`. */
const OF_UNITS: ReadonlySet<string> = new Set(['unknown-unit', 'other-quantity']);

/** The sentence, followed by what its detail means where that has words, or by the detail itself in brackets. */
export function refusalWords({ code, detail }: Refusal, t: TFunction): string {
  const [typed = '', ...unit] = OF_UNITS.has(code) ? (detail ?? '').split(' / ') : [];
  if (unit.length > 0)
    return t(`grid:notTheUnit.${code}`, { typed, unit: unitWords(unit.join(' / ')) });
  const sentence = t(`shell:refusals.${code}`);
  // What a reader of files met there is for programs and for who mends them.
  if (detail === undefined || detail === '' || code.startsWith('file-')) return sentence;
  const key = BY_GATE.has(code) ? `shell:gateFaults.${detail}` : `shell:refusalDetails.${code}`;
  const words = t(key, { detail, defaultValue: '' });
  // Of a figure the detail is its name.
  return words === ''
    ? `${sentence} (${inSentence(labelWords(detail, t))})`
    : `${sentence} ${words}`;
}
