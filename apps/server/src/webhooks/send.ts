/**
 * One delivery over the wire: signed, to a pinned address, no redirect followed, little of the answer read.
 * Own file because it is the only place where the server is a client.
 */
import { createHmac } from 'node:crypto';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { WEBHOOK_ANSWER_MS } from '../limits.ts';
import type { Pinned } from './target.ts';

/** `v1=` and HMAC-SHA-256 over the timestamp, a point and the body, in hexadecimal. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

export type Delivery = {
  url: URL;
  pinned: Pinned;
  secret: string;
  /** Names the delivery: the same one sent again has the same id. */
  id: string;
  body: string;
  /** Milliseconds since 1970, UTC. */
  at: number;
};

/** Undefined where the receiver took it (2xx); else why not, in a few words. */
export async function send(delivery: Delivery): Promise<string | undefined> {
  const { url, pinned, secret, id, body, at } = delivery;
  const timestamp = String(Math.floor(at / 1_000));
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return await new Promise((answer) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(WEBHOOK_ANSWER_MS),
        // The name was looked up before; it is not asked for again, so it cannot have moved meanwhile.
        lookup: (_host, options, found) => {
          const { address, family } = pinned;
          if (options.all === true) found(null, [{ address, family }]);
          else found(null, address, family);
        },
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Tallystick',
          'tallystick-delivery': id,
          'tallystick-timestamp': timestamp,
          'tallystick-signature': signatureOf(secret, timestamp, body),
        },
      },
      (response: IncomingMessage) => {
        const { statusCode = 0 } = response;
        // What it says is of no use here, so nothing of it is read.
        response.destroy();
        answer(statusCode >= 200 && statusCode < 300 ? undefined : `answered ${statusCode}`);
      },
    );
    sent.on('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.name));
    sent.end(body);
  });
}
