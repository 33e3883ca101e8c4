/** What a person is shown of a file that is to become a template: what it holds, and a map of it to begin with. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { BookLeftOut } from '../book/book.ts';
import { openBook } from '../reading/open-book.ts';
import {
  type HeadPlace,
  type MapProposal,
  type PreviewSheet,
  previewOf,
  proposeMap,
} from './propose-map.ts';

export type TemplateReading = MapProposal & {
  preview: PreviewSheet[];
  leftOut: BookLeftOut[];
  /** The names of all sheets, those that the preview leaves out as well. */
  sheets: string[];
};

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
  const sheets = book.value.sheets.map((sheet) => sheet.name);
  const preview = previewOf(book.value);
  return yes({ ...proposeMap(book.value, catalogue, at), preview, leftOut, sheets });
}
