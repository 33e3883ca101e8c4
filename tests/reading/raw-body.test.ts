/** A body of bytes is taken within its bound and while it keeps coming, and the refusal reaches who sent it. */
import { bytesOf } from '@tallystick/server/edge/raw-body';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: Server;
/** What became of each body, in the order in which they ended. */
const outcomes: string[] = [];

beforeAll(async () => {
  server = createServer((body, response) => {
    void bytesOf({ body, headers: body.headers }, { bytesMax: 1_000, stall_ms: 100 }).then(
      (taken) => {
        const told = taken.ok ? `${taken.value.length} bytes` : taken.refusal.code;
        outcomes.push(told);
        response.end(told);
      },
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => void server.close());

type Told = { headers?: Record<string, string>; parts: string[]; isEnded: boolean };

/** Sends parts and ends or not; the answer. */
function send({ headers = {}, parts, isEnded }: Told): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((answer, fail) => {
    const asked = request({ port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        answer(text);
        asked.destroy();
      });
    });
    asked.on('error', fail);
    for (const part of parts) asked.write(part);
    if (isEnded) asked.end();
    else asked.flushHeaders();
  });
}

test.each([
  ['what comes whole is taken', { parts: ['ab', 'c'], isEnded: true }, '3 bytes'],
  ['nothing is no file', { parts: [], isEnded: true }, 'file-damaged'],
  [
    'one that says it is too large is not read',
    { headers: { 'content-length': '1001' }, parts: ['x'], isEnded: false },
    'file-too-large',
  ],
  [
    'one that turns out too large is read no further',
    { parts: ['x'.repeat(2_000)], isEnded: false },
    'file-too-large',
  ],
  ['one of which nothing more comes is let go', { parts: ['x'], isEnded: false }, 'file-stalled'],
  ['one that never begins is let go', { parts: [], isEnded: false }, 'file-stalled'],
])('%s', async (_what, told: Told, outcome) => {
  expect(await send(told)).toBe(outcome);
});

test('who hangs up is waited for no longer', async () => {
  const before = outcomes.length;
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: '127.0.0.1', method: 'POST' });
  asked.on('error', () => undefined);
  asked.write('x', () => asked.destroy());
  while (outcomes.length === before) await new Promise((turn) => setTimeout(turn, 5));
  expect(outcomes.at(-1)).toBe('unavailable');
});
