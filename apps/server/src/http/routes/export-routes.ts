/** A workbook and its whole record as files. */
import { type Act, may } from '@tallystick/domain/rights';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readWorkbook, workbookCsv, workbookJson } from '../../record/export-workbook.ts';
import { asFile, fileNameOf, sendArchive } from '../../edge/archive-reply.ts';
import { type InWorkbook, inWorkbook, type RouteContext } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';

export function exportRoutes(app: FastifyInstance, context: RouteContext): void {
  const { deps } = context;

  app.get('/api/workbooks/:id/export.json', async (request, reply) => {
    const here = await whoMay(context, { request, reply, act: 'read-room' });
    if (here === undefined) return reply;
    const of = await readWorkbook(deps, here.workbook);
    const name = fileNameOf(here, `${of.head}.json`);
    return asFile(reply, name, 'application/json; charset=utf-8').send(
      `${JSON.stringify(workbookJson(of), null, 1)}\n`,
    );
  });

  app.get('/api/workbooks/:id/export.csv', async (request, reply) => {
    const here = await whoMay(context, { request, reply, act: 'read-room' });
    if (here === undefined) return reply;
    const of = await readWorkbook(deps, here.workbook);
    const name = fileNameOf(here, `${of.head}.csv`);
    return asFile(reply, name, 'text/csv; charset=utf-8').send(workbookCsv(of));
  });

  app.get('/api/workbooks/:id/record.zip', async (request, reply) => {
    const here = await whoMay(context, { request, reply, act: 'read-history' });
    if (here === undefined) return reply;
    const asked = { what: { kind: 'record' }, ending: (head: number) => `${head}.zip` } as const;
    return await sendArchive(context, { request, reply, here }, asked);
  });
}

async function whoMay(
  context: RouteContext,
  { request, reply, act }: { request: FastifyRequest; reply: FastifyReply; act: Act },
): Promise<InWorkbook | undefined> {
  const here = await inWorkbook(context, request, reply);
  if (here === undefined) return undefined;
  const refusal = may(here.actor, act, { state: here.workbook.state });
  if (refusal !== undefined) sendRefusal(reply, refusal);
  return refusal === undefined ? here : undefined;
}
