/** A workbook, or a locked version, as a spreadsheet file that people fill in or read elsewhere. */
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { refuse } from '@tallystick/domain/refusals';
import { FILE_LANGUAGES } from '@tallystick/exchange/own/words/file-words';
import type { FilePart } from '@tallystick/exchange/workbook-file/file-asked';
import { FILE_PARTS } from '@tallystick/protocol/file-parts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { member } from '../../edge/access.ts';
import { sendArchive } from '../../edge/archive-reply.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { file } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { version } from '../../edge/version-access.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const asked = z.strictObject({
  part: z
    .enum(FILE_PARTS)
    .default('whole')
    .describe('Everything, one sheet, or the rows of one entity with what they need.'),
  entity: z
    .string()
    .max(TEXT_LIMITS.id)
    .optional()
    .describe('Whose rows, where `part` is `entity`.'),
  language: z.enum(FILE_LANGUAGES).default('en').describe('Of heads, notes and explanations.'),
});

export function excelRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/export.xlsx',
      tag: 'exports',
      summary: 'The workbook as it stands, in the form of the template, as an Excel file',
      about:
        'To be filled in elsewhere and brought back: hidden keys find each row again, also after sorting. The rows of one ' +
        'entity can be given to people without an account.',
      access: member('read-room'),
      query: asked,
      answers: { 200: file('The file.', XLSX) },
      refuses: [422],
    },
    async ({ entered: here, request, reply, query }) =>
      await sendFile(context, { request, reply, here }, { query, submission: null }),
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/submissions/:n/export.xlsx',
      tag: 'exports',
      summary: 'A locked version, in the form of the template, as an Excel file',
      about: 'It names the version and its hash; nothing is typed into it.',
      access: version('read-submissions'),
      query: asked,
      answers: { 200: file('The file.', XLSX) },
      refuses: [422],
    },
    async ({ entered: here, request, reply, query }) => {
      const { submission } = here.submission;
      return await sendFile(context, { request, reply, here }, { query, submission });
    },
  );
}

type Exchange = { request: FastifyRequest; reply: FastifyReply; here: InWorkbook };
type Order = { query: z.output<typeof asked>; submission: number | null };

async function sendFile(
  context: RouteContext,
  exchange: Exchange,
  { query, submission }: Order,
): Promise<FastifyReply> {
  const part = partOf(query);
  if (part === undefined) return sendRefusal(exchange.reply, refuse('bad-request', 'entity'));
  const { language } = query;
  const what = { kind: 'xlsx', part, language, submission } as const;
  const of = part.kind === 'entity' ? `-${part.entity}` : '';
  const ending = (head: number) =>
    submission === null ? `${head}${of}.xlsx` : `v${submission}${of}.xlsx`;
  return await sendArchive(context, exchange, { what, ending, type: XLSX });
}

/** Undefined where an entity is asked for and none is named. */
function partOf({ part, entity }: Order['query']): FilePart | undefined {
  switch (part) {
    case 'whole':
      return { kind: 'whole' };
    case 'entity':
      return entity === undefined || !/^[\w-]+$/.test(entity)
        ? undefined
        : { kind: 'entity', entity };
    case 'profile':
    case 'data':
    case 'questions':
    case 'queries':
      return { kind: 'sheet', sheet: part };
  }
}
