/**
 * The decimal mark of a file whose figures are texts: the one that all of its figures have that can be read in one way
 * only. Where people have typed figures in several ways into one file nothing is concluded.
 */
import { asciiFigures } from '@tallystick/domain/cells/number-text';
import { textOf } from './cell-texts.ts';
import type { Table } from './find-tables.ts';
import type { Field } from './header-words.ts';

const FIGURES: readonly Field[] = [
  'numerator',
  'denominator',
  'further',
  'value',
  'result',
  'override',
];
/** Fewer figures than this are too few to conclude from. */
const LEAST = 3;

export function decimalMarkOf(tables: readonly Table[]): '.' | ',' | undefined {
  const met = { '.': 0, ',': 0 };
  for (const { columns, rows } of tables) {
    const figures = FIGURES.flatMap((field) => columns.get(field) ?? []);
    for (const { cells } of rows) {
      for (const column of figures) {
        const mark = markIn(textOf(cells.get(column)));
        if (mark) met[mark] += 1;
      }
    }
  }
  if (met['.'] >= LEAST && met[','] === 0) return '.';
  return met[','] >= LEAST && met['.'] === 0 ? ',' : undefined;
}

function markIn(text: string): '.' | ',' | undefined {
  const figure = asciiFigures(text.slice(0, 60)).replaceAll(/[ '%]/g, '');
  const [, before = '', mark, behind = ''] = /^[-+]?([\d.,]*)([.,])(\d+)$/.exec(figure) ?? [];
  if (mark !== '.' && mark !== ',') return undefined;
  // The mark stands twice: it parts thousands. The other one before it: it parts the fraction.
  if (before.includes(mark)) return undefined;
  const isSure =
    /[.,]/.test(before) || behind.length !== 3 || before.length > 3 || /^0?$/.test(before);
  return isSure ? mark : undefined;
}
