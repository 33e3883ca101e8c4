/** Finds out what kind of file somebody hands in, by what is in it and not by its name, and reads it as a book. */
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { Book } from '../book/book.ts';
import { asOutcome, BookFault } from '../book/fault.ts';
import { readCsv } from '../csv/read-csv.ts';
import { isOds, readOds } from '../ods/read-ods.ts';
import { partsOf } from '../xlsx/parts.ts';
import { readXlsx, workbookPartOf } from '../xlsx/read-xlsx.ts';
import { ZIP_BYTES } from '../zip/limits.ts';
import { readZip, type Zip } from '../zip/read-zip.ts';
import { compoundKind } from './compound-kind.ts';

/** Refusals: file-unknown-kind, file-old-kind, file-encrypted, file-damaged, file-too-large. */
export function openBook(bytes: Uint8Array, name: string): Outcome<Book> {
  if (bytes.length > ZIP_BYTES) return no('file-too-large', 'bytes');
  const compound = compoundKind(bytes);
  if (compound === 'encrypted') return no('file-encrypted');
  if (compound === 'old') return no('file-old-kind');
  if (compound === 'other' || bytes.length === 0) return no('file-unknown-kind');
  if (isOldSheet(bytes)) return no('file-old-kind');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return asOutcome(() => readCsv(bytes, name));
  const zip = readZip(bytes);
  return zip.ok ? asOutcome(() => bookOf(zip.value)) : zip;
}

/** The oldest kind, before files of it were put into a compound: a record that begins a sheet. MS-XLS 2.4.21. */
function isOldSheet(bytes: Uint8Array): boolean {
  return bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? 1) && bytes[3] === 0;
}

function bookOf(zip: Zip): Book {
  const parts = partsOf(zip);
  const workbook = workbookPartOf(parts);
  if (workbook !== undefined && !/\.bin$/iu.test(workbook)) return readXlsx(zip);
  if (isOds(parts)) return readOds(zip);
  throw new BookFault('file-unknown-kind', 'archive');
}
