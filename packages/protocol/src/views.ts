/** What the server answers about workbooks: the views of each noun, field by field, with the types that the code reads. */
import type { EventEntry } from '@tallystick/domain/entry';
import { ROLES } from '@tallystick/domain/roles';
import type { Archived, Submission, Verification } from '@tallystick/domain/state';
import { z } from 'zod';
import { refusedCellSchema } from './cells.ts';
import { rulingSchema } from './live.ts';
import { partSchemas } from './noun-schemas.ts';
import {
  by,
  contentParts,
  entityId,
  instant,
  named,
  numbered,
  role,
  rowId,
  told,
} from './pieces.ts';
import { reopeningSchema } from './views-clarification.ts';

/** Every refusal over HTTP: status 4xx and this body (RFC 9457's members, and ours). */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().exactOptional(),
    fact: z
      .string()
      .exactOptional()
      .describe('What `detail` says in words, as data: for whoever words it in another language.'),
    refused: z
      .array(refusedCellSchema)
      .exactOptional()
      .describe('Where cells were set: those that were not taken, and why each.'),
  })
  .describe(
    'A problem (RFC 9457). `code` and `fact` are for programs, `title` and `detail` for people.',
  );
export type ProblemView = z.infer<typeof problemSchema>;

/** GET /api/session: who is signed in, and whom a demo lets one be. */
export const sessionViewSchema = z.strictObject({
  me: z
    .strictObject({
      person: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      admin: z.boolean(),
    })
    .nullable(),
  demo: z
    .array(
      z.strictObject({
        person: z.string(),
        name: z.string(),
        about: z.string(),
        role: z.enum([...ROLES, 'admin']),
      }),
    )
    .nullable(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

const workbookLineSchema = z.strictObject({
  workbook: z.string(),
  city: z.string(),
  title: z.string(),
  role,
  entity: z.string().nullable(),
  locked: z.boolean(),
  archived: z.boolean(),
  submissions: z.int(),
  due: instant.nullable(),
  zone: z.string().nullable().describe('Time zone of the city by name; null where none was named.'),
  reported: z
    .int()
    .describe('In the room; for whoever reads released versions alone, in the last one.'),
  dataPoints: z.int(),
  ready: z
    .int()
    .nullable()
    .describe('Rows of both sheets that are ready; null for whoever reads no room.'),
  openThreads: z
    .int()
    .nullable()
    .describe('Threads that are open and that the person may read; null for whoever reads none.'),
  readsNothing: z.boolean().describe('There is no figure yet that the person may see.'),
  mine: z
    .strictObject({ rows: z.int(), left: z.int() })
    .nullable()
    .describe(
      "Rows of both sheets assigned to the person's entity; `left`: those neither ready nor not available.",
    ),
});
/** One line for each workbook that the person is a member of. */
export type WorkbookLine = z.infer<typeof workbookLineSchema>;
/** GET /api/workbooks */
export const workbooksViewSchema = z.strictObject({ workbooks: z.array(workbookLineSchema) });

const verification = told<Verification>()({
  row: rowId,
  verdict: z.enum(['yes', 'no']),
  result: z.string(),
  note: z.string(),
  content: contentParts.exactOptional(),
  version: z
    .int()
    .exactOptional()
    .describe('Of one that the city was shown: the version it was released with.'),
  ...numbered,
});
const staleVerdict = z.strictObject({
  row: rowId,
  changed: z
    .array(
      z.strictObject({
        part: z.string(),
        before: z.string().nullable().exactOptional(),
        after: z.string().nullable().exactOptional(),
      }),
    )
    .describe(
      'Parts that read otherwise than when the verdict was given: a cell, `row:result`, `row:exact`, or `rest` for what ' +
        'lies far behind formulas. Texts are left out where they are long, or not for the reader.',
    ),
});
/** A verdict that was given on another content than the one it is shown beside, and what differs. */
export type StaleVerdict = z.infer<typeof staleVerdict>;

const submission = told<Submission>()({
  submission: z.int(),
  upTo: z.int(),
  ...numbered,
  snapshot: z.string().describe('SHA-256 of the snapshot, hexadecimal.'),
  reported: z.int(),
  missing: z.int(),
  released: z.boolean(),
  releasedUpTo: z.int().exactOptional(),
  releasedAt: instant.exactOptional(),
  consent: z
    .enum(['results', 'figures'])
    .exactOptional()
    .describe('What observers may read of it; nothing without it.'),
  unlocked: z.strictObject({ ...by, reason: z.string() }).nullable(),
});

const archived = told<Archived>()({ ...numbered, reason: z.string() });
const deletion = archived
  .extend({ until: instant })
  .describe('A deletion that was asked for. A second person may confirm it before `until`.');
const formerEntity = z.strictObject({
  id: entityId,
  name: z.string(),
  into: entityId.nullable(),
});

/** GET /api/workbooks/:id: all that the person's role may see, besides the cells (which come through the room). */
export const workbookViewSchema = z.strictObject({
  workbook: z.string(),
  head: z.int(),
  generation: z.int(),
  room: z
    .string()
    .nullable()
    .describe('Name of the room to join at /collab; null where the role reads no room.'),
  city: z.string(),
  title: z.string(),
  edition: z.string(),
  due: instant.nullable(),
  zone: z.string().nullable().describe('Time zone of the city by name, `Africa/Cairo`.'),
  locked: z.boolean(),
  me: z
    .strictObject({
      person: z.string(),
      name: z.string(),
      role,
      entity: z.string().nullable(),
      admin: z.boolean(),
    })
    .describe('`admin`: administrator of the installation, who may appoint any role.'),
  entities: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  formerEntities: z
    .array(formerEntity)
    .describe('Merged (`into`: with which) or removed; for those who read the room.'),
  members: z.array(
    z.strictObject({
      person: z.string(),
      name: z.string(),
      role,
      entity: z.string().nullable(),
    }),
  ),
  formerMembers: z
    .array(named)
    .describe(
      'Who was a member and is none now: what they did keeps their name. Where no room is read, only those whom the ' +
        'view mentions.',
    ),
  assignments: z.record(z.string(), z.string()).describe('Row to entity.'),
  ...partSchemas,
  verifications: z.array(verification),
  shown: z
    .array(verification)
    .optional()
    .describe(
      'For the audit side: the verdicts that the city has been shown. For all others those are `verifications`.',
    ),
  stale: z
    .array(staleVerdict)
    .exactOptional()
    .describe(
      'Those of `verifications` that were given on another content than the present one. Where no room is read, the ' +
        'answer of each version tells it of that version.',
    ),
  submissions: z.array(submission),
  reopened: z.array(reopeningSchema),
  archived: archived.nullable().describe('Not null where the workbook is archived and read-only.'),
  deletion: deletion.nullable(),
  rulings: z
    .array(rulingSchema)
    .describe("ITU's rulings for every city of the edition that were made in other workbooks."),
  now: instant.describe("The server's clock: by it a reopening ends."),
});
export type WorkbookView = z.infer<typeof workbookViewSchema>;

/** GET /api/workbooks/:id/submissions/:n */
export const submissionViewSchema = z.strictObject({
  submission,
  snapshot: z
    .string()
    .describe(
      'The snapshot exactly as it was hashed: canonical JSON (RFC 8785). For an observer what the city consented to, ' +
        'without entities; then `part` says so, and it has another hash.',
    ),
  part: z.enum(['results', 'figures']).exactOptional(),
  verifications: z.array(verification),
  stale: z
    .array(staleVerdict)
    .describe(
      'Those of `verifications` that were given on another content than this version holds.',
    ),
  members: z.array(named).describe('The members, and whom else this version mentions.'),
});
export type SubmissionView = z.infer<typeof submissionViewSchema>;

/** GET /api/workbooks/:id/cells/:cell: the last change of a cell. */
export const cellViewSchema = z.strictObject({
  cell: z.string(),
  text: z.string().nullable(),
  value: z
    .string()
    .nullable()
    .exactOptional()
    .describe('There only where the text is a formula: what it comes to; null for nothing.'),
  number: z.int().nullable(),
  by: named.nullable(),
  at: instant.nullable(),
});
export type CellView = z.infer<typeof cellViewSchema>;

/** A live `event` message carries an entry of this shape, plus the author's name. */
export type PresentedEntry = EventEntry & { name: string };
