/** A body of bytes, read after it is known who asks, no further than its bound, and no longer than it keeps coming. */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { FILE_STALL_MS } from '../service/limits.ts';

export const BYTES_TYPE = 'application/octet-stream';

/** Lets requests of this type come to their route with nothing of them read. */
export function takeBytes(app: FastifyInstance): void {
  app.addContentTypeParser(
    BYTES_TYPE,
    async (_request: FastifyRequest, body: IncomingMessage) => body,
  );
}

/**
 * Refusals: file-damaged where there are no bytes, file-too-large, file-stalled where nothing comes for `stall_ms`,
 * unavailable where its sender hung up. How long it may take as a whole is the HTTP server's (`HTTP_REQUEST_MS`).
 */
export async function bytesOf(
  { body, headers }: Pick<FastifyRequest, 'body' | 'headers'>,
  { bytesMax, stall_ms = FILE_STALL_MS }: { bytesMax: number; stall_ms?: number },
): Promise<Outcome<Uint8Array>> {
  if (Number(headers['content-length'] ?? 0) > bytesMax) return no('file-too-large');
  if (!(body instanceof Readable)) return no('file-damaged', 'empty');
  if (body.destroyed) return no('unavailable');
  return await gathered(body, { bytesMax, stall_ms });
}

/** By its events: leaving an iteration would end the connection, and the refusal with it. */
function gathered(
  body: Readable,
  { bytesMax, stall_ms }: { bytesMax: number; stall_ms: number },
): Promise<Outcome<Uint8Array>> {
  return new Promise((answer) => {
    const parts: Buffer[] = [];
    let length = 0;
    const take = (part: Buffer) => {
      stall.refresh();
      length += part.length;
      if (length > bytesMax) done(no('file-too-large'));
      else parts.push(part);
    };
    const done = (outcome: Outcome<Uint8Array>) => {
      clearTimeout(stall);
      body.off('data', take).pause();
      answer(outcome);
    };
    const stall = setTimeout(() => done(no('file-stalled')), stall_ms);
    body.on('data', take);
    body.once('end', () =>
      done(length === 0 ? no('file-damaged', 'empty') : yes(Buffer.concat(parts, length))),
    );
    // The second of them comes to nothing: a promise is answered once.
    for (const ended of ['error', 'close']) body.once(ended, () => done(no('unavailable')));
  });
}
