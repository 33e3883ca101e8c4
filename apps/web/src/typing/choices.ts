/**
 * What may be chosen in a cell: the lists of the KPI set, yes and no, and the units that are known for an orange cell.
 * Pure.
 */
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import { cellId } from '@tallystick/domain/cells/ids';
import type { SheetSource } from '../lines/sheet-source.ts';
import { unitWords } from '../texts/unit-words.ts';
import { wordLocale } from '../texts/locale.ts';
import type { LookWords } from '../lines/quick-words.ts';

/** `value` is stored, `label` is read, `also` is found by typing too. */
export type Choice = { value: string; label: string; also?: string };

export type Choices = {
  choices: readonly Choice[];
  /** Something else may be typed as well. */
  free: boolean;
};

/** The choices of a cell; undefined where it is typed freely and nothing is known. */
export function choicesOf(source: SheetSource, spec: CellSpec, t: LookWords): Choices | undefined {
  switch (spec.kind) {
    case 'choice':
      return {
        choices: (spec.choices ?? []).map((each) => ({ value: each, label: each })),
        free: false,
      };
    case 'yes-no':
      return {
        choices: (['yes', 'no'] as const).map((each) => ({
          value: each,
          label: t(`yesNo.${each}`),
          also: each,
        })),
        free: false,
      };
    case 'unit':
      return { choices: unitChoices(source, spec), free: true };
    case 'number':
    case 'year':
    case 'text':
      return undefined;
  }
}

function unitChoices(source: SheetSource, spec: CellSpec): Choice[] {
  const line = source.catalogue.rows.get(spec.row);
  if (line?.kind !== 'data-point') return [];
  const isMoney = line.inputs.some(({ input }) => input.unit.startsWith('currency'));
  if (!isMoney) return [{ value: line.unit, label: unitWords(line.unit), also: line.unit }];
  const typed = source.catalogue.dataPoints
    .filter((point) => point.unitSettable && point.row !== line.row)
    .filter((point) => point.inputs.some(({ input }) => input.unit.startsWith('currency')))
    .flatMap((point) => source.get(cellId(point.row, 'unit')) ?? []);
  const mine = [...new Set(typed)].map((each) => ({ value: each, label: each }));
  const known = new Set(mine.map(({ value }) => value));
  return [...mine, ...currencies().filter(({ value }) => !known.has(value))];
}

let money: Choice[] | undefined;

/** The currencies of ISO 4217 by their names in the language of the texts. */
function currencies(): Choice[] {
  if (money) return money;
  const names = new Intl.DisplayNames(wordLocale(), { type: 'currency' });
  money = Intl.supportedValuesOf('currency').map((code) => {
    const name = names.of(code) ?? code;
    return { value: code, label: name === code ? code : `${code} – ${name}` };
  });
  return money;
}

/** The choices that a typed text means: first those that begin with it, then those in which it stands. */
export function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = plain(typed);
  if (wanted === '') return choices;
  const begins: Choice[] = [];
  const holds: Choice[] = [];
  for (const choice of choices) {
    const words = plain(`${choice.label} ${choice.also ?? ''}`);
    if (words.startsWith(wanted)) begins.push(choice);
    else if (words.includes(wanted)) holds.push(choice);
  }
  return [...begins, ...holds];
}

/** Without case and accents. */
function plain(text: string): string {
  return text.trim().normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
