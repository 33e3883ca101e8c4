/** Values drawn for a foreign workbook: any cell of any sheet, what is there and what is not, and texts that hurt. */
import { addressOf } from '@tallystick/exchange/book/book';
import type { CellWrite, WrittenValue } from '@tallystick/exchange/xlsx/edit/writes';
import { randomFrom } from '../gate/random.ts';

const TEXTS = [
  'plain',
  ' outer ',
  'two\nlines',
  'a<b>&"\'c',
  '_x0041_',
  '=1+1',
  '🙂 ü ع',
  ']]>',
  '-',
];

export function randomWrites(seed: number, sheets: readonly string[], count: number): CellWrite[] {
  const random = randomFrom(seed);
  const value = (): WrittenValue => {
    const kind = random.below(10);
    if (kind === 0) return { kind: 'empty' };
    if (kind < 4) return { kind: 'text', text: random.pick(TEXTS) };
    const figures = [random.below(1e6), random.below(1e9) / 1e4, -0.1, 1e21, 5e-324, 0.1 + 0.2];
    return { kind: 'number', value: random.pick(figures) };
  };
  return Array.from({ length: count }, () => ({
    sheet: random.pick(sheets),
    address: addressOf(1 + random.below(130), 1 + random.below(26)),
    value: value(),
    keepsFormula: random.below(4) === 0,
  }));
}
