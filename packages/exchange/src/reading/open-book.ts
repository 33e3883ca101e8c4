/** Finds out what kind of file somebody hands in, by what is in it and not by its name, and reads it as a book. */
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { Book } from '../book/book.ts';
import { asOutcome } from '../book/fault.ts';
import { partsOf } from '../xlsx/parts.ts';
import { readXlsx, workbookPartOf } from '../xlsx/read-xlsx.ts';
import { ZIP_BYTES } from '../zip/limits.ts';
import { readZip, type Zip } from '../zip/read-zip.ts';
import { compoundKind } from './compound-kind.ts';

/** Refusals: file-unknown-kind, file-old-kind, file-encrypted, file-damaged, file-too-large. */
export function openBook(bytes: Uint8Array): Outcome<Book> {
  if (bytes.length > ZIP_BYTES) return no('file-too-large', 'bytes');
  const compound = compoundKind(bytes);
  if (compound === 'encrypted') return no('file-encrypted');
  if (compound === 'old') return no('file-old-kind');
  if (compound === 'other' || bytes.length === 0) return no('file-unknown-kind');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return openArchive(bytes);
  return no('file-unknown-kind');
}

function openArchive(bytes: Uint8Array): Outcome<Book> {
  const zip = readZip(bytes);
  return zip.ok ? openZip(zip.value) : zip;
}

function openZip(zip: Zip): Outcome<Book> {
  const isXlsx = asOutcome(() => workbookPartOf(partsOf(zip)) !== undefined);
  if (!isXlsx.ok) return isXlsx;
  return isXlsx.value ? asOutcome(() => readXlsx(zip)) : no('file-unknown-kind');
}
