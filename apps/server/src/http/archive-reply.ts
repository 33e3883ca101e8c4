/**
 * Answers with an archive that is packed while it is read. Own file because a record and a bundle leave alike.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExportAsked } from '../exports/export-messages.ts';
import type { InWorkbook, RouteContext } from './context.ts';
import { sendRefusal } from './problem.ts';

/** An answer that browsers save under a name. */
export function asFile(reply: FastifyReply, name: string, type: string): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`);
}

/** A name of plain letters, as every system takes them. */
export function fileNameOf({ workbook }: Pick<InWorkbook, 'workbook'>, ending: string): string {
  const city = workbook.state.city
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  return `tallystick-${city || 'city'}-${ending}`;
}

/** `ending` makes the file's name, from the number of the journal up to which it tells. */
export async function sendArchive(
  context: RouteContext,
  exchange: { request: FastifyRequest; reply: FastifyReply; here: InWorkbook },
  asked: { what: ExportAsked['what']; ending: (head: number) => string },
): Promise<FastifyReply> {
  const { request, reply, here } = exchange;
  const { workbook, actor } = here;
  const { what, ending } = asked;
  const named = (head: number) => asFile(reply, fileNameOf(here, ending(head)), 'application/zip');
  // Nothing is packed for who wants none of it.
  if (request.method === 'HEAD') return named(workbook.head).send();
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  const { person, admin } = actor;
  const order = { workbook: workbook.id, person, admin, what };
  const archive = await context.exports.open(order, left.signal);
  if (!archive.ok) return sendRefusal(reply, archive.refusal);
  const { head, bytes, stream } = archive.value;
  if (bytes !== null) reply.header('content-length', bytes);
  return named(head).send(stream);
}
