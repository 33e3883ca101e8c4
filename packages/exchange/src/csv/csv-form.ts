/**
 * How a CSV file is written. Spreadsheets read it by the habits of their country: where the decimal mark is a comma, fields
 * are parted by semicolons. Sources: RFC 4180 (form); WHATWG Encoding, index windows-1252.
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';

export const CSV_SEPARATORS = { comma: ',', semicolon: ';' } as const;
export const CSV_DECIMALS = { point: '.', comma: ',' } as const;
/**
 * `utf-8-bom` is the one that every spreadsheet of today reads right; `utf-8` is for programs that stumble over the mark;
 * `windows-1252` is for old programs of Western Europe, and is refused where a text has other letters.
 */
export const CSV_ENCODINGS = ['utf-8-bom', 'utf-8', 'windows-1252'] as const;

export type CsvForm = {
  separator: keyof typeof CSV_SEPARATORS;
  decimal: keyof typeof CSV_DECIMALS;
  encoding: (typeof CSV_ENCODINGS)[number];
};

/** As it was written before there was a choice. */
export const USUAL_FORM: CsvForm = { separator: 'comma', decimal: 'point', encoding: 'utf-8-bom' };

/** Characters of a text that does not fit, told in the refusal; more would not help to find it. */
const TOLD_CHARS = 20;

/** The bytes of a text that was written in this form. Refusal: text-not-in-encoding, with the first letters that the encoding lacks. */
export function encodeCsv(
  text: string,
  { encoding }: Pick<CsvForm, 'encoding'>,
): Outcome<Uint8Array> {
  if (encoding === 'windows-1252') return inWindows1252(text);
  return yes(new TextEncoder().encode(text));
}

function inWindows1252(text: string): Outcome<Uint8Array> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = BYTES.get(text.charAt(at));
    if (byte === undefined) return no('text-not-in-encoding', lackingFrom(text, at));
    bytes[at] = byte;
  }
  return yes(bytes);
}

/** The run of letters from there on that have no byte either. */
function lackingFrom(text: string, at: number): string {
  const lacking: string[] = [];
  for (const letter of text.slice(at, at + TOLD_CHARS)) {
    if (BYTES.has(letter)) break;
    lacking.push(letter);
  }
  return lacking.join('');
}

/** Letter to its byte. The five bytes to which Windows gives no letter stand for control characters, which no cell holds. */
const BYTES: ReadonlyMap<string, number> = (() => {
  const decoder = new TextDecoder('windows-1252');
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const letters = all.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const);
  return new Map(letters);
})();
