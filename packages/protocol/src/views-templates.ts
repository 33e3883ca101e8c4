/** Templates on the wire: files into which workbooks are exported, with the map that says which cells hold what. */
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { TEMPLATE_FIELDS, type TemplateMap } from '@tallystick/domain/outgoing/template-map';
import { z } from 'zod';
import {
  FILE_HASH_CHARS,
  FILE_NAME_CHARS_MAX,
  SHEET_COLUMNS_MAX,
  SHEET_NAME_CHARS_MAX,
  SHEET_ROWS_MAX,
  TEMPLATE_COLUMNS_MAX,
  TEMPLATE_ROWS_MAX,
  TEMPLATE_TABLES_MAX,
} from './limits.ts';
import { instant, rowId } from './pieces.ts';

const rowNumber = z.int().min(1).max(SHEET_ROWS_MAX);
const columnNumber = z.int().min(1).max(SHEET_COLUMNS_MAX);
const isOnce = <T>(list: readonly T[], of: (each: T) => unknown) =>
  new Set(list.map(of)).size === list.length;

const sheetName = z.string().min(1).max(SHEET_NAME_CHARS_MAX).describe('The name of the tab.');
const headRow = rowNumber.describe('The row of the heads.');

const tableSchema = z
  .strictObject({
    sheet: sheetName,
    head: headRow,
    columns: z
      .array(z.strictObject({ column: columnNumber, field: z.enum(TEMPLATE_FIELDS) }))
      .max(TEMPLATE_COLUMNS_MAX)
      .describe('What of a row stands in which column, from 1.'),
    rows: z
      .array(z.strictObject({ row: rowNumber, point: rowId }))
      .max(TEMPLATE_ROWS_MAX)
      .describe('Which row of the KPI set stands in which row, from 1.'),
  })
  .refine(
    ({ columns, rows }) =>
      isOnce(columns, ({ column }) => column) &&
      isOnce(columns, ({ field }) => field) &&
      isOnce(rows, ({ row }) => row),
    'a column, a field or a row stands twice',
  );

export const templateMapSchema: z.ZodType<TemplateMap, unknown> = z.strictObject({
  edition: z.string().max(TEXT_LIMITS.id).describe('The KPI set whose rows it names.'),
  tables: z.array(tableSchema).max(TEMPLATE_TABLES_MAX),
});

/** POST /api/templates/files */
export const templateFileQuerySchema = z.strictObject({
  name: z.string().trim().min(1).max(FILE_NAME_CHARS_MAX).describe('As the file is called.'),
});

const previewSchema = z
  .array(
    z.strictObject({
      name: z.string(),
      hidden: z.boolean(),
      isCut: z.boolean().describe('More rows than these hold something.'),
      rows: z.array(
        z.strictObject({
          row: z.int(),
          cells: z.array(
            z.strictObject({ column: z.int(), text: z.string(), hasFormula: z.boolean() }),
          ),
        }),
      ),
    }),
  )
  .describe('The first rows and columns of each sheet, shortened.');

const unknownSchema = z
  .array(
    z.strictObject({
      sheet: z.string(),
      row: z.int(),
      told: z.string(),
      like: rowId.nullable().describe('What its name speaks for; null for nothing.'),
    }),
  )
  .describe('Rows that look like ones of the KPI set and cannot be told, or stand twice.');

/** What was read of a file that is to become a template. */
export const templateReadingSchema = z.strictObject({
  file: z.strictObject({ hash: z.string(), name: z.string(), size: z.int() }),
  map: templateMapSchema.describe('Proposed from heads and codes, or as it was saved.'),
  unknown: unknownSchema,
  preview: previewSchema,
  leftOut: z.array(z.enum(['macros', 'external-links', 'signature'])),
});
export type TemplateReadingView = z.infer<typeof templateReadingSchema>;

/** POST /api/templates/files/:hash/table */
export const templateHeadSchema = z.strictObject({
  edition: z.string().max(TEXT_LIMITS.id).describe('The KPI set whose rows are looked for.'),
  sheet: sheetName,
  head: headRow,
});
export const templateTableSchema = z.strictObject({ table: tableSchema, unknown: unknownSchema });
export type TemplateTableView = z.infer<typeof templateTableSchema>;

/** POST /api/templates */
export const saveTemplateSchema = z.strictObject({
  template: z
    .string()
    .max(TEXT_LIMITS.id)
    .nullable()
    .describe('Of which this is a new version; null for a new template.'),
  version: z.int().min(0).describe('The version that it goes on from; 0 for a new template.'),
  name: z.string().trim().min(1).max(TEXT_LIMITS.name),
  file: z
    .string()
    .regex(/^[0-9a-f]+$/)
    .length(FILE_HASH_CHARS)
    .describe('SHA-256 of the file, hexadecimal.'),
  map: templateMapSchema,
});

const templateLine = z.strictObject({
  template: z.string(),
  version: z.int(),
  name: z.string(),
  edition: z.string(),
  fileName: z.string(),
  by: z.string().describe('Name of who made this version.'),
  at: instant,
  rows: z.int().describe('How many rows are mapped.'),
  without: z.int().describe('How many rows of the KPI set have no place in it.'),
});
export const templateSavedSchema = templateLine;
export type TemplateLine = z.infer<typeof templateLine>;

/** GET /api/templates */
export const templatesViewSchema = z.strictObject({
  templates: z.array(templateLine),
  mayKeep: z.boolean().describe('Whether the asker may add templates and correct maps.'),
});
export type TemplatesView = z.infer<typeof templatesViewSchema>;

/** The query of an export into a template. */
export const intoTemplateSchema = z.strictObject({
  results: z
    .enum(['remove', 'keep'])
    .default('remove')
    .describe(
      'What becomes of results that the file holds from before: removed, so that every program computes them, or kept, so ' +
        'that all sheets without mapped cells stay byte for byte.',
    ),
});

const place = z.strictObject({ sheet: z.string(), address: z.string() });
const placeOfCell = z.strictObject({ sheet: z.string(), address: z.string(), cell: z.string() });

/** What an export into a template does and does not. */
export const fillReportSchema = z.strictObject({
  written: z.int(),
  renewed: z.int().describe('Results whose formula stays, with the value of the workbook.'),
  untouched: z.int().describe('Cells that are empty here and there.'),
  refused: z.array(
    z.strictObject({
      sheet: z.string(),
      address: z.string(),
      why: z.enum([
        'unknown-sheet',
        'unknown-address',
        'twice',
        'unclear-sheet',
        'array-formula',
        'data-table',
        'merged',
        'table-header',
        'table-totals',
        'too-long',
        'not-a-number',
      ]),
      detail: z.string().exactOptional(),
    }),
  ),
  formulasReplaced: z.array(place),
  shownAsDate: z.array(place),
  shortened: z.array(placeOfCell).describe('Figures of more digits than a spreadsheet keeps.'),
  asText: z.array(placeOfCell).describe('Figures that are none to a spreadsheet: `about 500`.'),
  resultsRemoved: z.array(z.strictObject({ sheet: z.string(), cells: z.int() })),
  changedParts: z.array(
    z.strictObject({
      part: z.string(),
      why: z.enum([
        'values',
        'old-results-removed',
        'computed-on-opening',
        'removed',
        'names-parts',
      ]),
    }),
  ),
  signatureBroken: z.boolean(),
});
export type FillReportView = z.infer<typeof fillReportSchema>;
