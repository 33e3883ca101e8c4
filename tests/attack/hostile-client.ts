/**
 * A socket in hostile hands: speaks what it is told, waits for the server's answer or close. `ws` hides what a hostile
 * client needs (frames below the protocol) and shows what it answers.
 */
import { connect, type Socket } from 'node:net';
import WebSocket from 'ws';
import type { ApiClient } from '../process/api-client.ts';
import { authMessage } from './socket-junk.ts';

/** Milliseconds of silence after which a junk message counts as swallowed. */
const SILENCE_MS = 40;
const WAIT_MS = 10_000;

export type Heard = {
  /** Close code, or null where the server kept the socket open. */
  code: number | null;
  /** All that was heard as latin-1 text, close reason included: what a leak would stand in. */
  text: string;
};

/** Opens a socket, enters the room where one is named, says the messages, and hears what comes back. */
export async function sayJunk(
  api: ApiClient,
  room: string | null,
  messages: (Uint8Array | string)[],
): Promise<Heard> {
  const ws = new WebSocket(`${api.url.replace('http', 'ws')}/collab`, {
    headers: { cookie: api.cookie, origin: api.url },
  });
  const heard: Heard = { code: null, text: '' };
  let lastAt = performance.now();
  ws.on('message', (data: Buffer) => {
    lastAt = performance.now();
    heard.text += data.toString('latin1');
  });
  ws.on('close', (code, reason) => {
    heard.code = code;
    heard.text += reason.toString('latin1');
  });
  ws.on('error', (error) => {
    heard.text += error.message.includes('Unexpected server response') ? error.message : '';
  });
  await until(() => ws.readyState !== WebSocket.CONNECTING);
  if (room !== null && ws.readyState === WebSocket.OPEN) {
    ws.send(authMessage(room));
    await until(() => heard.text.length > 0 || heard.code !== null);
  }
  for (const message of messages)
    if (ws.readyState === WebSocket.OPEN) ws.send(message, () => undefined);
  lastAt = performance.now();
  await until(() => heard.code !== null || performance.now() - lastAt > SILENCE_MS);
  ws.terminate();
  return heard;
}

/** A right handshake by hand, then bytes; answers what came back until the other side closed or fell silent. */
export async function sayBytes(api: ApiClient, bytes: Buffer): Promise<Heard> {
  const heard: Heard = { code: null, text: '' };
  let lastAt = performance.now();
  let isOpen = true;
  const socket: Socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.on('data', (data: Buffer) => {
    lastAt = performance.now();
    heard.text += data.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isOpen = false;
  });
  socket.write(
    `GET /collab HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: ${api.url}\r\nCookie: ${api.cookie}\r\n\r\n`,
  );
  await until(() => heard.text.includes('\r\n\r\n') || !isOpen);
  socket.write(bytes, () => undefined);
  lastAt = performance.now();
  await until(() => !isOpen || performance.now() - lastAt > SILENCE_MS);
  if (!isOpen) heard.code = 1006;
  socket.destroy();
  return heard;
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error('a hostile socket got no answer and no end');
    await new Promise((turn) => setTimeout(turn, 2));
  }
}
