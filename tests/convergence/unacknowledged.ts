/**
 * What a client has written and the server has not acknowledged, matched with the frames that carry it. It is the
 * client's half of a contract: the server answers every frame with an edit in it once, in order, unless it refuses one;
 * then the client begins anew.
 */
import type { CellId } from '@tallystick/domain/cells/ids';

/** One value a person typed into one cell, and what became of it. */
export type Typed = {
  person: string;
  cell: CellId;
  text: string | null;
  /**
   * `saved`: acknowledged. `refused`: shown to its author as a draft. `replaced`: the author typed something else there
   * before it was acknowledged. `same`: the room held it already.
   */
  fate: 'waiting' | 'saved' | 'refused' | 'replaced' | 'same';
  /** It may have been saved without this tab knowing: a connection that carried it broke, or was not in step yet. */
  isUnsure: boolean;
  /** What its author knows to have stood in the cell, own texts included; another text there is news to them. */
  seen: (string | null)[];
  /** Typed without a connection: the journal's head when its author came back. */
  cameBackAt?: number;
};

export type Write = { update: Uint8Array; typed: Typed[] };

export class Unacknowledged {
  #writes: Write[] = [];
  #frames: Set<Write>[] = [];

  get size(): number {
    return this.#writes.length;
  }

  /** Frames the server still owes an answer. */
  get framesOpen(): number {
    return this.#frames.length;
  }

  add(write: Write): void {
    this.#writes.push(write);
  }

  /** A frame with one update left. */
  sentUpdate(update: Uint8Array): void {
    this.#frames.push(new Set(this.#writes.filter((write) => write.update === update)));
  }

  /** A frame with all that the server lacks left. */
  sentWhole(): void {
    this.#frames.push(new Set(this.#writes));
  }

  /** The oldest frame was acknowledged; what it carried is saved. Undefined where no frame was owed an answer. */
  acknowledged(): Write[] | undefined {
    const frame = this.#frames.shift();
    if (frame === undefined) return undefined;
    this.#writes = this.#writes.filter((write) => !frame.has(write));
    for (const other of this.#frames) for (const write of frame) other.delete(write);
    return [...frame];
  }

  /** The connection is gone: its frames will not be answered. */
  lostConnection(): void {
    this.#frames = [];
  }

  /** Takes out all that was typed, oldest first, for another document. */
  drain(): Typed[] {
    const typed = this.#writes.flatMap((write) => write.typed);
    this.#writes = [];
    this.#frames = [];
    return typed;
  }

  updates(): Uint8Array[] {
    return this.#writes.map((write) => write.update);
  }

  typed(): Typed[] {
    return this.#writes.flatMap((write) => write.typed);
  }
}
