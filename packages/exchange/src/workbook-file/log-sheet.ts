/** A tab that lists what was asked and answered, a line each: questions to ITU, and the audit side's queries. */
import type { OutCell, OutRow, OutSheet } from '../xlsx/write/out-book.ts';
import { HEAD_ROW } from './layout.ts';
import type { Making } from './making.ts';
import { footerOf } from './table-cells.ts';

type Log<Column extends string> = {
  table: 'questions' | 'queries';
  columns: readonly { id: Column; width: number }[];
  heads: Record<Column, string>;
  lines: readonly Record<Column, string>[];
};

export function logSheet<Column extends string>(
  making: Making,
  { table, columns, heads, lines }: Log<Column>,
): OutSheet {
  const { words } = making;
  const cellsOf = (texts: Record<Column, string>, style: OutCell['style']) =>
    columns.map(({ id }, at): OutCell => ({ column: at + 1, style, holds: texts[id] }));
  const rows: OutRow[] = [
    { row: 1, height: 24, cells: [{ column: 1, style: 'title', holds: words.sheets[table] }] },
    { row: 2, cells: [{ column: 1, style: 'quiet', holds: words.hints[table] }] },
    { row: HEAD_ROW, height: 24, cells: cellsOf(heads, 'head') },
    ...lines.map((texts, at) => ({
      row: HEAD_ROW + 1 + at,
      cells: cellsOf(texts, 'fixed-words'),
    })),
  ];
  return {
    name: words.sheets[table],
    isRightToLeft: words.isRightToLeft,
    tab: 'FF7F7F7F',
    columns: columns.map(({ width }) => ({ width })),
    rows,
    frozen: { rows: HEAD_ROW, columns: 0 },
    isProtected: true,
    footer: footerOf(making),
  };
}
