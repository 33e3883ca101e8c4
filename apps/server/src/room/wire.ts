/** Writing to many sockets at once: one prebuilt WebSocket frame for all readers of a room. */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** A server-to-client binary frame with its header, ready for the socket. */
export function wireFrame(payload: Uint8Array): Buffer {
  const length = payload.length;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x82; // FIN, binary
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  frame.set(payload, header);
  return frame;
}

/** The TCP socket below a WebSocket of `ws`; undefined once it is closed. */
export function tcpOf(ws: WebSocket): Socket | undefined {
  if (ws.readyState !== ws.OPEN) return undefined;
  return (ws as unknown as { _socket?: Socket })._socket;
}
