/** A workbook, or a locked version, exported into a template, and before that what such an export does. */
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { refuse } from '@tallystick/domain/refusals';
import { fillReportSchema, intoTemplateSchema } from '@tallystick/protocol/views-templates';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { member } from '../../edge/access.ts';
import { sendArchive } from '../../edge/archive-reply.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import type { IntoTemplate } from '../../record/into-template.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MACROS = 'application/vnd.ms-excel.sheet.macroEnabled.12';

const asked = intoTemplateSchema.extend({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('A locked version; left out for the workbook as it stands.'),
});

export function intoTemplateRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/templates/:template/file',
      tag: 'exports',
      summary: 'The workbook in a template',
      about:
        'Only mapped cells are written; every part of the file that holds none stays byte for byte, macros among them, ' +
        'which are never run or read.',
      access: member('read-room'),
      query: asked,
      answers: { 200: file("The template's file with the values in it.", XLSX) },
      refuses: [404],
    },
    async ({ entered: here, params, request, reply, query }) =>
      await send(context, { request, reply, here }, orderOf(params.template, query, 'file')),
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/templates/:template/report',
      tag: 'exports',
      summary: 'What an export into a template does, and what it refuses',
      access: member('read-room'),
      query: asked,
      answers: { 200: json('Cell by cell where something is refused.', fillReportSchema) },
      refuses: [404],
    },
    async ({ entered: here, params, request, reply, query }) =>
      await send(context, { request, reply, here }, orderOf(params.template, query, 'report')),
  );
}

type Order = { kind: 'template' } & IntoTemplate;

function orderOf(
  template: string,
  { results, version }: z.output<typeof asked>,
  answer: IntoTemplate['answer'],
): Order {
  return { kind: 'template', template, results, submission: version ?? null, answer };
}

type Exchange = { request: FastifyRequest; reply: FastifyReply; here: InWorkbook };

async function send(context: RouteContext, exchange: Exchange, what: Order): Promise<FastifyReply> {
  const { template, answer, submission } = what;
  const known =
    template.length <= TEXT_LIMITS.id ? await context.store.template(template) : undefined;
  const { edition } = exchange.here.workbook.state;
  if (known?.edition !== edition)
    return sendRefusal(exchange.reply, refuse('unknown-template'), 404);
  const files = await context.store.files('installation');
  const name = files.find(({ hash }) => hash === known.file)?.name ?? '';
  const hasMacros = /\.xlsm$/i.test(name);
  const of = (head: number) => (submission === null ? String(head) : `v${submission}`);
  if (answer === 'report') {
    const ending = (head: number) => `${of(head)}-report.json`;
    return await sendArchive(context, exchange, { what, ending, type: 'application/json' });
  }
  const ending = (head: number) => `${of(head)}-itu.${hasMacros ? 'xlsm' : 'xlsx'}`;
  return await sendArchive(context, exchange, { what, ending, type: hasMacros ? MACROS : XLSX });
}
