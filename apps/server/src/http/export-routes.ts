/**
 * A workbook and its whole record as files. Own file: one noun, the export.
 */
import { Readable } from 'node:stream';
import { type Act, may } from '@tallystick/domain/rights';
import { refuse } from '@tallystick/domain/refusals';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordArchive } from '../ledger/record-archive.ts';
import { readWorkbook, workbookCsv, workbookJson } from '../workbook/export-workbook.ts';
import { type InWorkbook, inWorkbook, type RouteContext } from './context.ts';
import { sendRefusal } from './problem.ts';

export function exportRoutes(app: FastifyInstance, context: RouteContext): void {
  const { deps } = context;

  app.get('/api/workbooks/:id/export.json', async (request, reply) => {
    const here = await whoMay(context, { request, reply, act: 'read-room' });
    if (here === undefined) return reply;
    const of = await readWorkbook(deps, here.workbook);
    return asFile(reply, nameOf(here, 'json'), 'application/json; charset=utf-8').send(
      `${JSON.stringify(workbookJson(of), null, 1)}\n`,
    );
  });

  app.get('/api/workbooks/:id/export.csv', async (request, reply) => {
    const here = await whoMay(context, { request, reply, act: 'read-room' });
    if (here === undefined) return reply;
    const of = await readWorkbook(deps, here.workbook);
    return asFile(reply, nameOf(here, 'csv'), 'text/csv; charset=utf-8').send(workbookCsv(of));
  });

  app.get('/api/workbooks/:id/record.zip', async (request, reply) => {
    const here = await whoMay(context, { request, reply, act: 'read-history' });
    if (here === undefined) return reply;
    const chunks = await recordArchive(context, here);
    if (chunks === undefined) return sendRefusal(reply, refuse('too-large'));
    return asFile(reply, nameOf(here, 'zip'), 'application/zip').send(Readable.from(chunks));
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

function asFile(reply: FastifyReply, name: string, type: string): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`);
}

/** Plain letters, as every system takes them. */
function nameOf({ workbook }: InWorkbook, ending: string): string {
  const city = workbook.state.city
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  return `tallystick-${city || 'city'}-${workbook.head}.${ending}`;
}
