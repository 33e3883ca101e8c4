import { expect, test } from 'vitest';
import { tableOf } from '../src/evidence/table-of.ts';

test('rows are told by whatever separates them, in quotes and with every end of a line', () => {
  const rows = [
    ['a', 'b'],
    ['1,5', 'he said "no"\nand left'],
    ['', 'x'],
  ];
  const text = (sign: string, end: string) =>
    `\ufeffa${sign}b${end}"1,5"${sign}"he said ""no""\nand left"${end}${sign}x${end}`;
  for (const sign of [',', ';', '\t'])
    for (const end of ['\n', '\r\n', '\r'])
      expect(tableOf(text(sign, end))).toEqual({ rows, isWhole: true });
  expect(tableOf('a,b\n1')).toEqual({ rows: [['a', 'b'], ['1']], isWhole: true });
  expect(tableOf('a,b\n"open')).toEqual({ rows: [['a', 'b'], ['open']], isWhole: true });
  expect(tableOf('')).toEqual({ rows: [], isWhole: true });
});

test('of a long table the beginning is shown', () => {
  const { rows, isWhole } = tableOf('a,b\n'.repeat(2_000));
  expect([rows.length, isWhole]).toEqual([100, false]);
  expect(tableOf('x,'.repeat(2_000)).rows[0]).toHaveLength(50);
});
