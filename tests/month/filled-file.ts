/** The file that an entity sends back: the product's own layout, with the figures of some rows typed into it. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import {
  KEY_HEAD,
  OWN_SHEET,
  originLine,
  type OwnOrigin,
} from '@tallystick/exchange/own/own-names';
import { rowKey } from '@tallystick/exchange/own/row-key';
import { ENGLISH } from '@tallystick/exchange/own/words/en';
import { type TinyCell, tinyXlsx } from '../../packages/exchange/test/tiny-xlsx.ts';
import type { Cells } from '../screening/planted.ts';

const { columns, sheets } = ENGLISH;
const SAID = ['year', 'quality', 'origin', 'source', 'notes'] as const;
const OF_PROFILE = ['value', ...SAID] as const;
const OF_DATA = ['numerator', 'denominator', 'further', 'unit', 'override', ...SAID] as const;

type Rows = { rows: readonly string[]; cells: Cells };

/** Figures as figures, all else as texts. */
const cellOf = (text: string | undefined): TinyCell =>
  text === undefined || text === ''
    ? null
    : /^-?\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text
      ? Number(text)
      : text;

export function filledFile(
  { catalogue, origin }: { catalogue: Catalogue; origin: OwnOrigin },
  { rows, cells }: Rows,
): Buffer {
  const heads = (names: readonly (keyof typeof columns)[], label: string) => [
    columns.code,
    KEY_HEAD,
    label,
    ...names.map((name) => columns[name]),
  ];
  const line = (row: string, code: string, names: readonly string[]): TinyCell[] => [
    code,
    rowKey(origin.edition, row),
    row,
    ...names.map((name) => cellOf(cells[`${row}:${name}`])),
  ];
  const of = new Set(rows);
  const profile = catalogue.profile.filter(({ row }) => of.has(row));
  const data = catalogue.dataPoints.filter(({ row }) => of.has(row));
  const { workbook, number, edition } = origin;
  return Buffer.from(
    tinyXlsx({
      sheets: [
        { name: sheets.start, rows: [[originLine(origin)]] },
        {
          name: sheets.profile,
          rows: [
            heads(OF_PROFILE, columns.label),
            ...profile.map(({ row }) => line(row, '', OF_PROFILE)),
          ],
        },
        {
          name: sheets.data,
          rows: [
            heads(OF_DATA, columns.kpi),
            ...data.map(({ row, kpi }) => line(row, kpi.id, OF_DATA)),
          ],
        },
        {
          name: OWN_SHEET,
          hidden: true,
          rows: [['workbook', workbook, 'number', number, 'edition', edition]],
        },
      ],
    }),
  );
}
