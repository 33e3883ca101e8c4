/**
 * Who set each cell last, and when. Where two people meet in a cell, both are told. A value that was typed without a
 * connection is judged by it too: an edit says which entries its author had seen, and not when it was typed.
 */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { CROSSING_MS } from '../service/limits.ts';
import type { DecidedEdit } from './waiting.ts';

/** `at`: milliseconds since 1970, UTC, the server's clock. */
type LastWrite = { by: PersonId; number: number; at: number };

/** What is known of the moment at which an edit was typed. */
export type Typing = {
  /** The author could have seen all entries up to this number: they were there before the connection was. */
  knownTo: number;
  /** Milliseconds since 1970, UTC. */
  now: number;
};

/**
 * What the client of one connection could have seen when it typed what it sends: all that stands while it gives what it
 * brings along, and later all that stood when it came in.
 */
export class Sight {
  #enteredAt: number | null = null;
  #hasGiven = false;

  /** The client is in the room, as of a head of the journal. */
  entered(head: number): void {
    this.#enteredAt = head;
  }

  /** It brings no document along. */
  bringsNothing(): void {
    this.#hasGiven = true;
  }

  /** `knownTo` of the next edit. `isWhole`: it is the document that the client brings along. */
  of(isWhole: boolean): number {
    const isIn = this.#enteredAt !== null && this.#hasGiven;
    this.#hasGiven ||= isWhole;
    return isIn ? (this.#enteredAt ?? 0) : Number.MAX_SAFE_INTEGER;
  }
}

export class LastWrites {
  readonly #byCell: Map<CellId, LastWrite>;

  /** @param cells the cells that hold a text, as the store has them. */
  constructor(cells: readonly ({ cell: CellId } & LastWrite)[]) {
    this.#byCell = new Map(cells.map(({ cell, by, number, at }) => [cell, { by, number, at }]));
  }

  /** Who set a cell last; undefined where that is not known: it was never set, or cleared long ago. */
  authorOf(cell: CellId): PersonId | undefined {
    return this.#byCell.get(cell)?.by;
  }

  /** Edits are durable: the first of them as entry `first`, the others in order after it. */
  note(edits: readonly DecidedEdit[], { first, at }: { first: number; at: number }): void {
    for (const [i, { source, changes }] of edits.entries()) {
      const write = { by: source.person, number: first + i, at };
      for (const { cell, attempted } of changes) {
        if (attempted === undefined) this.#byCell.set(cell, write);
      }
    }
  }

  /** Whether what stands in a cell was there to be seen when an edit was typed. Else the two crossed on the wire. */
  wasThere(cell: CellId, { knownTo, now }: Typing): boolean {
    const last = this.#byCell.get(cell);
    return last === undefined || last.number <= knownTo || now - last.at > CROSSING_MS;
  }
}
