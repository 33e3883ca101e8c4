/** One delivery over the wire: signed, to a pinned address, no redirect followed, little of the answer read. */
import { createHmac } from 'node:crypto';
import { type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { TcpNetConnectOpts } from 'node:net';
import { WEBHOOK_ADDRESS_MS, WEBHOOK_ANSWER_MS } from '../service/limits.ts';
import type { Pinned } from './target.ts';

/** `v1=` and HMAC-SHA-256 over the timestamp, a point and the body, in hexadecimal. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

export type Delivery = {
  url: URL;
  /** Where it may go, in the order in which they are tried until one takes the connection. */
  pinned: readonly Pinned[];
  secret: string;
  /** Names the delivery: the same one sent again has the same id. */
  id: string;
  body: string;
  /** Milliseconds since 1970, UTC. */
  at: number;
};

/** What goes on to the socket as well, though the type of a request does not say so. */
type Options = RequestOptions &
  Pick<TcpNetConnectOpts, 'autoSelectFamily' | 'autoSelectFamilyAttemptTimeout'>;

function optionsOf({ pinned, secret, id, body, at }: Delivery): Options {
  const timestamp = String(Math.floor(at / 1_000));
  return {
    method: 'POST',
    agent: false,
    signal: AbortSignal.timeout(WEBHOOK_ANSWER_MS),
    // The name was looked up before; it is not asked for again, so it cannot have moved meanwhile.
    lookup: (_host, _options, found) => found(null, [...pinned]),
    // The next address is tried where one is not reached: IPv6 comes first also where there is no way to it.
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: WEBHOOK_ADDRESS_MS,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Tallystick',
      'tallystick-delivery': id,
      'tallystick-timestamp': timestamp,
      'tallystick-signature': signatureOf(secret, timestamp, body),
    },
  };
}

/** Undefined where the receiver took it (2xx); else why not, in a few words. */
export async function send(delivery: Delivery): Promise<string | undefined> {
  const { url, body } = delivery;
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return await new Promise((answer) => {
    const sent = request(url, optionsOf(delivery), (response: IncomingMessage) => {
      const { statusCode = 0 } = response;
      // What it says is of no use here, so nothing of it is read.
      response.destroy();
      answer(statusCode >= 200 && statusCode < 300 ? undefined : `answered ${statusCode}`);
    });
    sent.on('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.name));
    sent.end(body);
  });
}
