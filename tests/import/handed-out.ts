/**
 * A file as the product hands it out, small: rows with their keys, the hidden sheet with what was exported. What a person
 * does in it is done to its rows before it is written.
 */
import { pointName } from '@tallystick/catalogue/catalogue';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import {
  KEY_HEAD,
  OWN_SHEET,
  originLine,
  type OwnOrigin,
} from '@tallystick/exchange/own/own-names';
import { rowKey } from '@tallystick/exchange/own/row-key';
import {
  escaped,
  relation,
  type TinyCell,
  tinyXlsx,
} from '../../packages/exchange/test/tiny-xlsx.ts';

/** Columns that are handed out, by the heads that they have. */
export const COLUMNS = {
  numerator: 'Numerator',
  denominator: 'Denominator',
  year: 'Year',
  source: 'Source',
  notes: 'Notes',
} as const;
export type HandedColumn = keyof typeof COLUMNS;

export type HandedRow = { row: string; texts: Partial<Record<HandedColumn, string>> };

export type HandedFile = {
  catalogue: Catalogue;
  origin: OwnOrigin;
  rows: HandedRow[];
  /** By cell, as they were exported. */
  exported: ReadonlyMap<string, string>;
  /** What people wrote onto cells of the data, by address. */
  notes?: Readonly<Record<string, string>>;
};

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The notes of the second sheet as parts of the file. */
function notesParts(notes: Readonly<Record<string, string>>): Record<string, string> {
  const all = Object.entries(notes).map(
    ([at, text]) =>
      `<comment ref="${at}" authorId="0"><text><t>${escaped(text)}</t></text></comment>`,
  );
  return {
    'xl/worksheets/_rels/sheet2.xml.rels': `<Relationships xmlns="${RELATIONS}">${relation('n', 'comments', '/xl/comments1.xml')}</Relationships>`,
    'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>A</author></authors><commentList>${all.join('')}</commentList></comments>`,
  };
}

/** Figures as figures, all else as texts. */
const cellOf = (text: string | undefined): TinyCell =>
  text === undefined || text === ''
    ? null
    : /^-?\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text
      ? Number(text)
      : text;

export function handedOut({ catalogue, origin, rows, exported, notes }: HandedFile): Uint8Array {
  const columns = Object.keys(COLUMNS) as HandedColumn[];
  const table = rows.map(({ row, texts }): TinyCell[] => {
    const point = catalogue.rows.get(row);
    if (point?.kind !== 'data-point') throw new Error(`${row} is no data point`);
    const told = [point.kpi.id, rowKey(origin.edition, row), pointName(point)];
    return [...told, ...columns.map((column) => cellOf(texts[column]))];
  });
  const { workbook, number, edition } = origin;
  const kept = [...exported].map(([cell, text]): TinyCell[] => [cell, text]);
  const head = ['Number', KEY_HEAD, 'KPI and data point', ...Object.values(COLUMNS)];
  return tinyXlsx({
    ...(notes === undefined ? {} : { parts: notesParts(notes) }),
    sheets: [
      { name: 'How to fill this in', rows: [[originLine(origin)]] },
      { name: 'KPI data', rows: [head, ...table] },
      {
        name: OWN_SHEET,
        hidden: true,
        rows: [['workbook', workbook, 'number', number, 'edition', edition], [], ...kept],
      },
    ],
  });
}
