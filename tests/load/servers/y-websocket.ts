/**
 * Baseline (a): the bare y-websocket relay, y-websocket 2.1.0's own `bin/server.cjs` with its own connection code. It
 * keeps nothing and checks nobody. Source: https://github.com/yjs/y-websocket/tree/v2.1.0/bin
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { setupWSConnection } from 'y-websocket-relay/bin/utils';
import { announce, wantedPort } from './listening.ts';

const sockets = new WebSocketServer({ noServer: true });
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.end('okay');
});
sockets.on('connection', setupWSConnection);
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    sockets.emit('connection', webSocket, request);
  });
});
server.listen(wantedPort(), '127.0.0.1', () => announce((server.address() as AddressInfo).port));
process.once('SIGTERM', () => process.exit(0));
