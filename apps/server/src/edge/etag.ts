/**
 * Answers with an entity tag, and 304 to who has it already (RFC 9110, 8.8.3 and 13.1.2). The tag is a hash of the
 * answer: whatever changes what a person may see changes it too.
 */
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** Sends a view as JSON, or 304. */
export function sendTagged(reply: FastifyReply, view: unknown): FastifyReply {
  const text = JSON.stringify(view);
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  const tag = `"${hash}"`;
  reply.header('etag', tag);
  if (isAmong(tag, reply.request.headers['if-none-match'])) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(text);
}

/** The weak comparison: a proxy that packs answers may have weakened the tag. */
function isAmong(tag: string, header: string | undefined): boolean {
  if (header === undefined) return false;
  return header.split(',').some((part) => {
    const each = part.trim();
    return each === '*' || each.replace(/^W\//, '') === tag;
  });
}
