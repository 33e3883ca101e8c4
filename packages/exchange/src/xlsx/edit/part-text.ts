/** The text of an XML part and back into the same bytes' encoding. Source: XML 1.0, appendix F. */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export type PartText = {
  /** Without a byte order mark. */
  text: string;
  encoding: Encoding;
  /** Whether the part begins with a byte order mark. */
  marked: boolean;
};

const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/;
const READABLE = /^(utf-?8|us-ascii|utf-16(le|be)?)$/i;

/** Refusal: file-damaged, where the bytes are not the encoding that they say, or one that no program of today writes. */
export function readPart(bytes: Uint8Array): Outcome<PartText> {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return no('file-damaged');
  }
  const marked = text.startsWith('\uFEFF');
  if (marked) text = text.slice(1);
  const [, declared] = DECLARED.exec(text) ?? [];
  if (declared !== undefined && !READABLE.test(declared)) return no('file-damaged');
  return yes({ text, encoding, marked });
}

/** The bytes of a text in the encoding in which the part was written before. */
export function writePart({ text, encoding, marked }: PartText): Uint8Array {
  const whole = marked ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(whole, 'utf8');
  const bytes = Buffer.from(whole, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}
