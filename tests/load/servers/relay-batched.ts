/**
 * Baseline (c): the floor of any batching server. It reads nothing, checks nothing, keeps nothing: the messages of 20
 * ms are joined into one frame, built once, and the same bytes are written to every socket.
 */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { announce, wantedPort } from './listening.ts';

/** How long messages are collected before they are sent on. */
const WINDOW_MS = 20;

const sockets = new Set<Socket>();
let collected: Buffer[] = [];

function flush(): void {
  const frame = serverFrame(Buffer.concat(collected));
  collected = [];
  for (const socket of sockets) socket.write(frame);
}

/** One unmasked binary frame (RFC 6455 5.2). */
function serverFrame(payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.of(0x82, length), payload]);
  if (length < 65_536) {
    return Buffer.concat([Buffer.of(0x82, 126, length >> 8, length & 255), payload]);
  }
  const head = Buffer.alloc(10);
  head[0] = 0x82;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

const webSockets = new WebSocketServer({ noServer: true });
const server = createServer();
server.on('upgrade', (request, socket, head) => {
  webSockets.handleUpgrade(request, socket, head, (webSocket) => {
    const raw = socket as Socket;
    sockets.add(raw);
    webSocket.on('close', () => sockets.delete(raw));
    webSocket.on('error', () => sockets.delete(raw));
    webSocket.on('message', (message) => {
      if (collected.length === 0) setTimeout(flush, WINDOW_MS);
      collected.push(message as Buffer);
    });
  });
});
server.listen(wantedPort(), '127.0.0.1', () => announce((server.address() as AddressInfo).port));
process.once('SIGTERM', () => process.exit(0));
