/** A result of the screening as sentences: what was found with its numbers, why it matters, where the rule comes from. */
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import type { Facts } from '@tallystick/domain/screening/warning';
import type { WarningCode } from '@tallystick/domain/screening/warning';
import type { ScreeningResultView } from '@tallystick/protocol/audit/views-screening';
import { questionWords } from '../lines/question-words.ts';
import type { LookWords } from '../lines/quick-words.ts';
import { numberLocale } from '../texts/locale.ts';

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** Decimals with the reader's marks; names and units as they are. */
function shown(numbers: ScreeningResultView['numbers']): Record<string, string> {
  const locale = numberLocale();
  const isFigure = (text: string): boolean => DECIMAL.test(text);
  return Object.fromEntries(
    Object.entries(numbers).map(([name, text]) => [
      name,
      isFigure(text) ? formatDecimal(text, locale) : text,
    ]),
  );
}

export function sentenceOf({ code, numbers, facts }: ScreeningResultView, t: LookWords): string {
  const figures = shown(numbers);
  if (facts === null) {
    const key = code === 'level-of-data' && numbers['said'] !== undefined ? `${code}-said` : code;
    return t(`screening:says.${key}`, figures);
  }
  const asked = { code: code as WarningCode, ...(facts as Facts) };
  const question = withStop(questionWords(asked, t));
  return numbers['other'] === undefined ? question : `${question} ${t('screening:held', figures)}`;
}

/** Figures and units end without a mark, and something is said after them. */
const withStop = (sentence: string): string =>
  /[.?!؟»”]$/.test(sentence) ? sentence : `${sentence}.`;

export const whyOf = ({ code }: ScreeningResultView, t: LookWords): string =>
  t(`screening:why.${code}`);

export function sourceOf({ source }: ScreeningResultView, t: LookWords): string {
  const pages = source.work === 'manual' ? source.pages : '';
  return t(`screening:source.${source.work}`, { pages });
}
