/**
 * What a file is, told by its content alone: neither its name nor what its sender says counts. What is not known to be
 * one of the kinds that are kept is none of them; of markup (SVG, HTML, XML) none is.
 */
import type { EvidenceMedia } from '@tallystick/domain/nouns/evidence/body';
import { type FileHandle, open } from 'node:fs/promises';
import { TEXT_HEAD_CHARS } from '../service/limits.ts';
import { zipNames } from './zip-names.ts';

const HEAD_BYTES = 64;
const PART_BYTES = 65_536;

/** Undefined for what is not kept. */
export async function mediaOf(path: string): Promise<EvidenceMedia | undefined> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    const begins = head.subarray(0, bytesRead);
    const told = byHead(begins);
    if (told !== undefined) return told;
    return begins.subarray(0, 4).equals(ZIP) ? await officeKind(file) : await textKind(file);
  } finally {
    await file.close();
  }
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const PNG = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** Formats that begin with a sign of their own, at the very first byte. */
function byHead(head: Buffer): EvidenceMedia | undefined {
  const text = head.toString('latin1');
  if (/^%PDF-\d\.\d/.test(text)) return 'application/pdf';
  if (head.subarray(0, PNG.length).equals(PNG) && text.slice(12, 16) === 'IHDR') return 'image/png';
  if (head.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg';
  if (text.startsWith('RIFF') && /^WEBPVP8[ LX]/.test(text.slice(8, 16))) return 'image/webp';
  return undefined;
}

const OFFICE: readonly [part: string, media: EvidenceMedia][] = [
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
];
const ODS: EvidenceMedia = 'application/vnd.oasis.opendocument.spreadsheet';
/** Right behind the head of the first part, as ODF demands (OpenDocument 1.3 part 2, 3.3). */
const ODS_AT = 30;

/** By the names of the parts of an archive. One with macros, or with programs beside the document, is not kept. */
async function officeKind(file: FileHandle): Promise<EvidenceMedia | undefined> {
  const names = await zipNames(file);
  if (names === undefined) return undefined;
  const holdsPrograms = [...names].some((name) => PROGRAM.test(name));
  if (holdsPrograms) return undefined;
  const sign = Buffer.from(`mimetype${ODS}`, 'latin1');
  const begins = Buffer.alloc(sign.length);
  await file.read(begins, 0, sign.length, ODS_AT);
  if (begins.equals(sign) && names.has('content.xml')) return ODS;
  if (!names.has('[Content_Types].xml')) return undefined;
  const found = OFFICE.filter(([part]) => names.has(part));
  return found.length === 1 ? found[0]?.[1] : undefined;
}

const PROGRAM =
  /(?:^|\/)vbaproject|^basic\/|^scripts\/|\.(?:bin\.exe|exe|dll|js|jar|class|html?|svg)$/i;

/** Text of UTF-8, or of one byte for each character, without control characters; not markup. */
async function textKind(file: FileHandle): Promise<EvidenceMedia | undefined> {
  const part = Buffer.alloc(PART_BYTES);
  let head: Buffer | undefined;
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(part, 0, PART_BYTES, at);
    if (bytesRead === 0) break;
    const bytes = part.subarray(0, bytesRead);
    if (bytes.some(isControl)) return undefined;
    head ??= Buffer.from(bytes);
    at += bytesRead;
  }
  const text = (head?.toString('utf8') ?? '').replace(/^\ufeff/, '').slice(0, TEXT_HEAD_CHARS);
  if (isMarkup(text)) return undefined;
  return isTable(text) ? 'text/csv' : 'text/plain';
}

const [TAB, FORM_FEED, CARRIAGE_RETURN, SPACE, DELETE] = [9, 12, 13, 32, 127] as const;
/** All below a blank, but for tab, line feed, form feed and carriage return. */
const isControl = (byte: number): boolean =>
  byte === DELETE ||
  (byte < SPACE && byte !== TAB && byte !== 10 && byte !== FORM_FEED && byte !== CARRIAGE_RETURN);

/** A browser that guessed would take it for a page: what begins with a tag, or names one of those it looks for. */
const isMarkup = (text: string): boolean =>
  /^\s*<[!?/a-z]/i.test(text) ||
  /<(?:!doctype|html|head|body|script|svg|iframe|\?xml)\b/i.test(text);

/** Whether the first lines have as many separators each, at least one. */
function isTable(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/).slice(0, 5);
  const whole = lines.filter((line) => line !== '');
  if (whole.length < 2) return false;
  return [',', ';', '\t'].some((sign) => {
    const counts = whole.map((line) => line.replaceAll(/"[^"]*"/g, '').split(sign).length);
    return (counts[0] ?? 1) > 1 && counts.every((count) => count === counts[0]);
  });
}
