/** Requests that Node itself gives up, before any route is asked: answered in the same form as all other refusals. */
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemOf } from './problem.ts';

const GIVEN_UP: Record<string, { status: number; refusal: Refusal }> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    refusal: refuse('bad-request', 'it did not come to its end in time'),
  },
  HPE_HEADER_OVERFLOW: { status: 431, refusal: refuse('too-large', 'headers') },
};
const OTHER = { status: 400, refusal: refuse('bad-request') };

/** Answers, where anybody is left to answer, and ends the connection: where the next request begins is not known. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, refusal } = GIVEN_UP[error.code ?? ''] ?? OTHER;
  const body = JSON.stringify(problemOf(refusal, status));
  if (socket.writable) {
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
