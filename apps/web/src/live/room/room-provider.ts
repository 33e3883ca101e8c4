/**
 * Hocuspocus' provider with the order that keeps typed values: on a new connection everything unacknowledged is given
 * again, byte for byte, before anything of others is merged. Merging first may delete a value that loses, and then
 * nobody would ever read it.
 */
import { HocuspocusProvider, type HocuspocusProviderConfiguration } from '@hocuspocus/provider';
import { queryFrame, STEP_2, syncStep } from './watched-socket.ts';

export type RoomHooks = {
  /** The bytes of all unacknowledged writes, oldest first. */
  unacknowledged(): Uint8Array[];
  /** The server's whole state is merged. */
  inStep(): void;
};

/**
 * Invariant: an update leaves at once, or with `unacknowledged` on the next connection; the library's queue of frames
 * for a closed socket stays empty, because what waits there leaves before the door is open and out of order.
 */
export class RoomProvider extends HocuspocusProvider {
  private readonly hooks: RoomHooks;
  /** This connection has carried what was unacknowledged. */
  private isCaughtUp = false;

  constructor(configuration: HocuspocusProviderConfiguration, hooks: RoomHooks) {
    super(configuration);
    this.hooks = hooks;
  }

  override async onOpen(event: Event): Promise<void> {
    this.isCaughtUp = false;
    await super.onOpen(event);
  }

  override onClose(): void {
    this.isCaughtUp = false;
    super.onClose();
  }

  override onMessage(event: MessageEvent): void {
    const step = syncStep(event.data);
    if (step !== undefined && !this.isCaughtUp) {
      this.isCaughtUp = true;
      for (const update of this.hooks.unacknowledged()) super.documentUpdateHandler(update, null);
    }
    super.onMessage(event);
    if (step === STEP_2) this.hooks.inStep();
  }

  /** Asks who is here: the server answers at once, and nothing comes of it. */
  ask(): void {
    const { webSocket } = this.configuration.websocketProvider;
    if (webSocket && webSocket.readyState === webSocket.OPEN)
      webSocket.send(queryFrame(this.configuration.name));
  }

  override documentUpdateHandler(...change: [Uint8Array, unknown]): void {
    if (this.isCaughtUp) super.documentUpdateHandler(...change);
  }

  override send(...message: Parameters<HocuspocusProvider['send']>): void {
    const { webSocket } = this.configuration.websocketProvider;
    if (webSocket && webSocket.readyState === webSocket.OPEN) super.send(...message);
  }
}
