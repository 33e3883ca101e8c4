/**
 * Who wrote an update, where it is of one client alone. It reads four numbers of bytes that nobody has inspected yet;
 * nothing is believed of them.
 */
import { ByteReader } from './bytes.ts';

/** The client of an update in which only one has written; undefined for any other, and for one that only deletes. */
export function soleWriter(update: Uint8Array): number | undefined {
  const reader = new ByteReader(update);
  if (reader.integer() !== 1) return undefined;
  const entries = reader.integer();
  const client = reader.integer();
  return reader.failed || entries === 0 ? undefined : client;
}
