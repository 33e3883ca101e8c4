/** HTTP as an attacker sends it: any method, any header, or bytes that are no HTTP at all. */
import { request, type RequestOptions } from 'node:http';
import { connect } from 'node:net';

export type Answer = { status: number; headers: Record<string, unknown>; body: string };
export type Headers = Record<string, string | string[]>;
export type Sent = {
  method: string;
  path: string;
  headers: Headers;
  body?: string | Buffer;
  /** The address to ask from; requests are counted by it. */
  from?: string;
};

const WAIT_MS = 15_000;

/** An address to ask from: requests are counted by it, and Linux answers on all of 127.0.0.0/8. */
export function addressOf(i: number): string {
  return process.platform === 'linux' ? `127.0.1.${1 + (i % 200)}` : '127.0.0.1';
}

/** Sends one request and reads the whole answer. Status 0 where the connection ended without one. */
export async function send(port: number, sent: Sent): Promise<Answer> {
  return await new Promise((answer) => {
    const { method, path, body, from } = sent;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const headers = { ...length, ...sent.headers };
    const to = { host: '127.0.0.1', port, ...(from === undefined ? {} : { localAddress: from }) };
    const options: RequestOptions = { ...to, method, path, headers, agent: false };
    const asked = request({ ...options, timeout: WAIT_MS }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => {
        text += chunk;
      });
      const done = () =>
        answer({ status: reply.statusCode ?? 0, headers: reply.headers, body: text });
      reply.on('end', done);
      reply.on('error', done);
    });
    asked.on('upgrade', (reply, socket) => {
      socket.destroy();
      answer({ status: reply.statusCode ?? 0, headers: reply.headers, body: '' });
    });
    const silent = () => answer({ status: 0, headers: {}, body: '' });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', silent);
    asked.on('close', silent);
    // Whatever became of the connection: an answer that does not come is told as none.
    const late = setTimeout(() => {
      asked.destroy();
      silent();
    }, 2 * WAIT_MS);
    asked.on('close', () => clearTimeout(late));
    asked.end(body);
  });
}

/** The status with which a socket's handshake is answered: 101 is let in. */
export async function handshake(port: number, headers: Headers, path = '/collab'): Promise<Answer> {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  return await send(port, { method: 'GET', path, headers: { ...upgrade, ...headers } });
}

/** Bytes as they are; answers what came back until the other side closed or fell silent. */
export async function sendBytes(
  port: number,
  bytes: string | Buffer,
  silence_ms = 300,
): Promise<string> {
  return await new Promise((answer) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(silence_ms, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => answer(text));
  });
}
