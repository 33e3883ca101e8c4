/** What a person is shown of a file that is to become a template: what it holds, and a map of it to begin with. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { BookLeftOut } from '../book/book.ts';
import { openBook } from '../reading/open-book.ts';
import { openPackage } from '../xlsx/edit/package.ts';
import {
  type HeadPlace,
  type MapProposal,
  type PreviewSheet,
  previewOf,
  proposeMap,
} from './propose-map.ts';

export type TemplateReading = MapProposal & { preview: PreviewSheet[]; leftOut: BookLeftOut[] };

export type ReadTemplateAs = {
  name: string;
  catalogue: Catalogue;
  /** The row of the heads in one sheet, of which alone a map is wanted then. */
  at?: HeadPlace | undefined;
};

/** Refusals: file-unknown-kind (also of files that are no .xlsx or .xlsm), file-old-kind, file-encrypted, file-damaged, file-too-large. */
export function readTemplate(
  bytes: Uint8Array,
  { name, catalogue, at }: ReadTemplateAs,
): Outcome<TemplateReading> {
  const book = openBook(bytes, name);
  if (!book.ok) return book;
  if (book.value.format !== 'xlsx') return no('file-unknown-kind');
  const { leftOut } = book.value;
  const preview = previewOf(book.value);
  return yes({ ...proposeMap(book.value, catalogue, at), preview, leftOut });
}

/** The sheets into which can be written, without reading what they hold. Refusals: those of `openPackage`. */
export function sheetNames(bytes: Uint8Array): Outcome<string[]> {
  const opened = openPackage(bytes);
  return opened.ok ? yes(opened.value.sheets.map(({ name }) => name)) : opened;
}
