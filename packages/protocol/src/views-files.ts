/** Files that are handed in, on the wire: what one brings, for whoever is to decide what is taken over. */
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { EVIDENCE_MEDIA } from '@tallystick/domain/nouns/evidence/body';
import { type IncomingCell, INCOMING_CLASSES } from '@tallystick/domain/incoming/incoming';
import { z } from 'zod';
import { FILE_NAME_CHARS_MAX } from './limits.ts';
import { cellId, rowId, told } from './pieces.ts';

/** POST /api/workbooks/:id/files */
export const fileQuerySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(FILE_NAME_CHARS_MAX)
    .describe('As the file is called; the history names it so.'),
});

const held = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('text'),
      text: z.string(),
      shown: z
        .string()
        .exactOptional()
        .describe('What the sheet shows in its place: 76 % of 0.76.'),
      isShare: z
        .literal(true)
        .exactOptional()
        .describe('A share of a hundred where something is counted: likely a slip.'),
    }),
    z.strictObject({
      kind: z.literal('empty'),
      shown: z.string().exactOptional().describe('By what it says that there is nothing: n/a.'),
    }),
    z.strictObject({ kind: z.literal('unreadable'), why: z.string(), raw: z.string() }),
  ])
  .describe('What stands in the file.');

const base = z
  .strictObject({
    text: z.string().nullable().describe('The text of the workbook then.'),
    meant: z.string().exactOptional().describe('Where that was a formula: what it came to.'),
    exported: z.string().nullable().describe('What the file says that it carried.'),
  })
  .describe('As it was exported; there for files of this workbook alone.');

const incoming = told<IncomingCell>()({
  cell: cellId,
  sheet: z.int().describe('Place in `sheets`, from 0.'),
  address: z.string(),
  held,
  base: base.exactOptional(),
});

/** What a file brings, beside the workbook as it is now. */
export const incomingFileSchema = z.strictObject({
  file: z.strictObject({
    hash: z.string().describe('SHA-256, hexadecimal.'),
    name: z.string(),
    size: z.int().describe('Bytes.'),
  }),
  head: z.int(),
  format: z.enum(['xlsx', 'ods', 'csv']),
  program: z.string().describe('That wrote it, as it says; may be empty.'),
  leftOut: z.array(z.enum(['macros', 'external-links', 'signature'])),
  origin: z
    .strictObject({
      workbook: z.string(),
      number: z.int(),
      edition: z.string(),
      isHere: z
        .boolean()
        .describe('Whether it was exported from this workbook: then it is compared three ways.'),
    })
    .nullable()
    .describe('Of a file that was exported here or elsewhere.'),
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      hidden: z.boolean(),
      rows: z.int(),
      unknown: z.array(z.strictObject({ row: z.int(), why: z.string(), told: z.string() })),
      instead: z
        .array(z.int())
        .describe(
          'Other sheets with the same rows: another city’s, say. One of them is to be chosen.',
        ),
    }),
  ),
  absent: z
    .array(rowId)
    .describe(
      'Rows that were exported into it with values and are not in it any more; they stay as they are.',
    ),
  cells: z
    .array(incoming)
    .describe('Each place of the file that fills a cell; several may name one cell.'),
  notes: z
    .array(
      z.strictObject({
        sheet: z.string().describe('Name of its sheet.'),
        address: z.string(),
        cell: cellId
          .nullable()
          .describe('The cell that it speaks of; null where it hangs on no row of the KPI set.'),
        text: z.string(),
      }),
    )
    .describe(
      'Notes and threaded comments that people wrote into it; not what was exported into it. Nothing of them is taken ' +
        'over by itself: a command `comment` does that.',
    ),
  moreNotes: z.int().describe('Notes beyond those.'),
  proposed: z
    .array(
      z.strictObject({
        cell: cellId,
        class: z.enum(INCOMING_CLASSES),
        text: z
          .string()
          .nullable()
          .exactOptional()
          .describe('What would be written; null empties.'),
        why: z.string().exactOptional(),
      }),
    )
    .describe(
      'Cells that are not as in the workbook, of the first sheet where there are several to choose from.',
    ),
});
export type IncomingFileView = z.infer<typeof incomingFileSchema>;

/** Of a file that is to stand behind a value. */
export const evidenceQuerySchema = z.strictObject({
  row: z.string().min(1).max(TEXT_LIMITS.row).describe('The row that it is to stand behind.'),
  query: z
    .string()
    .min(1)
    .max(TEXT_LIMITS.id)
    .optional()
    .describe('The query in whose thread it is to stand.'),
});

export const handedInSchema = z.strictObject({
  file: z.string().describe('SHA-256 of the bytes, hexadecimal; the command names it.'),
  size: z.int().describe('Bytes.'),
  media: z.enum(EVIDENCE_MEDIA).describe('Told by the content.'),
});
export type HandedInView = z.infer<typeof handedInSchema>;
