/**
 * The edits of one socket that are not decided yet, and its pace: what cannot be decided now is not read yet, so the
 * client's own TCP connection is the queue.
 */
import type { WebSocket } from 'ws';
import { EDIT_BYTES_WAITING_PAUSE, EDITS_WAITING_PAUSE } from '../service/limits.ts';

/** `isWhole`: it is all that the server lacked (step 2 of the protocol). */
export type SentEdit = { update: Uint8Array; isWhole: boolean };

export class WaitingEdits {
  readonly #ws: Pick<WebSocket, 'pause' | 'resume' | 'isPaused'>;
  readonly #edits: SentEdit[] = [];
  #bytes = 0;

  constructor(ws: Pick<WebSocket, 'pause' | 'resume' | 'isPaused'>) {
    this.#ws = ws;
  }

  get oldest(): SentEdit | undefined {
    return this.#edits[0];
  }

  add(edit: SentEdit): void {
    this.#edits.push(edit);
    this.#bytes += edit.update.length;
    if (!this.#areFewerThan(1)) this.#ws.pause();
  }

  /** The oldest is decided: answers it, and reads on once few are left. */
  decided(): SentEdit | undefined {
    const edit = this.#edits.shift();
    this.#bytes -= edit?.update.length ?? 0;
    if (this.#areFewerThan(0.5)) this.#readOn();
    return edit;
  }

  /** They will not be decided: a socket that stayed paused would never be seen to close. */
  forget(): void {
    this.#edits.length = 0;
    this.#bytes = 0;
    this.#readOn();
  }

  /** Reads on unless many wait: the socket was paused for another reason. */
  readOnIfFew(): void {
    if (this.#areFewerThan(1)) this.#readOn();
  }

  #areFewerThan(part: number): boolean {
    const { length } = this.#edits;
    return length < EDITS_WAITING_PAUSE * part && this.#bytes < EDIT_BYTES_WAITING_PAUSE * part;
  }

  #readOn(): void {
    if (this.#ws.isPaused) this.#ws.resume();
  }
}
