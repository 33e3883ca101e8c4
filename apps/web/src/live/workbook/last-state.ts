/**
 * Keeps what an open workbook shows, as of the last moment in step with the server, so that the page opens with it
 * where there is no connection.
 */
import type { WorkbookView } from '@tallystick/protocol/views';
import type { Doc } from 'yjs';
import { isConnected } from '../room/connection.ts';
import { KeptRoom } from '../kept/kept-room.ts';
import { viewNow } from '../kept/kept-view.ts';
import { hasLeft, keepView } from '../kept/kept-views.ts';
import type { WorkbookHandle } from './workbook-handle.ts';

/** Wait after a change until it is kept, in milliseconds: a busy room is not written at every key. */
const PACE_MS = 1_000;
/** While connected the time of what is kept is renewed this often, in milliseconds. */
const RENEW_MS = 60_000;

/** What there is to keep at this moment. */
export type Present = {
  view: WorkbookView;
  /** The document where it holds what the server has said and nothing else. */
  settled: Doc | undefined;
  /** The screen is in step with the server. */
  isLive: boolean;
  /** Milliseconds since 1970, UTC. */
  now: number;
};

export function presentOf({ view, state, cells, connection, nameOf }: WorkbookHandle): Present {
  const isLive = isConnected(connection);
  return { view: viewNow(view, state, nameOf), settled: cells.settled, isLive, now: Date.now() };
}

export class LastState {
  private readonly person: string;
  private readonly present: () => Present | undefined;
  private room: KeptRoom | undefined;
  private opening: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly renewal: ReturnType<typeof setInterval>;
  private isClosed = false;

  constructor(person: string, present: () => Present | undefined) {
    this.person = person;
    this.present = present;
    this.renewal = setInterval(() => this.keep(), RENEW_MS);
    if (typeof window !== 'undefined') window.addEventListener('pagehide', this.pageEnds);
  }

  private readonly pageEnds = (): void => this.keep();

  /** The cells that are kept of a room. */
  async recall(room: string): Promise<Map<string, string>> {
    await this.open(room);
    return this.room?.cells() ?? new Map();
  }

  /** Something has changed that is worth keeping. */
  changed(): void {
    this.timer ??= setTimeout(() => this.keep(), PACE_MS);
  }

  /** Keeps what there is now. */
  keep(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const present = this.isClosed || hasLeft(this.person) ? undefined : this.present();
    if (!present?.isLive) return;
    const { view, settled, now } = present;
    const { room } = view;
    // A view whose cells were never kept would open as a workbook that nobody has filled in.
    if (room !== null && settled === undefined && this.room?.room !== room) return;
    void keepView(this.person, { view, at: now });
    if (room === null || settled === undefined) return;
    if (this.room?.room === room) this.room.take(settled);
    else
      void this.open(room).then(() => {
        if (!this.isClosed && this.room?.room === room) this.room.take(settled);
      });
  }

  close(): void {
    this.keep();
    this.isClosed = true;
    clearInterval(this.renewal);
    if (typeof window !== 'undefined') window.removeEventListener('pagehide', this.pageEnds);
    void this.room?.close();
  }

  /** Opens what is kept of a room, once; that of an older generation goes. Calls made meanwhile follow each other. */
  private async open(room: string): Promise<void> {
    this.opening = (this.opening ?? Promise.resolve()).then(async () => {
      if (this.room?.room === room || this.isClosed) return;
      const before = this.room;
      this.room = await KeptRoom.open(this.person, room).catch(() => undefined);
      await before?.forget();
      if (this.isClosed) void this.room?.close();
    });
    await this.opening;
  }
}
