/** The one function taken from y-websocket 2.1.0's server, which ships no types for it. */
declare module 'y-websocket-relay/bin/utils' {
  import type { IncomingMessage } from 'node:http';
  import type { WebSocket } from 'ws';
  export function setupWSConnection(socket: WebSocket, request: IncomingMessage): void;
}
