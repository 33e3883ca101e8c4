/** Answers with an archive that is packed while it is read. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExportAsked } from '../exports/export-messages.ts';
import type { InWorkbook, RouteContext } from './context.ts';
import { sendRefusal } from './problem.ts';

/** The name of a file: in the city's own letters, and in ASCII for whoever cannot take them. */
export type FileName = { own: string; ascii: string };

/** An answer that browsers save under a name (RFC 6266; `filename*` is RFC 8187's form of RFC 5987). */
export function asFile(reply: FastifyReply, { own, ascii }: FileName, type: string): FastifyReply {
  const plain = `attachment; filename="${ascii}"`;
  return reply
    .type(type)
    .header(
      'content-disposition',
      own === ascii ? plain : `${plain}; filename*=UTF-8''${encoded(own)}`,
    );
}

/** `encodeURIComponent` leaves some signs that RFC 8187 does not. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Longest part of a name that tells the city, in characters: systems take 255 bytes, and some scripts need four each. */
const CITY_CHARS_MAX = 40;

/**
 * `tallystick-عمّان-12.csv`, and `tallystick-wb_7k2m-12.csv` beside it: where the city has no Latin letter, the workbook's
 * id tells its files from another city's.
 */
export function fileNameOf({ workbook }: Pick<InWorkbook, 'workbook'>, ending: string): FileName {
  const { city } = workbook.state;
  const latin = city.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const isLatin = !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(latin);
  const ascii = isLatin ? parted(latin, /[^A-Za-z0-9]+/g) : '';
  const own = parted(city.normalize('NFC'), /[^\p{L}\p{M}\p{N}]+/gu);
  return {
    own: `tallystick-${own || workbook.id}-${ending}`,
    ascii: `tallystick-${ascii || workbook.id}-${ending}`,
  };
}

/** A city's name in small letters, its words parted by dashes. */
function parted(city: string, between: RegExp): string {
  const words = city.replaceAll(between, '-').toLowerCase();
  return [...words]
    .slice(0, CITY_CHARS_MAX)
    .join('')
    .replaceAll(/^-+|-+$/g, '');
}

/** `ending` makes the file's name, from the number of the journal up to which it tells. */
export async function sendArchive(
  context: RouteContext,
  exchange: { request: FastifyRequest; reply: FastifyReply; here: InWorkbook },
  asked: { what: ExportAsked['what']; ending: (head: number) => string; type?: string },
): Promise<FastifyReply> {
  const { request, reply, here } = exchange;
  const { workbook, actor } = here;
  const { what, ending, type = 'application/zip' } = asked;
  const named = (head: number) => asFile(reply, fileNameOf(here, ending(head)), type);
  // Nothing is packed for who wants none of it.
  if (request.method === 'HEAD') return named(workbook.head).send();
  const { person, admin } = actor;
  const order = { workbook: workbook.id, person, admin, what };
  const archive = await context.exports.open(order, leaving(reply));
  if (!archive.ok) return sendRefusal(reply, archive.refusal);
  const { head, bytes, stream } = archive.value;
  if (bytes !== null) reply.header('content-length', bytes);
  return named(head).send(stream);
}

/** Says when nobody waits for an answer any more. */
export function leaving(reply: FastifyReply): AbortSignal {
  const left = new AbortController();
  if (reply.raw.destroyed) left.abort();
  reply.raw.once('close', () => left.abort());
  return left.signal;
}
