/**
 * The views of a workbook as schemas: what /api/openapi.json says of an answer, to the last field. The types in
 * `views.ts` are what the code reads, and a program that was not written here needs more than a type.
 */
import { ABSENCES } from '@tallystick/domain/events';
import { ROLES } from '@tallystick/domain/roles';
import type { PartName } from '@tallystick/domain/state';
import { z } from 'zod';

export const instant = z.int().describe('Milliseconds since 1970, UTC.');
export const named = z.strictObject({ person: z.string(), name: z.string() });
export const role = z.enum(ROLES);

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    fact: z.string().optional(),
  })
  .describe(
    'A problem (RFC 9457). `code` and `fact` are for programs, `title` and `detail` for people.',
  );

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

export const workbookLineSchema = z.strictObject({
  workbook: z.string(),
  city: z.string(),
  title: z.string(),
  role,
  entity: z.string().nullable(),
  locked: z.boolean(),
  archived: z.boolean(),
  submissions: z.int(),
  due: instant.nullable(),
  zone: z.string().nullable(),
  reported: z.int(),
  dataPoints: z.int(),
  ready: z.int().nullable(),
  openThreads: z.int().nullable(),
  readsNothing: z.boolean(),
  mine: z.strictObject({ rows: z.int(), left: z.int() }).nullable(),
});
export const workbooksViewSchema = z.strictObject({ workbooks: z.array(workbookLineSchema) });

const by = { by: z.string(), at: instant };
const numbered = { ...by, number: z.int() };
const comment = z.strictObject({
  id: z.string(),
  cell: z.string(),
  parent: z.string().nullable(),
  text: z.string(),
  audience: z.enum(['members', 'audit']),
  ...numbered,
  resolved: z.boolean(),
});
const verification = z.strictObject({
  row: z.string(),
  verdict: z.enum(['yes', 'no']),
  result: z.string(),
  note: z.string(),
  content: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'What the verdict is on, part by part: cells with their texts (of a source or notes the SHA-256), `row:result` and ' +
        '`row:exact`. For those who read the room; older verdicts are on `result` alone.',
    ),
  version: z
    .int()
    .optional()
    .describe('Of one that the city was shown: the version it was released with.'),
  ...numbered,
});
const staleVerdict = z.strictObject({
  row: z.string(),
  changed: z
    .array(
      z.strictObject({
        part: z.string(),
        before: z.string().nullable().optional(),
        after: z.string().nullable().optional(),
      }),
    )
    .describe(
      'Parts that read otherwise than when the verdict was given: a cell, `row:result`, `row:exact`, or `rest` for what ' +
        'lies far behind formulas. Texts are left out where they are long, or not for the reader.',
    ),
});
const submission = z.strictObject({
  submission: z.int(),
  upTo: z.int(),
  ...numbered,
  snapshot: z.string().describe('SHA-256 of the snapshot, hexadecimal.'),
  reported: z.int(),
  missing: z.int(),
  released: z.boolean(),
  releasedUpTo: z.int().optional(),
  consent: z
    .enum(['results', 'figures'])
    .optional()
    .describe('What observers may read of it; nothing without it.'),
  unlocked: z.strictObject({ ...by, reason: z.string() }).nullable(),
});
const clarification = z.strictObject({
  id: z.string(),
  row: z.string(),
  kpi: z.string(),
  text: z.string(),
  ...numbered,
  status: z.enum(['open', 'answered', 'closed']),
  ruling: z
    .strictObject({ text: z.string(), scope: z.enum(['city', 'all']), ...numbered })
    .nullable(),
});
const reopening = z.strictObject({
  ...numbered,
  submission: z.int(),
  cells: z.array(z.string()),
  rows: z.array(z.string()),
  reason: z.string(),
  until: instant,
  ended: z.strictObject(by).nullable(),
});

const mark = z.strictObject({
  row: z.string(),
  as: z.enum(['ready', 'not-available']),
  print: z
    .string()
    .describe(
      'SHA-256 (hexadecimal) of the JSON of [row, [column, text] ...] over the typed cells of the row, sorted by ' +
        'column, as they were when it was said to be ready. Where it differs now, the row is in progress again.',
    ),
  reason: z
    .string()
    .describe(
      'Why nothing is available, in words; may be empty with why. A figure typed later ends it.',
    ),
  why: z.enum(ABSENCES).optional(),
  expected: z.string().optional().describe('With why "expected": the day, 2027-03-31.'),
  ...numbered,
});

/** Of what a workbook holds many: the compiler holds that nothing is left out. */
const parts = {
  comments: z.array(comment),
  clarifications: z.array(clarification),
  marks: z.array(mark),
} satisfies Record<PartName, z.ZodType>;

const archived = z.strictObject({ ...numbered, reason: z.string() });
const deletion = archived
  .extend({ until: instant })
  .describe('A deletion that was asked for. A second person may confirm it before `until`.');

export const workbookViewSchema = z.strictObject({
  workbook: z.string(),
  head: z.int(),
  generation: z.int(),
  room: z.string().nullable(),
  city: z.string(),
  title: z.string(),
  edition: z.string(),
  due: instant.nullable(),
  zone: z.string().nullable().describe('Time zone of the city by name, `Africa/Cairo`.'),
  locked: z.boolean(),
  me: z.strictObject({
    person: z.string(),
    name: z.string(),
    role,
    entity: z.string().nullable(),
    admin: z.boolean(),
  }),
  entities: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  formerEntities: z
    .array(z.strictObject({ id: z.string(), name: z.string(), into: z.string().nullable() }))
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
  assignments: z.record(z.string(), z.string()),
  ...parts,
  verifications: z.array(verification),
  shown: z.array(verification).optional(),
  stale: z
    .array(staleVerdict)
    .optional()
    .describe(
      'Those of `verifications` that were given on another content than the present one. Where no room is read, the ' +
        'answer of each version tells it of that version.',
    ),
  submissions: z.array(submission),
  reopened: z.array(reopening),
  archived: archived.nullable().describe('Not null where the workbook is archived and read-only.'),
  deletion: deletion.nullable(),
  rulings: z.array(z.looseObject({})),
  now: instant,
});

export const submissionViewSchema = z.strictObject({
  submission,
  snapshot: z
    .string()
    .describe(
      'The snapshot exactly as it was hashed: canonical JSON (RFC 8785). For an observer what the city consented to, ' +
        'without entities; then `part` says so, and it has another hash.',
    ),
  part: z.enum(['results', 'figures']).optional(),
  verifications: z.array(verification),
  stale: z
    .array(staleVerdict)
    .describe(
      'Those of `verifications` that were given on another content than this version holds.',
    ),
  members: z.array(named).describe('The members, and whom else this version mentions.'),
});

export const cellViewSchema = z.strictObject({
  cell: z.string(),
  text: z.string().nullable(),
  value: z
    .string()
    .nullable()
    .optional()
    .describe('There only where the text is a formula: what it comes to; null for nothing.'),
  number: z.int().nullable(),
  by: named.nullable(),
  at: instant.nullable(),
});

export const commandAnswerSchema = z.strictObject({ number: z.int(), head: z.int() });

export const clarificationsViewSchema = z.strictObject({
  clarifications: z.array(
    clarification.extend({
      workbook: z.string(),
      city: z.string(),
      title: z.string(),
      edition: z.string(),
      name: z.string(),
      role: role.nullable(),
    }),
  ),
  more: z.boolean(),
});
