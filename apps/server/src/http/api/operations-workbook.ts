/** Operations on a workbook: itself, its cells, journal, versions. */
import {
  cellsChangedSchema,
  cellsChangeSchema,
  cellsPageSchema,
  journalPageSchema,
  resultsViewSchema,
} from '@tallystick/protocol/cells';
import { commandRequestSchema } from '@tallystick/protocol/commands';
import { WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import {
  cellViewSchema,
  clarificationsViewSchema,
  commandAnswerSchema,
  submissionViewSchema,
  workbooksViewSchema,
  workbookViewSchema,
} from '@tallystick/protocol/view-schemas';
import { z } from 'zod';
import { query as asking } from '../routes/clarification-routes.ts';
import { cellPage, numberPage } from '../../edge/page.ts';
import { opening } from '../routes/workbook-routes.ts';
import { file, nothing, type Operation } from './operation.ts';

const tagged = z.strictObject({
  'if-none-match': z
    .string()
    .max(WORDS_CHARS_MAX)
    .optional()
    .describe('The tag of an earlier answer.'),
});
const keyed = z.strictObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .optional()
    .describe('What the same request changes under the same key is changed once, for a day.'),
});
const resuming = z.strictObject({
  'last-event-id': z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe('Number of the last entry that was read; beats `after`.'),
});
const unchanged = nothing('What the tag stands for has not changed.');

export const workbookOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/workbooks',
    tag: 'workbooks',
    summary: 'The workbooks one is a member of',
    auth: 'token',
    headers: tagged,
    answers: { 200: { about: 'One line each.', schema: workbooksViewSchema }, 304: unchanged },
  },
  {
    method: 'post',
    path: '/api/workbooks',
    tag: 'workbooks',
    summary: 'Open a workbook',
    about: 'Administrators, before a screen.',
    auth: 'session',
    body: opening,
    answers: {
      200: { about: 'Its id.', schema: z.strictObject({ workbook: z.string() }) },
    },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id',
    tag: 'workbooks',
    summary: 'A workbook as the own role sees it',
    about: 'All but the cells, which are under /cells.',
    auth: 'token',
    headers: tagged,
    answers: { 200: { about: 'The workbook.', schema: workbookViewSchema }, 304: unchanged },
  },
  {
    method: 'post',
    path: '/api/workbooks/:id/commands',
    tag: 'workbooks',
    summary: 'Carry out a command',
    about:
      'Everything that is not a cell. `id` is of your own making; the same id is carried out once.',
    auth: 'token',
    headers: keyed,
    body: commandRequestSchema,
    answers: { 200: { about: 'Number of its entry.', schema: commandAnswerSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/cells',
    tag: 'cells',
    summary: 'Cells, page by page',
    auth: 'token',
    query: cellPage,
    headers: tagged,
    answers: {
      200: { about: 'Cells with a text, by id.', schema: cellsPageSchema },
      304: unchanged,
    },
  },
  {
    method: 'patch',
    path: '/api/workbooks/:id/cells',
    tag: 'cells',
    summary: 'Set cells',
    about:
      'Through the same gate and rights as typing them. Whole or not at all, unless `mode` is `each`. A refusal names each cell under `refused`.',
    auth: 'token',
    headers: keyed,
    body: cellsChangeSchema,
    answers: { 200: { about: 'What was taken.', schema: cellsChangedSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/cells/:cell',
    tag: 'cells',
    summary: 'The last change of a cell',
    auth: 'token',
    headers: tagged,
    answers: { 200: { about: 'The cell.', schema: cellViewSchema }, 304: unchanged },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/results',
    tag: 'cells',
    summary: 'The results of all data points',
    auth: 'token',
    headers: tagged,
    answers: { 200: { about: 'As computed now.', schema: resultsViewSchema }, 304: unchanged },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/journal',
    tag: 'journal',
    summary: 'The journal, page by page',
    about:
      'What the own role may see of it; numbers may be missing. A verdict is told to the city once it is released, under ' +
      'the number at which it was given.',
    auth: 'token',
    query: numberPage,
    answers: { 200: { about: 'Entries, oldest first.', schema: journalPageSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/journal/stream',
    tag: 'journal',
    summary: 'The journal as a stream',
    about:
      'Server-sent events: `id` is the number, `event` is edit or event, `data` an entry as on the pages. Resumed by Last-Event-ID.',
    auth: 'token',
    query: numberPage.pick({ after: true }),
    headers: resuming,
    answers: {
      200: file(
        'The stream. It ends with the session, the token or the right.',
        'text/event-stream',
      ),
    },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/submissions/:n',
    tag: 'submissions',
    summary: 'A locked version',
    auth: 'token',
    answers: { 200: { about: 'The version.', schema: submissionViewSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/submissions/:n/bundle',
    tag: 'submissions',
    summary: 'What proves a locked version, as a file',
    auth: 'token',
    answers: { 200: file('A ZIP that verify.mjs checks without us.', 'application/zip') },
  },
  {
    method: 'get',
    path: '/api/clarifications',
    tag: 'clarifications',
    summary: 'Clarifications of all workbooks that one clarifies for',
    auth: 'session',
    query: asking,
    answers: {
      200: { about: 'The clarifications, oldest first.', schema: clarificationsViewSchema },
    },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/export.json',
    tag: 'exports',
    summary: 'The workbook as it stands, as JSON',
    auth: 'token',
    answers: {
      200: { about: 'Cells, results, entities.', schema: z.looseObject({ format: z.string() }) },
    },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/export.csv',
    tag: 'exports',
    summary: 'The workbook as it stands, as CSV',
    about: 'What a spreadsheet could take for a formula is led by an apostrophe.',
    auth: 'token',
    answers: { 200: file('A line for each cell and result.', 'text/csv') },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/record.zip',
    tag: 'exports',
    summary: 'The whole record as an archive',
    about:
      'Every entry that the own role may read, the hashes of all others, proofs, versions, and a README; cells, ' +
      'comments, verdicts, marks and rulings also as CSV.',
    auth: 'token',
    answers: { 200: file('The archive.', 'application/zip') },
  },
];
