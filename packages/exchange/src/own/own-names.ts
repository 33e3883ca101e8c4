/**
 * Where a file that the product wrote says what it was written from: workbook, number in its journal, edition. In three
 * places, each of which some program drops: properties of the document, a hidden sheet, a line on the first tab.
 */

/** Custom properties of the document. */
export const PROPERTY = {
  workbook: 'tallystick-workbook',
  number: 'tallystick-number',
  edition: 'tallystick-edition',
  /** Of a locked version: its number and the hash of its snapshot. */
  version: 'tallystick-version',
  snapshot: 'tallystick-snapshot',
} as const;

/**
 * The hidden sheet. First row: `workbook`, its id, `number`, the number, `edition`, the edition. From the third row on:
 * cell id (`air_pollution.pm2_5:numerator`) in column A, its text as it was exported in column B; only what the receiver
 * may read. Values are found by the id, never by an address. Of a formula it is the value, or nothing. Below them, by row,
 * sums of the lines of its notes (`note-lines.ts`).
 */
export const OWN_SHEET = 'tallystick';

/** The head of the hidden column that holds `rowKey`. */
export const KEY_HEAD = 'tallystick-key';

/** `wb_riverton @ 1482 / 2017`: the line on the first tab. */
export function originLine(origin: OwnOrigin): string {
  return `${origin.workbook} @ ${origin.number} / ${origin.edition}`;
}

const LINE = /\b(wb_[a-z0-9_]{1,60}) @ (\d{1,12}) \/ ([\w.-]{1,20})/;

/** What a text with such a line in it says; undefined where there is none. */
export function originIn(text: string): OwnOrigin | undefined {
  const [, workbook, number, edition] = LINE.exec(text) ?? [];
  if (workbook === undefined || number === undefined || edition === undefined) return undefined;
  return { workbook, number: Number(number), edition };
}

export type OwnOrigin = {
  workbook: string;
  /** The journal's number whose state was exported. */
  number: number;
  edition: string;
};
