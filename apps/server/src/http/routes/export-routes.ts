/** A workbook and its whole record as files. */
import type { FastifyInstance } from 'fastify';
import { encodeCsv } from '@tallystick/exchange/csv/csv-form';
import { csvQuery } from '@tallystick/protocol/csv-choices';
import { exportedSchema } from '@tallystick/protocol/exported';
import { readWorkbook, workbookCsv, workbookJson } from '../../record/export-workbook.ts';
import { member } from '../../edge/access.ts';
import { asFile, fileNameOf, sendArchive } from '../../edge/archive-reply.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

export function exportRoutes(app: FastifyInstance, context: RouteContext): void {
  const { deps } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/export.json',
      tag: 'exports',
      summary: 'The workbook as it stands, as JSON',
      access: member('read-room'),
      answers: { 200: json('Cells, results, entities.', exportedSchema) },
    },
    async ({ entered: here, reply }) => {
      const of = await readWorkbook(deps, here.workbook);
      const name = fileNameOf(here, `${of.head}.json`);
      return asFile(reply, name, 'application/json; charset=utf-8').send(
        `${JSON.stringify(workbookJson(of), null, 1)}\n`,
      );
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/export.csv',
      tag: 'exports',
      summary: 'The workbook as it stands, as CSV',
      about: 'What a spreadsheet could take for a formula is led by an apostrophe.',
      access: member('read-room'),
      query: csvQuery,
      answers: { 200: file('A line for each cell and result.', 'text/csv') },
    },
    async ({ entered: here, query, reply }) => {
      const of = await readWorkbook(deps, here.workbook);
      const bytes = encodeCsv(workbookCsv(of, query), query);
      if (!bytes.ok) return sendRefusal(reply, bytes.refusal);
      const name = fileNameOf(here, `${of.head}.csv`);
      const charset = query.encoding === 'windows-1252' ? 'windows-1252' : 'utf-8';
      return asFile(reply, name, `text/csv; charset=${charset}`).send(Buffer.from(bytes.value));
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/record.zip',
      tag: 'exports',
      summary: 'The whole record as an archive',
      about:
        'Every entry that the own role may read, the hashes of all others, proofs, versions, and a README; cells, ' +
        'comments, verdicts, marks and rulings also as CSV.',
      access: member('read-history'),
      answers: { 200: file('The archive.', 'application/zip') },
    },
    async ({ entered: here, request, reply }) => {
      const asked = { what: { kind: 'record' }, ending: (head: number) => `${head}.zip` } as const;
      return await sendArchive(context, { request, reply, here }, asked);
    },
  );
}
