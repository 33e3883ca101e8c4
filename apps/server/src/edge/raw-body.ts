/** A body of bytes, read after it is known who asks, and no further than its bound. */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';

export const BYTES_TYPE = 'application/octet-stream';

/** Lets requests of this type come to their route with nothing of them read. */
export function takeBytes(app: FastifyInstance): void {
  app.addContentTypeParser(
    BYTES_TYPE,
    async (_request: FastifyRequest, body: IncomingMessage) => body,
  );
}

/** Refusals: file-damaged where there are no bytes, file-too-large. */
export async function bytesOf(
  { body, headers }: FastifyRequest,
  bytesMax: number,
): Promise<Outcome<Uint8Array>> {
  if (Number(headers['content-length'] ?? 0) > bytesMax) return no('file-too-large');
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of (body ?? []) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > bytesMax) return no('file-too-large');
    parts.push(part);
  }
  return length === 0 ? no('file-damaged', 'empty') : yes(Buffer.concat(parts, length));
}
