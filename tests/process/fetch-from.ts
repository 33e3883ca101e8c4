/** `fetch` from an address of one's own. */
import { request } from 'node:http';
import { Readable } from 'node:stream';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Linux answers on all of 127.0.0.0/8; elsewhere all ask from one address. */
export function fetchFrom(nth: number): Fetch {
  if (process.platform !== 'linux') return fetch;
  const localAddress = `127.0.2.${1 + (nth % 250)}`;
  return async (url, init = {}) =>
    await new Promise((answer, failed) => {
      const headers = Object.fromEntries(new Headers(init.headers).entries());
      const method = init.method ?? 'GET';
      const asked = request(url, { method, headers, localAddress }, (reply) => {
        const told = new Headers();
        for (const [name, value] of Object.entries(reply.headers)) {
          if (value !== undefined) told.set(name, String(value));
        }
        const status = reply.statusCode ?? 500;
        const isEmpty = status === 204 || status === 304;
        if (isEmpty) reply.resume();
        const body = isEmpty ? null : (Readable.toWeb(reply) as ReadableStream<Uint8Array>);
        answer(new Response(body, { status, headers: told }));
      });
      asked.on('error', failed);
      const { body } = init;
      asked.end(typeof body === 'string' || body instanceof Uint8Array ? body : undefined);
    });
}

/** In turn from `count` addresses: the bound on requests is one of a person at one address. */
export function fetchInTurn(nth: number, count: number): Fetch {
  const fetches = Array.from({ length: count }, (_, i) => fetchFrom(nth * count + i));
  let asked = 0;
  return async (url, init) => await (fetches[asked++ % count] as Fetch)(url, init);
}
