/** Reads an .ods file as a book: values only. Source: OpenDocument 1.3 part 2 (packages), part 3 (schema). */
import type { Book, BookLeftOut } from '../book/book.ts';
import { BookFault } from '../book/fault.ts';
import { BOOK_LIST } from '../book/limits.ts';
import { type Parts, partsOf } from '../xlsx/parts.ts';
import { walkXml } from '../xml/walk.ts';
import type { Zip } from '../zip/read-zip.ts';
import { ContentReader } from './content.ts';
import { META } from './spaces.ts';

const MIME = 'application/vnd.oasis.opendocument.spreadsheet';

/** Whether an archive says that it is a spreadsheet of this kind. */
export function isOds(parts: Parts): boolean {
  if (!parts.has('content.xml')) return false;
  const mime = new TextDecoder('latin1').decode(parts.read('mimetype')?.subarray(0, 200)).trim();
  return mime === MIME || mime === `${MIME}-template`;
}

/** Throws faults. */
export function readOds(zip: Zip): Book {
  const parts = partsOf(zip);
  if (isEncrypted(parts)) throw new BookFault('file-encrypted', 'manifest');
  const content = parts.read('content.xml');
  if (content === undefined) throw new BookFault('file-damaged', 'content.xml');
  const reader = new ContentReader();
  walkXml('content.xml', content, {
    open: (element) => reader.open(element),
    text: (text) => reader.text(text),
    close: (name, space) => reader.close(name, space),
  });
  return { format: 'ods', sheets: reader.sheets(), ...metaOf(parts), leftOut: leftOutOf(parts) };
}

function isEncrypted(parts: Parts): boolean {
  const name = 'META-INF/manifest.xml';
  const manifest = parts.read(name);
  let found = parts.has('encrypted-package');
  if (manifest)
    walkXml(name, manifest, {
      open: (element) => {
        found ||= element.name === 'encryption-data';
      },
    });
  return found;
}

function metaOf(parts: Parts): Pick<Book, 'properties' | 'program'> {
  const properties = new Map<string, string>();
  let program = '';
  let name: string | undefined;
  let text = '';
  const bytes = parts.read('meta.xml');
  if (bytes)
    walkXml('meta.xml', bytes, {
      open: (element) => {
        text = '';
        if (element.name !== 'user-defined') return;
        if (properties.size >= BOOK_LIST) throw new BookFault('file-too-large', 'meta.xml');
        name = element.in(META, 'name');
      },
      text: (piece) => {
        text += piece;
      },
      close: (closed) => {
        if (closed === 'generator') program = text.trim().slice(0, 200);
        if (closed === 'user-defined' && name !== undefined) properties.set(name, text.trim());
      },
    });
  return { properties, program };
}

function leftOutOf(parts: Parts): BookLeftOut[] {
  const found: BookLeftOut[] = [];
  const names = parts.names();
  if (names.some((name) => /^(?:Basic|Scripts)\/./u.test(name))) found.push('macros');
  if (names.some((name) => /^META-INF\/.*signatures\.xml$/u.test(name))) found.push('signature');
  return found;
}
