/**
 * The socket's front door: path, origin and session are checked before the upgrade; nothing is read before that.
 * Own file because everything a stranger can do to a socket ends here.
 */
import type { Hocuspocus } from '@hocuspocus/server';
import type { FastifyBaseLogger } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE } from '@tallystick/protocol/close-codes';
import type { Guard } from '../http/guard.ts';
import { SOCKET_FRAME_BYTES_MAX, SOCKETS_MAX, SOCKETS_PER_PERSON_MAX } from '../limits.ts';
import type { Session, Sessions } from '../people/sessions.ts';
import { type OpenWorkbook, RoomSocket } from './room-socket.ts';

export const COLLAB_PATH = '/collab';

/** Milliseconds between two looks whether the sessions of open sockets still stand. */
const SESSION_CHECK_MS = 30_000;

type Made = {
  server: Server;
  hocuspocus: Hocuspocus;
  guard: Guard;
  sessions: Sessions;
  openWorkbook: OpenWorkbook;
  log: FastifyBaseLogger;
};

export class Upgrades {
  readonly #made: Made;
  readonly #sockets = new Set<RoomSocket>();
  readonly #wss = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: SOCKET_FRAME_BYTES_MAX,
  });
  readonly #check: NodeJS.Timeout;
  #closed = false;

  constructor(made: Made) {
    this.#made = made;
    made.server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head).catch((error: unknown) => {
        made.log.error({ error }, 'upgrade failed');
        socket.destroy();
      });
    });
    made.sessions.onEnd((session) => this.#endSession(session));
    this.#check = setInterval(() => {
      this.#endOverdue().catch((error: unknown) => made.log.error({ error }, 'session check'));
    }, SESSION_CHECK_MS);
    this.#check.unref();
  }

  get count(): number {
    return this.#sockets.size;
  }

  /** Takes no new sockets and tells those that are open to come back in a moment. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#check);
    for (const socket of this.#sockets) socket.close(CLOSE.GOING_DOWN, 'going down');
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '').split('?')[0];
    if (path !== COLLAB_PATH || this.#closed) return refuseUpgrade(socket, 404, 'Not Found');
    const allowed = await this.#made.guard.upgrade(request);
    if (!allowed.ok) {
      const signedOut = allowed.refusal.code === 'not-signed-in';
      return refuseUpgrade(socket, signedOut ? 401 : 403, signedOut ? 'Unauthorized' : 'Forbidden');
    }
    const person = allowed.value.person.person;
    const mine = [...this.#sockets].filter((open) => open.person === person).length;
    if (mine >= SOCKETS_PER_PERSON_MAX || this.#sockets.size >= SOCKETS_MAX) {
      return refuseUpgrade(socket, 429, 'Too Many Requests');
    }
    this.#wss.handleUpgrade(request, socket, head, (ws) => this.#open(ws, request, allowed.value));
  }

  #open(ws: WebSocket, request: IncomingMessage, session: Session): void {
    ws.binaryType = 'nodebuffer';
    const socket = new RoomSocket({ ws, session, openWorkbook: this.#made.openWorkbook });
    this.#sockets.add(socket);
    // Only the path is asked for; a Host header can be anything, and no URL can be made of some.
    const url = `http://localhost${request.url ?? '/'}`;
    const client = this.#made.hocuspocus.handleConnection(ws, new Request(url), { socket });
    socket.passTo((data) => client.handleMessage(data));
    ws.on('message', (data: Buffer, isBinary) => {
      client.lastMessageReceivedAt = Date.now();
      if (isBinary) socket.receive(data);
      else socket.close(CLOSE.FORBIDDEN, 'binary messages only');
    });
    ws.on('error', () => ws.terminate());
    ws.on('close', (code, reason) => {
      this.#sockets.delete(socket);
      socket.gone();
      client.handleClose({ code, reason: reason.toString() });
    });
  }

  #endSession(session: string): void {
    for (const socket of this.#sockets) {
      if (socket.session.id === session) socket.close(CLOSE.UNAUTHORIZED, 'signed out');
    }
  }

  /** A session that came to its end without anybody asking for it ends its sockets too. */
  async #endOverdue(): Promise<void> {
    const ids = new Set([...this.#sockets].map((socket) => socket.session.id));
    for (const id of ids) {
      if (!(await this.#made.sessions.stands(id))) this.#endSession(id);
    }
  }
}

function refuseUpgrade(socket: Duplex, status: number, text: string): void {
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
