/**
 * Files of people on their way out. To be saved, or shown for what they are: a picture, a PDF, or the beginning of a text.
 * Nothing else is shown, and nothing is ever sent as a page.
 */
import type { EvidenceMedia } from '@tallystick/domain/nouns/evidence/body';
import type { Evidence } from '@tallystick/domain/nouns/evidence/evidence';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { asFile } from '../../../edge/archive-reply.ts';
import { BYTES_TYPE } from '../../../edge/raw-body.ts';
import { TEXT_SHOWN_BYTES } from '../../../service/limits.ts';

/** Even saved as a page and opened again it must not become one: nothing in it runs, nothing of it is fetched. */
const ALONE = "default-src 'none'; sandbox";
/**
 * Chrome and Safari show no PDF under `sandbox`, in whatever way it is set (crbug.com/41131921). The type is one that is
 * never a page, `nosniff` holds browsers to it, and their viewers run what is in a PDF apart from every site.
 */
const BY_VIEWER = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** As what a file is shown; undefined for what is only saved. */
export function shownAs(media: EvidenceMedia | null): 'picture' | 'pdf' | 'text' | undefined {
  if (media === null) return undefined;
  if (media === 'application/pdf') return 'pdf';
  if (media.startsWith('image/')) return 'picture';
  return media.startsWith('text/') ? 'text' : undefined;
}

export function sendToSave(reply: FastifyReply, item: Evidence, bytes: Readable): FastifyReply {
  return closed(asFile(reply, nameOf(item), BYTES_TYPE), ALONE)
    .header('content-length', item.size ?? 0)
    .send(bytes);
}

export function sendToShow(reply: FastifyReply, item: Evidence, bytes: Readable): FastifyReply {
  const { media, size } = item;
  const as = shownAs(media);
  const inline = asFile(reply, nameOf(item), as === 'text' ? TEXT_TYPE : (media ?? BYTES_TYPE));
  const place = String(inline.getHeader('content-disposition')).replace(/^attachment/, 'inline');
  closed(inline, as === 'pdf' ? BY_VIEWER : ALONE).header('content-disposition', place);
  if (as !== 'text') return inline.header('content-length', size ?? 0).send(bytes);
  return inline.send(Readable.from(beginningOf(bytes)));
}

const TEXT_TYPE = 'text/plain; charset=utf-8';

/** Bytes that are no UTF-8 are shown as signs for that. */
async function* beginningOf(bytes: Readable): AsyncGenerator<Buffer> {
  let left = TEXT_SHOWN_BYTES;
  for await (const part of bytes as AsyncIterable<Buffer>) {
    yield part.subarray(0, left);
    left -= part.length;
    if (left <= 0) break;
  }
}

function nameOf({ name }: Evidence): { own: string; ascii: string } {
  return { own: name, ascii: name.replaceAll(/[^A-Za-z0-9._-]+/g, '-') };
}

function closed(reply: FastifyReply, policy: string): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-frame-options', 'SAMEORIGIN');
}
