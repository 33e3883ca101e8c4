/** A refusal as a sentence in the reader's language, with what it was about: one for cells, panel and dialogs. */
import type { Refusal } from '@tallystick/domain/refusals';
import type { TFunction } from 'i18next';
import { inSentence } from '../texts/direction.ts';
import { unitWords } from './unit-words.ts';

/** Refusals whose detail is `typed / unit of the cell`. */
const OF_UNITS: ReadonlySet<string> = new Set(['unknown-unit', 'other-quantity']);

/** The server's own sentence where the language has none. `t` reads any namespace. */
export function refusalWords({ code, sentence, detail }: Refusal, t: TFunction): string {
  const [typed = '', ...unit] = OF_UNITS.has(code) ? (detail ?? '').split(' / ') : [];
  if (unit.length > 0)
    return t(`grid:notTheUnit.${code}`, { typed, unit: unitWords(unit.join(' / ')) });
  const words = t(`shell:refusals.${code}`, { defaultValue: sentence });
  return detail ? `${words} (${inSentence(detail)})` : words;
}
