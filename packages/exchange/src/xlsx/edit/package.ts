/** An .xlsx or .xlsm file that is to be written into: its members as they stand, its sheets, and the texts of its parts. */
import { no, type Outcome } from '@tallystick/domain/refusals';
import { asOutcome, BookFault } from '../../book/fault.ts';
import { compoundKind } from '../../reading/compound-kind.ts';
import { readZip, type Zip, type ZipMember } from '../../zip/read-zip.ts';
import { partsOf, type Relation } from '../parts.ts';
import { workbookPartOf } from '../read-xlsx.ts';
import { readFormats, readWorkbookPart } from '../workbook-part.ts';
import { type PartText, readPart } from './part-text.ts';

export type SheetPart = {
  name: string;
  /** Also where it is hidden so that only a macro shows it again. */
  hidden: boolean;
  /** The member that holds its cells. */
  part: string;
};

export type XlsxPackage = {
  zip: Zip;
  /** By name, whatever its letters' case. */
  member(name: string): ZipMember | undefined;
  /** Refusals: file-damaged (also where there is no such member), file-too-large. */
  text(part: string): Outcome<PartText>;
  /** What a part refers to; an empty list where it has no relations. Refusals: file-damaged, file-too-large. */
  relations(part: string): Outcome<Relation[]>;
  /** The member with the list of sheets. */
  workbook: string;
  /** Tables of cells in the order of the tabs, without sheets of charts and macros. */
  sheets: SheetPart[];
  date1904: boolean;
  /** The number format of each style, by its place. */
  formats: readonly string[];
  /** Whether it holds a digital signature of the whole, which any change breaks. */
  signed: boolean;
};

/** Refusals: file-unknown-kind, file-old-kind, file-encrypted, file-damaged, file-too-large. */
export function openPackage(bytes: Uint8Array): Outcome<XlsxPackage> {
  const compound = compoundKind(bytes);
  if (compound === 'encrypted') return no('file-encrypted');
  if (compound === 'old') return no('file-old-kind');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return no('file-unknown-kind');
  const zip = readZip(bytes);
  return zip.ok ? asOutcome(() => packageOf(zip.value)) : zip;
}

function packageOf(zip: Zip): XlsxPackage {
  const parts = partsOf(zip);
  const workbook = workbookPartOf(parts);
  if (workbook === undefined) throw new BookFault('file-unknown-kind', 'no workbook');
  const read = readWorkbookPart(workbook, parts.read(workbook) ?? new Uint8Array());
  const relations = parts.relations(workbook);
  const sheets = read.sheets.flatMap(({ name, hidden, relation }): SheetPart[] => {
    const found = relations.find(({ id }) => id === relation);
    return found?.type === 'worksheet' && found.part !== undefined
      ? [{ name, hidden, part: found.part }]
      : [];
  });
  const styles = relations.find(({ type }) => type === 'styles')?.part;
  const styleBytes = styles === undefined ? undefined : parts.read(styles);
  const byName = new Map(zip.members.map((member) => [member.name.toLowerCase(), member]));
  const member = (name: string) => byName.get(name.toLowerCase());
  return {
    zip,
    member,
    text: (part) => {
      const data = member(part)?.data() ?? no('file-damaged');
      return data.ok ? readPart(data.value) : data;
    },
    relations: (part) => asOutcome(() => parts.relations(part)),
    workbook,
    sheets,
    date1904: read.is1904,
    formats: styles && styleBytes ? readFormats(styles, styleBytes) : [],
    signed: zip.members.some(({ name }) => /^_xmlsignatures\//i.test(name)),
  };
}
