/**
 * The text of a file of plain text: by the mark at its beginning, by the zeros between its letters, else UTF-8 where it
 * is that and Windows-1252 where it is not, which is what spreadsheets of the West write. Source: RFC 2781, RFC 3629.
 */
import { BookFault } from '../book/fault.ts';

/** Control characters that no text has. Those above 127 are letters of other code pages. */
const NO_TEXT = /[^\P{Cc}\t\n\v\f\r\u0080-\u009F]/u;
/** Bytes from which it is told whether a file is text at all. */
const LOOKED_AT = 8_192;

/** Throws a fault for what is no text. */
export function plainCsvText(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (NO_TEXT.test(text) || /^\s*(?:<|%PDF|\{)/u.test(text.slice(0, 200)))
    throw new BookFault('file-unknown-kind', 'no text');
  return text;
}

function decoded(bytes: Uint8Array): string {
  const wide = wideOf(bytes);
  try {
    // The decoder leaves out the mark at the beginning by itself.
    return new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (wide !== undefined) throw new BookFault('file-damaged', wide);
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Two bytes a letter: by the mark, or where every second byte of the beginning is zero for the most part. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const looked = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (const [at, byte] of looked.entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked.length / 5 && even < odd / 10) return 'utf-16le';
  return even > looked.length / 5 && odd < even / 10 ? 'utf-16be' : undefined;
}
