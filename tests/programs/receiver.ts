/** Somebody who receives webhooks, on this machine. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { headers: IncomingHttpHeaders; body: string; path: string };
export type Receiver = {
  origin: string;
  port: number;
  received: Received[];
  /** Every connection, answered or not. */
  connections: () => number;
  close: () => Promise<void>;
};

/** Listens on a loopback address; `answer` gives the status, and where it leads on. */
export async function startReceiver(
  answer: (seen: number) => { status: number; location?: string } = () => ({ status: 204 }),
  host = '127.0.0.1',
): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body, path: request.url ?? '' });
      const { status, location } = answer(received.length);
      response.writeHead(status, location === undefined ? {} : { location });
      response.end();
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((listening) => server.listen(0, host, listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    port,
    received,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
