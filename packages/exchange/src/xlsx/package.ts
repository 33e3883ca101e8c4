/**
 * The parts of an .xlsx or .xlsm file and how they belong together. Parts are found by the relations between them, never by
 * their usual names: programs put them elsewhere, with absolute places, or with other letters in upper case.
 * Source: ECMA-376, part 2, chapters 6.2 and 6.5 (parts, relationships); part 1, 18.2.19 (sheet).
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { readZip, type Zip, type ZipMember } from '../zip/read-zip.ts';
import { type PartText, readPart } from './part-text.ts';
import { isTrue, walkXml } from './walk-xml.ts';

export type Relation = {
  id: string;
  /** The end of its type: `worksheet`, `sharedStrings`; the same in both editions of the format. */
  type: string;
  /** The name of the member that it leads to; null where it leads out of the file. */
  part: string | null;
};

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
  /** What a part refers to; an empty list where it has no relations. `''` stands for the file itself. */
  relations(part: string): Outcome<Relation[]>;
  /** The member with the list of sheets. */
  workbook: string;
  /** Tables of cells in the order of the tabs, without sheets of charts and macros. */
  sheets: SheetPart[];
  date1904: boolean;
  /** Whether it holds a digital signature of the whole, which any change breaks. */
  signed: boolean;
};

/** Refusals: file-unknown-kind, file-old-kind, file-encrypted, file-damaged, file-too-large. */
export function openPackage(bytes: Uint8Array): Outcome<XlsxPackage> {
  const kind = refusedKind(bytes);
  if (kind) return kind;
  const zip = readZip(bytes);
  if (!zip.ok) return zip;
  const byName = new Map(zip.value.members.map((member) => [member.name.toLowerCase(), member]));
  if (!byName.has('[content_types].xml')) return no('file-unknown-kind');
  const member = (name: string) => byName.get(name.toLowerCase());
  const text = (part: string) => {
    const data = member(part)?.data() ?? no('file-damaged');
    return data.ok ? readPart(data.value) : data;
  };
  const relations = (part: string) => relationsOf(part, { member, text });
  const roots = relations('');
  if (!roots.ok) return roots;
  const workbook = roots.value.find(({ type }) => type === 'officeDocument')?.part;
  if (!workbook || !member(workbook)) return no('file-unknown-kind');
  const book = workbookOf(workbook, { text, relations });
  if (!book.ok) return book;
  const signed = zip.value.members.some(({ name }) => /^_xmlsignatures\//i.test(name));
  return yes({ zip: zip.value, member, text, relations, workbook, signed, ...book.value });
}

/** The first bytes of a compound file, in which old and encrypted workbooks stand. Source: MS-CFB 2.2. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

function refusedKind(bytes: Uint8Array): ReturnType<typeof no> | undefined {
  if (COMPOUND.every((byte, at) => bytes[at] === byte)) {
    const holds = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'));
    if (holds('EncryptedPackage')) return no('file-encrypted');
    return no(holds('Workbook') || holds('Book') ? 'file-old-kind' : 'file-unknown-kind');
  }
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? undefined : no('file-unknown-kind');
}

type Parts = Pick<XlsxPackage, 'member' | 'text'>;

function relationsOf(part: string, { member, text }: Parts): Outcome<Relation[]> {
  const at = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  if (!member(name)) return yes([]);
  const read = text(name);
  if (!read.ok) return read;
  const relations: Relation[] = [];
  const walked = walkXml(read.value.text, {
    open({ name: tag, attributes: { Id, Type, Target, TargetMode } }) {
      if (tag !== 'Relationship' || !Id || !Type || Target === undefined) return;
      const isOutside = TargetMode === 'External';
      relations.push({
        id: Id,
        type: Type.slice(Type.lastIndexOf('/') + 1),
        part: isOutside ? null : placeOfTarget(part, Target),
      });
    },
  });
  return walked.ok ? yes(relations) : walked;
}

/** The member that a target names, seen from a part: absolute, relative, percent-encoded. */
function placeOfTarget(part: string, target: string): string {
  let plain = target.replaceAll('\\', '/');
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // A lone percent sign is part of the name.
  }
  const way = plain.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const step of plain.split('/')) {
    if (step === '..') way.pop();
    else if (step !== '' && step !== '.') way.push(step);
  }
  return way.join('/');
}

type Book = Pick<XlsxPackage, 'sheets' | 'date1904'>;

function workbookOf(part: string, parts: Pick<XlsxPackage, 'text' | 'relations'>): Outcome<Book> {
  const read = parts.text(part);
  if (!read.ok) return read;
  const relations = parts.relations(part);
  if (!relations.ok) return relations;
  const targets = new Map(relations.value.map((relation) => [relation.id, relation]));
  const book: Book = { sheets: [], date1904: false };
  const walked = walkXml(read.value.text, {
    open({ name, attributes }) {
      if (name === 'workbookPr') book.date1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet' || attributes['name'] === undefined) return;
      const target = targets.get(relationId(attributes));
      if (target?.type !== 'worksheet' || target.part === null) return;
      const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden';
      book.sheets.push({ name: attributes['name'], hidden, part: target.part });
    },
  });
  return walked.ok ? yes(book) : walked;
}

/** The value of `r:id`, whatever prefix the file gives to its namespace. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.endsWith(':id')) return value;
  }
  return '';
}
