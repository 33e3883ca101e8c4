/** What the server answers about the past: moments of a history, the cells at a number, two versions compared. */
import { z } from 'zod';
import { cellChangeSchema, eventSchema } from './noun-schemas.ts';
import { instant, named } from './pieces.ts';

export type HistoryChange = z.infer<typeof cellChangeSchema>;

const head = {
  number: z
    .int()
    .describe("Number of the entry; of the journal's head for a draft when it was refused."),
  at: instant,
  by: named,
  door: z.string().describe('The way by which it came in.'),
};
/** Events are presented: what a role may not see is left out. */
const momentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('edit'),
    changes: z.array(cellChangeSchema),
    file: z
      .strictObject({
        number: z.int().describe('Number of the entry that names it.'),
        hash: z.string().describe('SHA-256, hexadecimal.'),
        name: z.string(),
      })
      .exactOptional()
      .describe('The file from which these values were taken over.'),
  }),
  z.strictObject({ ...head, kind: z.literal('event'), event: eventSchema }),
  z.strictObject({
    ...head,
    kind: z.literal('refused'),
    id: z.string(),
    cell: z.string(),
    text: z.string().nullable(),
    code: z.string(),
    detail: z.string(),
  }),
]);
/** One line of a history. */
export type Moment = z.infer<typeof momentSchema>;

/** GET /api/workbooks/:id/history: newest first. */
export const historyViewSchema = z.strictObject({
  moments: z.array(momentSchema),
  next: z.int().nullable().describe('Goes into `before` for what is older; null at the end.'),
  people: z
    .record(z.string(), z.string())
    .describe('Names of all people that the moments name, also of those who are members no more.'),
});
export type HistoryView = z.infer<typeof historyViewSchema>;

/** GET /api/workbooks/:id/at/:number: the cells and who reported them, right after that entry. */
export const momentViewSchema = z.strictObject({
  number: z.int(),
  at: instant.nullable().describe('Time of that entry; null for 0, before the first.'),
  head: z.int(),
  cells: z.record(z.string(), z.string()).describe('Cells with a text; an empty cell is left out.'),
  entities: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  assignments: z
    .record(z.string(), z.string())
    .describe('Row to the entity that reported it at that number.'),
  locked: z.boolean(),
  submission: z.int().nullable().describe('The last submission locked by then.'),
});
export type MomentView = z.infer<typeof momentViewSchema>;

const markSchema = z.strictObject({
  number: z.int(),
  at: instant,
  kind: z.enum(['lock', 'unlock', 'reopen']),
  submission: z.int(),
});
/** A lock, an unlock or a reopening of named cells, on the slider. */
export type MomentMark = z.infer<typeof markSchema>;

/** GET /api/workbooks/:id/moments: what a slider needs. */
export const momentsViewSchema = z.strictObject({
  head: z.int(),
  first: instant.nullable(),
  last: instant.nullable(),
  points: z
    .array(z.strictObject({ number: z.int(), at: instant }))
    .describe('Spread evenly over the numbers.'),
  marks: z.array(markSchema),
});
export type MomentsView = z.infer<typeof momentsViewSchema>;

const endSchema = z.strictObject({
  number: z.int(),
  at: instant.nullable(),
  label: z.string(),
  submission: z.int().nullable().describe('The submission, where the end is a locked version.'),
});
/** One end of a comparison: `v3`, a number, or `now`. */
export type ComparedEnd = z.infer<typeof endSchema>;

const changeSchema = z.strictObject({
  kind: z
    .enum(['typed', 'result'])
    .describe('A result, of the cell `row:result`, follows from what was typed: nobody set it.'),
  cell: z.string(),
  row: z.string(),
  entity: z.string().nullable().describe('That the row was assigned to at `to`.'),
  before: z.string().nullable(),
  after: z.string().nullable(),
  beforeValue: z
    .string()
    .nullable()
    .exactOptional()
    .describe(
      'There where `before` says otherwise what it means: a formula (null for nothing), other digits and marks.',
    ),
  afterValue: z.string().nullable().exactOptional().describe('The same of `after`.'),
  by: named.nullable(),
  at: instant.nullable(),
  number: z.int().nullable(),
});
/** One cell that differs, with the last change up to `to`; or a result that does, which nobody typed. */
export type ComparedChange = z.infer<typeof changeSchema>;

/** GET /api/workbooks/:id/compare?from=&to= in the order of the sheet; the result after what was typed in its row. */
export const compareViewSchema = z.strictObject({
  from: endSchema,
  to: endSchema,
  changes: z.array(changeSchema),
});
export type CompareView = z.infer<typeof compareViewSchema>;

/** GET and PUT /api/workbooks/:id/seen: how far the person has looked; number 0 and null before the first time. */
export const seenViewSchema = z.strictObject({ number: z.int(), at: instant.nullable() });
export type SeenView = z.infer<typeof seenViewSchema>;
