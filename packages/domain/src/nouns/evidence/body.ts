/** What evidence is made of: a file by its hash, or a link. */
import type { CellId, QueryId, RowId } from '../../cells/ids.ts';

/** What a file can be: told by its content, never by its name. */
export const EVIDENCE_MEDIA = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'text/csv',
  'text/plain',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.spreadsheet',
] as const;
export type EvidenceMedia = (typeof EVIDENCE_MEDIA)[number];

/** What is known of a file that was handed in: its bytes, and what they are. */
export type HandedIn = { size: number; media: EvidenceMedia };

/** A file, or a link: of the one kind the fields of the other are null. */
export type EvidenceBody = {
  row: RowId;
  /** The query in whose thread it stands; left out where it stands behind the value itself. */
  query?: QueryId;
  /** The cell that it is for; null where it is for the row as a whole. */
  cell: CellId | null;
  /** SHA-256 of the bytes, hexadecimal. */
  file: string | null;
  /** As the file was called; empty for a link. */
  name: string;
  /** Bytes. */
  size: number | null;
  media: EvidenceMedia | null;
  link: string | null;
  /** What to look at in it, in the person's words; may be empty. */
  note: string;
  /** What the row showed when it was attached. */
  value: string;
};
