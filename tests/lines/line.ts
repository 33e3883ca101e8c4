/**
 * A line between browser and server as cities have them: slow, far, lossy, flapping, swallowing what it is given, or
 * barring sockets. It is a proxy that the browser is told to use, so page and server keep their own addresses.
 */
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable, type Writable } from 'node:stream';

/** Bytes of a packet: what is slow comes in these. */
const PACKET_BYTES = 1_400;
/** Bytes that a connection may have on the line; more waits with the sender, as TCP has it. */
const WINDOW_BYTES = 65_536;
/** A lost packet is sent again after this time, in milliseconds: all behind it waits. */
const RESENT_MS = 250;

/** How the line is at the moment; tests change it while it is in use. */
export type Conditions = {
  /** Bytes a second towards the browser, over all connections; none: as fast as it goes. */
  down_bytes_s?: number;
  /** Milliseconds one way. */
  delay_ms?: number;
  /** Share of packets that are lost and come later. */
  loss?: number;
  /** Takes everything and carries nothing, and closes nothing. New connections come through afterwards, old ones never. */
  swallows?: boolean;
  /** What becomes of sockets: refused as by a proxy that knows none, or held open without an answer. */
  sockets?: 'open' | 'refused' | 'held';
  /** Nothing comes through and all connections end. */
  isDown?: boolean;
};

/** Of a connection that has lost a byte nothing more comes through, either way: no stream has a gap. */
type Fate = { isDead: boolean };

/** Requests for this host are answered by the line itself with as many bytes as the path says. */
const BARE_HOST = 'bare.test';

export class Line {
  private present: Conditions = {};
  /** What has come while everything was swallowed, and is tried again afterwards, as packets of a new connection are. */
  private readonly waiting: (() => unknown)[] = [];
  /** Bytes carried towards the browser. */
  carried = 0;
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private freeAt = 0;

  private constructor() {
    this.server = createServer((asked, answer) => this.asked(asked, answer));
    this.server.on('connect', (asked: IncomingMessage, socket: Socket) =>
      this.tunnel(asked, socket),
    );
    this.server.on('connection', (socket: Socket) => this.note(socket));
  }

  static async lay(): Promise<Line> {
    const line = new Line();
    await new Promise<void>((listening) => line.server.listen(0, '127.0.0.1', listening));
    return line;
  }

  /** As a browser is told to use it, for this machine's own addresses too. */
  get proxy(): { server: string; bypass: string } {
    return { server: `http://127.0.0.1:${this.port}`, bypass: '<-loopback>' };
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The line goes away: every connection ends. */
  cut(): void {
    this.conditions = { ...this.conditions, isDown: true };
    for (const socket of this.open) socket.destroy();
  }

  get conditions(): Conditions {
    return this.present;
  }

  set conditions(conditions: Conditions) {
    this.present = conditions;
    if (!conditions.swallows) for (const go of this.waiting.splice(0)) go();
  }

  mend(): void {
    this.conditions = {};
  }

  /** Milliseconds in which so many bytes come through by themselves. */
  async bareTime(bytes: number): Promise<number> {
    const began = performance.now();
    await new Promise<void>((done, failed) => {
      const path = `http://${BARE_HOST}/${bytes}`;
      request({ host: '127.0.0.1', port: this.port, path }, (answer) => {
        answer.resume();
        answer.on('end', done);
      })
        .on('error', failed)
        .end();
    });
    return performance.now() - began;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  private note(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.open.delete(socket));
    if (this.conditions.isDown) socket.destroy();
  }

  private asked(asked: IncomingMessage, answer: ServerResponse): void {
    if (this.conditions.swallows) {
      this.waiting.push(() => !answer.destroyed && this.asked(asked, answer));
      return;
    }
    const url = new URL(asked.url ?? '/', 'http://nowhere.test');
    if (url.hostname === BARE_HOST) {
      const bytes = Buffer.alloc(Number(url.pathname.slice(1)));
      answer.writeHead(200, { 'content-length': bytes.length });
      this.carry(Readable.from([bytes]), answer);
      return;
    }
    const { method, headers } = asked;
    const to = { host: url.hostname, port: url.port, path: url.pathname + url.search };
    const beyond = request({ ...to, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      this.carry(answered, answer);
    });
    beyond.on('error', () => answer.destroy());
    answer.once('close', () => beyond.destroy());
    this.carry(asked, beyond, { isUp: true });
  }

  /** A browser reaches sockets, and them alone here, by a tunnel. */
  private tunnel(asked: IncomingMessage, socket: Socket): void {
    const { sockets = 'open', swallows } = this.conditions;
    if (sockets === 'refused') {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    // Taken, and never answered.
    if (sockets === 'held') return;
    if (swallows) {
      this.waiting.push(() => !socket.destroyed && this.tunnel(asked, socket));
      return;
    }
    const [host = '', port = ''] = (asked.url ?? '').split(':');
    const beyond = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      const fate: Fate = { isDead: false };
      this.carry(socket, beyond, { isUp: true, fate });
      this.carry(beyond, socket, { fate });
    });
    this.note(beyond);
    beyond.once('close', () => {
      if (!this.conditions.swallows) socket.destroy();
    });
    socket.once('close', () => beyond.destroy());
  }

  /** Carries what comes, in order, at the line's pace. */
  private carry(
    from: Readable,
    to: Writable,
    { isUp = false, fate = { isDead: false } }: { isUp?: boolean; fate?: Fate } = {},
  ): void {
    const queue: { packet: Buffer; at: number }[] = [];
    let waiting_bytes = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasEnded = false;
    const deliver = (packet: Buffer): void => {
      waiting_bytes -= packet.length;
      if (this.conditions.swallows) fate.isDead = true;
      if (fate.isDead || this.conditions.isDown || to.destroyed) return;
      if (!isUp) this.carried += packet.length;
      to.write(packet);
    };
    const pump = (): void => {
      timer = undefined;
      while (queue[0] && queue[0].at <= performance.now())
        deliver((queue.shift() as (typeof queue)[0]).packet);
      if (from.isPaused() && waiting_bytes < WINDOW_BYTES / 2) from.resume();
      if (queue[0]) timer = setTimeout(pump, Math.max(0, queue[0].at - performance.now()));
      else if (hasEnded && !this.conditions.swallows) to.end();
    };
    from.on('data', (data: Buffer) => {
      if (this.conditions.swallows) fate.isDead = true;
      if (fate.isDead) return;
      waiting_bytes += data.length;
      if (waiting_bytes > WINDOW_BYTES) from.pause();
      for (const packet of packetsOf(data, isUp ? undefined : this.conditions.down_bytes_s)) {
        // What is behind a lost packet waits for it.
        const at = Math.max(queue.at(-1)?.at ?? 0, this.arrival(packet.length, isUp));
        queue.push({ packet, at });
      }
      if (timer === undefined) pump();
    });
    from.once('end', () => {
      hasEnded = true;
      if (timer === undefined) pump();
    });
  }

  /** When a packet that is given now is there. */
  private arrival(bytes: number, isUp: boolean): number {
    const { down_bytes_s, delay_ms = 0, loss = 0 } = this.conditions;
    const now = performance.now();
    let through = now;
    if (!isUp && down_bytes_s !== undefined) {
      this.freeAt = Math.max(this.freeAt, now) + (bytes / down_bytes_s) * 1_000;
      through = this.freeAt;
    }
    return through + delay_ms + (Math.random() < loss ? RESENT_MS : 0);
  }
}

function packetsOf(data: Buffer, down_bytes_s: number | undefined): Buffer[] {
  if (down_bytes_s === undefined || data.length <= PACKET_BYTES) return [data];
  const packets: Buffer[] = [];
  for (let at = 0; at < data.length; at += PACKET_BYTES)
    packets.push(data.subarray(at, at + PACKET_BYTES));
  return packets;
}
