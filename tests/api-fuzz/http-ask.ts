/**
 * One HTTP request from a chosen address of this machine. `fetch` can neither choose the address nor send what a
 * careless program sends; the server counts requests by address, and the fuzzer is many programs.
 */
import { request } from 'node:http';
import type { Answered } from './described-api.ts';

export type Ask = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** 127.0.0.N, the sender. */
  from: string;
};

/** Longest wait for an answer. */
const ANSWER_MS = 20_000;

/** The answer; of a stream only its head. */
export async function ask(port: number, asked: Ask): Promise<Answered> {
  return await new Promise((answer, failed) => {
    const { method, path, headers, body, from } = asked;
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, localAddress: from, agent: false },
      (response) => {
        const status = response.statusCode ?? 0;
        const type = String(response.headers['content-type'] ?? '');
        if (type.startsWith('text/event-stream')) {
          response.destroy();
          answer({ status, type, body: undefined });
          return;
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => answer({ status, type, body: Buffer.concat(chunks) }));
        response.on('error', failed);
      },
    );
    sent.setTimeout(ANSWER_MS, () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
    sent.on('error', failed);
    sent.end(body);
  });
}
