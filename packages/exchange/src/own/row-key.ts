/**
 * The key of a row in a file that the product wrote. It stands in a hidden column inside the table, so that it moves with
 * its row when the table is sorted. Its last part is a checksum, so that a key which was typed over, filled down or put
 * together from two rows is no key any more.
 */
import { createHash } from 'node:crypto';

const LENGTH = 6;

/** `air_pollution.pm2_5~3f09ac` of a row in an edition of the KPI set. */
export function rowKey(edition: string, row: string): string {
  return `${row}~${checksum(edition, row)}`;
}

/** The row that a key names; undefined where it is none of this edition. Blanks around it do not count. */
export function rowOfKey(edition: string, key: string): string | undefined {
  const [row, sum, ...rest] = key.trim().split('~');
  if (row === undefined || sum === undefined || rest.length > 0) return undefined;
  return checksum(edition, row) === sum ? row : undefined;
}

function checksum(edition: string, row: string): string {
  return createHash('sha256').update(`${edition}\n${row}`).digest('hex').slice(0, LENGTH);
}
