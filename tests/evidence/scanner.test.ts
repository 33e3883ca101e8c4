/** A scanner that speaks clamd's protocol is asked about every file, and one that was not judged is not kept. */
import { scan } from '@tallystick/server/evidence/scanner';
import { readScanner } from '@tallystick/server/service/scanner-config';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** The sign that every scanner knows to mean no harm and to be found (eicar.org), in two parts for those that read this. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);

let folder: string;
let server: Server | undefined;
const sockets = new Set<Socket>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  await rm(folder, { recursive: true });
});

/** The pieces of a stream put together; undefined while it has not come to its end. */
function streamIn(bytes: Buffer): string | undefined {
  const command = 'zINSTREAM\0';
  if (bytes.toString('latin1', 0, command.length) !== command) return undefined;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts).toString('latin1');
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

async function listen(judge: (socket: Socket, file: string) => void) {
  server = createServer((socket) => {
    sockets.add(socket);
    let bytes = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      bytes = Buffer.concat([bytes, part]);
      const file = streamIn(bytes);
      if (file !== undefined) judge(socket, file);
    });
  });
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

async function aFile(text: string): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, text);
  return path;
}

test('a file is sent whole, and kept or not as the scanner says', async () => {
  const seen: number[] = [];
  const place = await listen((socket, file) => {
    seen.push(file.length);
    socket.end(file.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
  });
  expect(await scan(place, await aFile('x'.repeat(300_000)))).toEqual({ ok: true, value: null });
  expect(await scan(place, await aFile(`${'x'.repeat(70_000)}${EICAR}`))).toEqual({
    ok: false,
    refusal: { code: 'evidence-harmful' },
  });
  expect(seen).toEqual([300_000, 70_000 + EICAR.length]);
});

test('no answer, half of one, a fault or nobody there is not "no harm"', async () => {
  const unscanned = { ok: false, refusal: { code: 'evidence-unscanned' } };
  const path = await aFile('x');
  for (const said of [
    'INSTREAM size limit exceeded. ERROR\0',
    'stream: ',
    '',
    'stream: OK FOUND?\0',
  ]) {
    const place = await listen((socket) => socket.end(said));
    expect(await scan(place, path), said).toEqual(unscanned);
    server?.close();
  }
  const silent = await listen(() => undefined);
  expect(await scan(silent, path, 50)).toEqual(unscanned);
  server?.close();
  expect(await scan({ path: join(folder, 'none.ctl') }, path)).toEqual(unscanned);
});

test('where it listens is a host with a port, or a path', () => {
  expect(readScanner({})).toBeNull();
  expect(readScanner({ CLAMD: ' ' })).toBeNull();
  expect(readScanner({ CLAMD: '127.0.0.1:3310' })).toEqual({ host: '127.0.0.1', port: 3310 });
  expect(readScanner({ CLAMD: '[::1]:3310' })).toEqual({ host: '::1', port: 3310 });
  expect(readScanner({ CLAMD: '/run/clamd.ctl' })).toEqual({ path: '/run/clamd.ctl' });
  for (const CLAMD of ['clamd', '127.0.0.1:0', '127.0.0.1:99999', 'http://x'])
    expect(readScanner({ CLAMD })).toMatchObject({ fault: expect.stringContaining('CLAMD=') });
});
