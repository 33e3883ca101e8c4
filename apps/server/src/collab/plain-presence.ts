/**
 * Presence of a plain Yjs client: its own line, found among the lines it repeats of others. y-websocket sends every
 * line it hears back to the server, and only one of them is its own to say.
 */
import type { Presence } from '@tallystick/protocol/presence';
import * as decoding from 'lib0/decoding';
import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import {
  PRESENCE_BYTES_MAX,
  PRESENCE_ECHO_BYTES_MAX,
  PRESENCE_PER_SECOND_MAX,
} from '../service/limits.ts';
import { type PresenceLine, stampPresence } from './presence.ts';

type Line = { client: number; clock: number; text: string };

/** What the workbook says of the client's person. */
type Told = {
  whoIs: () => Omit<Presence, 'cell' | 'editing'> | undefined;
  /** Whether the person may go by a client id: nobody else writes under it. */
  mayName: (client: number) => boolean;
};

export class PlainPresence {
  readonly #awareness: Awareness;
  readonly #told: Told;
  #client: number | null = null;
  #count = 0;
  #second = 0;

  constructor(awareness: Awareness, told: Told) {
    this.#awareness = awareness;
    this.#told = told;
  }

  /** Takes the client's own line out of a message; all else in it is passed over. */
  receive(update: Uint8Array): void {
    if (update.length > PRESENCE_ECHO_BYTES_MAX) return;
    const line = this.#ownLine(linesOf(update));
    if (line === undefined || this.#isTooOften()) return;
    const who = this.#told.whoIs();
    if (who !== undefined) applyAwarenessUpdate(this.#awareness, stampPresence(line, who), 'yjs');
  }

  /** Who is here now, as an awareness update; undefined where nobody is. */
  everybody(): Uint8Array | undefined {
    const clients = [...this.#awareness.getStates().keys()];
    return clients.length === 0 ? undefined : encodeAwarenessUpdate(this.#awareness, clients);
  }

  /** The client is gone: its line goes with it. */
  leave(): void {
    if (this.#client !== null) removeAwarenessStates(this.#awareness, [this.#client], 'yjs');
  }

  #ownLine(lines: Line[]): PresenceLine | undefined {
    const [first] = lines;
    if (this.#client === null && lines.length === 1 && first !== undefined) {
      // The first id it speaks of alone is its own, unless somebody has it. A line of one who left is an echo.
      const isTaken = this.#awareness.getStates().has(first.client);
      if (!isTaken && first.text !== 'null' && this.#told.mayName(first.client)) {
        this.#client = first.client;
      }
    }
    const own = lines.find((line) => line.client === this.#client);
    if (own === undefined || own.text.length > PRESENCE_BYTES_MAX) return undefined;
    try {
      return { client: own.client, clock: own.clock, state: JSON.parse(own.text) };
    } catch {
      return undefined;
    }
  }

  #isTooOften(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#count = 0;
    }
    return ++this.#count > PRESENCE_PER_SECOND_MAX;
  }
}

/** The lines of an awareness message, their states unread; none where it is malformed. */
function linesOf(update: Uint8Array): Line[] {
  try {
    const decoder = decoding.createDecoder(update);
    const lines: Line[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      lines.push({ client, clock, text: decoding.readVarString(decoder) });
    }
    return lines;
  } catch {
    return [];
  }
}
