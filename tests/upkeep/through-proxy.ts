/**
 * What people and programs do, asked through a proxy with TLS: pages, changes, sockets, streams. The proxy runs the file
 * that is shipped, with ports, certificate and folders of the test in the places of the real ones.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';

export const NAME = 'kpi.city.example';
const START_MS = 20_000;
const run = promisify(execFile);

/** Where a program of the system is; undefined where this machine has none. */
export function programAt(name: string): string | undefined {
  const named = process.env[name.toUpperCase()];
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/sbin', '/usr/bin');
  return [named ?? '', ...folders.map((folder) => join(folder, name))].find(
    (path) => path !== '' && existsSync(path),
  );
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** A certificate that the test makes itself. */
export async function makeCertificate(folder: string): Promise<{ cert: string; key: string }> {
  const made = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', made.key, '-out', made.cert, '-days', '2'];
  await run('openssl', ['req', ...kind, ...files, ...subject]);
  return made;
}

export type Proxy = { port: number; said: () => string; stop: () => Promise<void> };

/** Starts a proxy and waits until it takes connections. */
export async function startProxy(
  program: string,
  args: string[],
  { port, env = {} }: { port: number; env?: Record<string, string> },
): Promise<Proxy> {
  const child: ChildProcess = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      said += data.toString();
    });
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  const until = performance.now() + START_MS;
  while (!(await answers(port))) {
    if (performance.now() > until || child.exitCode !== null)
      throw new Error(`${program} does not serve: ${said}`);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { port, said: () => said, stop };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', servername: NAME, rejectUnauthorized: false });
  return await new Promise((done) => {
    socket.on('error', () => done(false));
    socket.on('secureConnect', () => {
      socket.destroy();
      done(true);
    });
  });
}

export type Asked = {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** An address of this machine to come from. */
  from?: string;
};

/** A browser before the proxy: it trusts the test's certificate alone, and keeps one cookie. */
export class Visitor {
  readonly port: number;
  readonly ca: Buffer;
  cookie = '';

  constructor(port: number, ca: Buffer) {
    this.port = port;
    this.ca = ca;
  }

  async open(path: string, asked: Asked = {}): Promise<IncomingMessage> {
    const { method = 'GET', headers = {}, body, from } = asked;
    const text = body === undefined ? undefined : JSON.stringify(body);
    return await new Promise((answered, failed) => {
      const going = request(
        {
          host: '127.0.0.1',
          port: this.port,
          servername: NAME,
          ca: this.ca,
          method,
          path,
          agent: false,
          ...(from === undefined ? {} : { localAddress: from }),
          headers: {
            host: NAME,
            origin: `https://${NAME}`,
            cookie: this.cookie,
            ...(text === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        answered,
      );
      going.on('error', failed);
      going.end(text);
    });
  }

  async ask(path: string, asked: Asked = {}): Promise<{ status: number; text: string }> {
    const answer = await this.open(path, asked);
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
    if (cookie !== undefined) this.cookie = cookie;
    let text = '';
    for await (const data of answer) text += String(data);
    return { status: answer.statusCode ?? 0, text };
  }

  /** The first line that the answer to a socket's handshake begins with. */
  async handshake(path: string): Promise<string> {
    const socket = connect({ port: this.port, host: '127.0.0.1', servername: NAME, ca: this.ca });
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${NAME}\r\nOrigin: https://${NAME}\r\nCookie: ${this.cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    return await new Promise((done, failed) => {
      socket.on('error', failed);
      socket.once('data', (data: Buffer) => {
        socket.destroy();
        done(data.toString().split('\r\n')[0] ?? '');
      });
    });
  }
}
