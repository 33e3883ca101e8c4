/** The socket's front door: path, origin and session are checked before the upgrade; nothing is read before that. */
import type { Hocuspocus } from '@hocuspocus/server';
import type { FastifyBaseLogger } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE } from '@tallystick/protocol/close-codes';
import { namesTwoHosts } from '../edge/address.ts';
import type { Guard } from '../edge/guard.ts';
import { COLLAB_PATH } from '../edge/place.ts';
import {
  PLAIN_PULSE_MS,
  SOCKET_ENTER_MS,
  SOCKET_CHUNKS_MAX,
  SOCKET_FRAGMENTS_MAX,
  SOCKET_FRAME_BYTES_MAX,
  SOCKETS_MAX,
  SOCKETS_PER_PERSON_MAX,
} from '../service/limits.ts';
import type { Session, Sessions } from '../people/sessions.ts';
import type { Tokens } from '../people/tokens.ts';
import type { KeepRefused } from '../workbook/refused-drafts.ts';
import { serve } from '../room/defect.ts';
import { PlainSocket } from './plain-socket.ts';
import { type OpenWorkbook, RoomSocket } from './room-socket.ts';
import { type Entrant, YjsDoor } from './yjs-door.ts';

/** Milliseconds between two looks whether the sessions of open sockets still stand. */
const SESSION_CHECK_MS = 30_000;
/** Milliseconds that a client has to close after it was turned away at the door. */
const TURNED_AWAY_CLOSE_MS = 2_000;

type Made = {
  server: Server;
  hocuspocus: Hocuspocus;
  guard: Guard;
  sessions: Sessions;
  tokens: Tokens;
  openWorkbook: OpenWorkbook;
  keepRefused: KeepRefused;
  log: FastifyBaseLogger;
};

export class Upgrades {
  readonly #made: Made;
  readonly #sockets = new Set<RoomSocket | PlainSocket>();
  /** Ids of tokens among the sessions of open sockets. */
  readonly #tokenIds = new Set<string>();
  readonly #door: YjsDoor;
  readonly #wss = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: SOCKET_FRAME_BYTES_MAX,
    maxFragments: SOCKET_FRAGMENTS_MAX,
    maxBufferedChunks: SOCKET_CHUNKS_MAX,
  });
  readonly #check: NodeJS.Timeout;
  readonly #pulse: NodeJS.Timeout;
  #closed = false;

  constructor(made: Made) {
    this.#made = made;
    this.#door = new YjsDoor(made);
    made.server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head).catch((error: unknown) => {
        made.log.error({ error }, 'upgrade failed');
        socket.destroy();
      });
    });
    made.sessions.onEnd((session) => this.#endSession(session));
    made.tokens.onEnd((token) => this.#endSession(token));
    this.#check = setInterval(() => {
      this.#endOverdue().catch((error: unknown) => made.log.error({ error }, 'session check'));
    }, SESSION_CHECK_MS);
    this.#check.unref();
    this.#pulse = setInterval(() => {
      for (const socket of this.#sockets) if (socket.isPlain) serve(socket, () => socket.pulse());
    }, PLAIN_PULSE_MS);
    this.#pulse.unref();
  }

  get count(): number {
    return this.#sockets.size;
  }

  /** Takes no new sockets and tells those that are open to come back in a moment. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#check);
    clearInterval(this.#pulse);
    for (const socket of this.#sockets) socket.close(CLOSE.GOING_DOWN, 'going down');
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (this.#closed) return refuseUpgrade(socket, 404, 'Not Found');
    if (namesTwoHosts(request)) return refuseUpgrade(socket, 400, 'Two Host headers');
    if (YjsDoor.isPath(path)) return await this.#upgradePlain(request, socket, head);
    if (path !== COLLAB_PATH) return refuseUpgrade(socket, 404, 'Not Found');
    const allowed = await this.#made.guard.upgrade(request);
    if (!allowed.ok) {
      const signedOut = allowed.refusal.code === 'not-signed-in';
      return refuseUpgrade(socket, signedOut ? 401 : 403, signedOut ? 'Unauthorized' : 'Forbidden');
    }
    if (this.#isFull(allowed.value)) return refuseUpgrade(socket, 429, 'Too Many Requests');
    this.#wss.handleUpgrade(request, socket, head, (ws) => this.#open(ws, request, allowed.value));
  }

  #isFull({ person }: Session): boolean {
    if (this.#sockets.size >= SOCKETS_MAX) return true;
    let mine = 0;
    for (const open of this.#sockets) if (open.person === person.person) mine++;
    return mine >= SOCKETS_PER_PERSON_MAX;
  }

  async #upgradePlain(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const entrance = await this.#door.enter(request);
    if (entrance.kind === 'refused' && entrance.status === 403) {
      return refuseUpgrade(socket, 403, 'Forbidden');
    }
    const isFull = entrance.kind === 'entrant' && this.#isFull(entrance.entrant.session);
    if (entrance.kind === 'refused' || isFull || this.#sockets.size >= SOCKETS_MAX) {
      return refuseUpgrade(socket, 429, 'Too Many Requests');
    }
    this.#wss.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate());
      if (entrance.kind === 'entrant') {
        this.#openPlain(ws, entrance.entrant);
        return;
      }
      ws.close(entrance.code, entrance.reason);
      setTimeout(() => ws.terminate(), TURNED_AWAY_CLOSE_MS).unref();
    });
  }

  #openPlain(ws: WebSocket, entrant: Entrant): void {
    ws.binaryType = 'nodebuffer';
    const { keepRefused, log } = this.#made;
    const socket = new PlainSocket({ ws, ...entrant, keepRefused, log });
    const { id, person } = entrant.session;
    this.#sockets.add(socket);
    if (entrant.isToken) this.#tokenIds.add(id);
    ws.on('message', (data: Buffer, isBinary) => {
      if (isBinary) serve(socket, () => socket.receive(data));
      else socket.close(CLOSE.FORBIDDEN, 'binary messages only');
    });
    ws.on('pong', () => socket.heard());
    ws.on('close', () => {
      this.#sockets.delete(socket);
      if (socket.wasTurnedAway) this.#door.noteTurnedAway(person.person);
      serve(socket, () => socket.gone());
    });
    if (!entrant.workbook.join(socket)) socket.close(CLOSE.FULL, 'the workbook is full');
  }

  #open(ws: WebSocket, request: IncomingMessage, session: Session): void {
    ws.binaryType = 'nodebuffer';
    const { openWorkbook, log } = this.#made;
    const socket = new RoomSocket({ ws, session, openWorkbook, log });
    this.#sockets.add(socket);
    if (this.#made.sessions.isEnding(session.id)) socket.close(CLOSE.UNAUTHORIZED, 'signed out');
    // A socket is for a room; one that asks for none is not kept.
    const late = setTimeout(() => {
      if (!socket.hasEntered) socket.close(CLOSE.FORBIDDEN, 'no room was entered');
    }, SOCKET_ENTER_MS);
    late.unref();
    // Only the path is asked for; a Host header can be anything, and no URL can be made of some.
    const url = `http://localhost${request.url ?? '/'}`;
    const client = this.#made.hocuspocus.handleConnection(ws, new Request(url), { socket });
    socket.passTo((data) => client.handleMessage(data));
    ws.on('message', (data: Buffer, isBinary) => {
      client.lastMessageReceivedAt = Date.now();
      if (isBinary) serve(socket, () => socket.receive(data));
      else socket.close(CLOSE.FORBIDDEN, 'binary messages only');
    });
    ws.on('error', () => ws.terminate());
    ws.on('close', (code, reason) => {
      clearTimeout(late);
      this.#sockets.delete(socket);
      serve(socket, () => socket.gone());
      serve(socket, () => client.handleClose({ code, reason: reason.toString() }));
    });
  }

  #endSession(session: string): void {
    for (const socket of this.#sockets) {
      if (socket.session.id === session) socket.close(CLOSE.UNAUTHORIZED, 'signed out');
    }
  }

  /** A session that came to its end without anybody asking for it ends its sockets too. */
  async #endOverdue(): Promise<void> {
    const { sessions, tokens } = this.#made;
    const ids = new Set([...this.#sockets].map((socket) => socket.session.id));
    for (const id of this.#tokenIds) if (!ids.has(id)) this.#tokenIds.delete(id);
    for (const id of ids) {
      const stands = this.#tokenIds.has(id) ? await tokens.stands(id) : await sessions.stands(id);
      if (!stands) this.#endSession(id);
    }
  }
}

function refuseUpgrade(socket: Duplex, status: number, text: string): void {
  // Whoever goes on sending, or never hangs up, would hold the connection for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
