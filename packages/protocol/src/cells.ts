/** Cells in bulk, results and the journal as programs read and write them. */
import { z } from 'zod';
import { cellChangeSchema, eventSchema } from './noun-schemas.ts';
import {
  CELL_ID_CHARS_MAX,
  CELL_TEXT_CHARS_MAX,
  CELLS_PER_REQUEST_MAX,
  SEEN_TEXTS_MAX,
} from './limits.ts';
import { instant, named } from './pieces.ts';

/** One cell with its last change. */
export const cellLineSchema = z.strictObject({
  cell: z.string(),
  text: z.string().describe('As typed; a formula begins with `=`.'),
  value: z
    .string()
    .nullable()
    .optional()
    .describe(
      'What the text means, where it says it otherwise: the figure of a formula (null for nothing), or of other digits and marks.',
    ),
  number: z.int().describe('Number of the journal entry that set it.'),
  by: named,
  at: instant,
});

/** GET /api/workbooks/:id/cells: cells with a text, by id. */
export const cellsPageSchema = z.strictObject({
  workbook: z.string(),
  head: z.int().describe('Number of the last journal entry when the page was read.'),
  cells: z.array(cellLineSchema),
  next: z.string().nullable().describe('Goes into `after` for the next page; null at the end.'),
});
export type CellsPage = z.infer<typeof cellsPageSchema>;

/** PATCH /api/workbooks/:id/cells */
export const cellsChangeSchema = z.strictObject({
  cells: z
    .record(
      z.string().min(3).max(CELL_ID_CHARS_MAX),
      z.string().max(CELL_TEXT_CHARS_MAX).nullable(),
    )
    .refine((cells) => Object.keys(cells).length > 0, 'name at least one cell')
    .refine(
      (cells) => Object.keys(cells).length <= CELLS_PER_REQUEST_MAX,
      `name at most ${CELLS_PER_REQUEST_MAX} cells`,
    )
    .meta({ minProperties: 1, maxProperties: CELLS_PER_REQUEST_MAX })
    .describe('Text by cell as a person would type it; null empties the cell.'),
  mode: z
    .enum(['all', 'each'])
    .optional()
    .describe(
      '`all` (where none is said): whole or not at all. `each`: those that can be taken are taken.',
    ),
  seen: z
    .record(
      z.string().min(3).max(CELL_ID_CHARS_MAX),
      z.array(z.string().max(CELL_TEXT_CHARS_MAX).nullable()).max(SEEN_TEXTS_MAX),
    )
    .refine(
      (cells) => Object.keys(cells).length <= CELLS_PER_REQUEST_MAX,
      `name at most ${CELLS_PER_REQUEST_MAX} cells`,
    )
    .optional()
    .describe(
      'Texts that the writer knows to have stood in a cell (null for none). Where another stands when it is decided, ' +
        'that cell is refused as `overtaken`; a cell that is not named is written over.',
    ),
});
export type CellsChange = z.infer<typeof cellsChangeSchema>;

/** A cell that was not taken, and why. */
export const refusedCellSchema = z.strictObject({
  cell: z.string(),
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  fact: z.string().optional(),
});
export type RefusedCell = z.infer<typeof refusedCellSchema>;

/** The answer where at least the request as a whole was carried out. */
export const cellsChangedSchema = z.strictObject({
  head: z.int().describe('A number of the journal at which the cells stand as sent.'),
  saved: z.array(z.string()),
  refused: z.array(refusedCellSchema),
});
export type CellsChanged = z.infer<typeof cellsChangedSchema>;

/** One result: what the template's column O shows for a data point. */
export const resultLineSchema = z.strictObject({
  row: z.string(),
  kpi: z.string().describe("ITU's code."),
  name: z.string(),
  status: z.enum(['reported', 'not-reported', 'unreadable']),
  source: z.enum(['override', 'computed']).nullable(),
  text: z.string(),
  decimal: z.string().nullable(),
  unit: z.string(),
  missing: z.array(z.string()).describe('Cells that are still empty.'),
  trace: z.string().nullable(),
  warnings: z.array(
    z.strictObject({
      code: z.string(),
      detail: z.string().describe('Figures, a qualifier, or what was typed; no sentence.'),
      label: z.string().optional().describe('Names the cell: an input, or a column.'),
      refusal: z
        .string()
        .optional()
        .describe('Code of what is wrong with the formula in that cell.'),
    }),
  ),
  content: z
    .string()
    .optional()
    .describe(
      'SHA-256 (hexadecimal) of what a verdict on this row is on: the JSON of [row, [part, text] ...], sorted by part. ' +
        'For those who verify: it goes into `seen` of the command.',
    ),
});

/** GET /api/workbooks/:id/results */
export const resultsViewSchema = z.strictObject({
  workbook: z.string(),
  head: z.int(),
  reported: z.int(),
  total: z.int(),
  results: z.array(resultLineSchema),
});
export type ResultsView = z.infer<typeof resultsViewSchema>;

const lineHead = {
  number: z.int(),
  at: instant,
  by: named,
  door: z
    .string()
    .describe(
      'The way it came in: socket, page (a page that has none), yjs, api, import or system.',
    ),
};
/** One entry of the journal as one role may see it. */
export const journalLineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...lineHead,
    kind: z.literal('edit'),
    changes: z.array(cellChangeSchema),
  }),
  z.strictObject({
    ...lineHead,
    kind: z.literal('event'),
    event: eventSchema,
  }),
]);
export type JournalLine = z.infer<typeof journalLineSchema>;

/** GET /api/workbooks/:id/journal: oldest first. */
export const journalPageSchema = z.strictObject({
  head: z.int(),
  entries: z.array(journalLineSchema),
  next: z.int().nullable().describe('Goes into `after` for the next page; null at the head.'),
});
export type JournalPage = z.infer<typeof journalPageSchema>;
