/**
 * What is said beside an editor while a formula is typed: what it comes to, what it waits for, or what is wrong. Pure.
 */
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import { sentenceOf } from '../lines/cell-look.ts';
import { formulaValue } from '../lines/formula-facts.ts';
import { unitWords } from '../texts/unit-words.ts';
import { readTyped } from '../lines/read-typed.ts';
import { labelWords } from '../texts/label-words.ts';
import type { Hint, Typing } from './hint.ts';

/** The hint for a text that begins with = in a number cell; undefined elsewhere, where it is a text. */
export function formulaHint({ source, spec, t }: Typing, typed: string): Hint | undefined {
  if (spec.kind !== 'number') return undefined;
  const { catalogue } = source;
  const expected: Hint = { tone: 'expected', text: t('typing:formula.expected') };
  if (typed.trim().length < 2) return expected;
  const read = (cell: string): string | undefined => source.get(cell);
  const taken = readTyped({ catalogue, read }, { cell: spec.cell, typed });
  if (!taken.ok) {
    const { code, detail } = taken.refusal;
    // Half a formula on its way to a whole one is no mistake.
    if (code === 'formula-syntax' && detail === undefined) return expected;
    return { tone: 'wrong', text: sentenceOf(taken.refusal, t) };
  }
  const text = taken.value ?? '';
  const get = (cell: string): string | undefined => (cell === spec.cell ? text : source.get(cell));
  const value = formulaValue({ catalogue, get }, spec, text);
  if (value?.kind === 'empty')
    return { tone: 'ask', text: t('cell.formulaWaits', { label: labelWords(value.label, t) }) };
  if (value?.kind !== 'value') return expected;
  const { qualifier, decimal } = value.reading;
  const figure = `= ${qualifier} ${formatDecimal(decimal, source.locale)}`.replace('  ', ' ');
  const unit = unitWords(spec.unit ?? '');
  return { tone: 'read', text: unit === '' ? figure : `${figure} ${unit}` };
}
