/** The views of the past as schemas, for /api/openapi.json. */
import { z } from 'zod';
import { instant, named } from './view-schemas.ts';

const change = z.looseObject({
  cell: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const head = { number: z.int(), at: instant, by: named, door: z.string() };

export const historyViewSchema = z.strictObject({
  moments: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ ...head, kind: z.literal('edit'), changes: z.array(change) }),
      z.strictObject({
        ...head,
        kind: z.literal('event'),
        event: z.looseObject({ type: z.string() }),
      }),
      z.strictObject({
        ...head,
        kind: z.literal('refused'),
        id: z.string(),
        cell: z.string(),
        text: z.string().nullable(),
        code: z.string(),
        detail: z.string(),
      }),
    ]),
  ),
  next: z.int().nullable().describe('Goes into `before` for what is older; null at the end.'),
  people: z.record(z.string(), z.string()).describe('Names of all people whom the moments name.'),
});

export const momentViewSchema = z.strictObject({
  number: z.int(),
  at: instant.nullable(),
  head: z.int(),
  cells: z.record(z.string(), z.string()),
  entities: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  assignments: z
    .record(z.string(), z.string())
    .describe('Row to the entity that reported it at that number.'),
  locked: z.boolean(),
  submission: z.int().nullable(),
});

export const momentsViewSchema = z.strictObject({
  head: z.int(),
  first: instant.nullable(),
  last: instant.nullable(),
  points: z.array(z.strictObject({ number: z.int(), at: instant })),
  marks: z.array(
    z.strictObject({
      number: z.int(),
      at: instant,
      kind: z.enum(['lock', 'unlock', 'reopen']),
      submission: z.int(),
    }),
  ),
});

const end = z.strictObject({
  number: z.int(),
  at: instant.nullable(),
  label: z.string(),
  submission: z.int().nullable(),
});
export const compareViewSchema = z.strictObject({
  from: end,
  to: end,
  changes: z.array(
    z.strictObject({
      kind: z
        .enum(['typed', 'result'])
        .describe(
          'A result, of the cell `row:result`, follows from what was typed: nobody set it.',
        ),
      cell: z.string(),
      row: z.string(),
      entity: z.string().nullable().describe('That the row was assigned to at `to`.'),
      before: z.string().nullable(),
      after: z.string().nullable(),
      beforeValue: z
        .string()
        .nullable()
        .optional()
        .describe(
          'There where `before` says otherwise what it means: a formula (null for nothing), other digits and marks.',
        ),
      afterValue: z.string().nullable().optional().describe('The same of `after`.'),
      by: named.nullable(),
      at: instant.nullable(),
      number: z.int().nullable(),
    }),
  ),
});

export const seenViewSchema = z.strictObject({ number: z.int(), at: instant.nullable() });
