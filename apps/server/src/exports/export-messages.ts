/** What the server and a thread that packs an archive say to each other. */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import type { SignedHead } from '../ledger/checkpoints.ts';
import type { IntoTemplate } from '../record/into-template.ts';
import type { FileOrder } from '../record/workbook-xlsx.ts';

/** What is to be packed, and for whom: rights are asked by the thread, of the journal as it reads it. */
export type ExportAsked = {
  workbook: WorkbookId;
  person: PersonId;
  admin: boolean;
  what:
    | { kind: 'record' }
    | { kind: 'bundle'; submission: number }
    | ({ kind: 'xlsx' } & FileOrder)
    | ({ kind: 'template' } & IntoTemplate);
};

/** All that the thread knows from the beginning. */
export type ExportOrder = ExportAsked & {
  /** The store's file. */
  file: string;
  vkey: string;
  /** Milliseconds since 1970, UTC. */
  now: number;
};

export type FromThread =
  | { kind: 'refused'; refusal: Refusal }
  /** The journal's number up to which it tells; the archive's bytes where they are known already. */
  | { kind: 'begun'; head: number; bytes: number | null }
  | { kind: 'chunk'; bytes: Uint8Array }
  | { kind: 'end' }
  /** A signed checkpoint of at least this size is needed: the key is the server's alone. */
  | { kind: 'cover'; size: number };

export type ToThread =
  /** The last chunk was taken: the next one may come. */
  { kind: 'more' } | { kind: 'covered'; head: SignedHead };
