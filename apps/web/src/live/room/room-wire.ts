/**
 * The library's socket, watched. A line that takes everything and brings nothing looks like a quiet room: so a silent one
 * is asked, and who does not answer is gone. The library would try to close such a socket, which waits for the very other
 * side that is gone, and where it gives up it tells nobody.
 */
import {
  HocuspocusProviderWebsocket,
  type HocuspocusProviderWebsocketConfiguration,
} from '@hocuspocus/provider';
import { FIRST_ANSWER_MS, LOOK_MS, SILENCE_ASKED_MS, SILENCE_LOST_MS } from '../kept/limits.ts';

/** As the library closes a connection that has gone silent. */
const WENT_SILENT = { code: 4408, reason: 'offline' };

export type WireWatch = {
  /** Asks the server for something that it answers at once. */
  ask(): void;
  /** Nobody has looked for so long that the line may be anything: it is asked, and nothing is known before the answer. */
  doubted(): unknown;
  /** It has answered after all. */
  answered(): unknown;
};

export class RoomWire extends HocuspocusProviderWebsocket {
  private readonly watch: WireWatch;
  private triedAt = Date.now();
  private askedAt = 0;
  private isDoubted = false;

  constructor(configuration: HocuspocusProviderWebsocketConfiguration, watch: WireWatch) {
    // The library looks ten times in this time.
    super({ ...configuration, messageReconnectTimeout: LOOK_MS * 10 });
    this.watch = watch;
    if (typeof document !== 'undefined') document.addEventListener?.('visibilitychange', this.look);
  }

  /** Closes this side at once, as a close frame would; the usual tries to come back begin. */
  lose(): void {
    this.isDoubted = false;
    this.triedAt = Date.now();
    this.emit('close', { event: WENT_SILENT });
  }

  override createWebSocketConnection(): Promise<unknown> {
    this.triedAt = Date.now();
    return super.createWebSocketConnection();
  }

  override onMessage(event: MessageEvent): void {
    super.onMessage(event);
    if (!this.isDoubted) return;
    this.isDoubted = false;
    this.watch.answered();
  }

  override checkConnection(): void {
    if (this.webSocket === null || !this.shouldConnect) return;
    const now = Date.now();
    if (this.lastMessageReceived === 0) {
      // Held open by something in between, or gone: another try may come through.
      if (now - this.triedAt >= FIRST_ANSWER_MS) this.lose();
      return;
    }
    if (this.webSocket.readyState !== this.webSocket.OPEN) return;
    const silent_ms = now - this.lastMessageReceived;
    if (silent_ms < SILENCE_ASKED_MS) return;
    if (this.askedAt <= this.lastMessageReceived) {
      this.askedAt = now;
      this.watch.ask();
      // The computer has slept, or the page was hidden. What is hidden, nobody reads.
      if (silent_ms < SILENCE_LOST_MS || document.hidden || this.isDoubted) return;
      this.isDoubted = true;
      this.watch.doubted();
    } else if (
      silent_ms >= SILENCE_LOST_MS &&
      now - this.askedAt >= SILENCE_LOST_MS - SILENCE_ASKED_MS
    ) {
      this.lose();
    }
  }

  override destroy(): void {
    if (typeof document !== 'undefined')
      document.removeEventListener?.('visibilitychange', this.look);
    super.destroy();
  }

  private readonly look = (): void => this.checkConnection();
}
