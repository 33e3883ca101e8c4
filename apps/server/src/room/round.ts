/**
 * What one round writes to a socket: the acknowledgements that it is owed, then what everybody is sent. In one piece, made
 * once for all sockets that are owed as many: two pieces cost the system some 40 % more than one.
 */
export class Round {
  readonly #saved: Buffer;
  readonly #frames: readonly Buffer[];
  /** By the number of acknowledgements. */
  readonly #made = new Map<number, Buffer>();

  /** `saved`: one acknowledgement. */
  constructor(saved: Buffer, frames: readonly Buffer[]) {
    this.#saved = saved;
    this.#frames = frames;
  }

  /** The bytes for a socket that is owed so many acknowledgements; empty where there is nothing to say. */
  bytes(owed: number): Buffer {
    let made = this.#made.get(owed);
    if (made === undefined) {
      const pieces = [...Array<Buffer>(owed).fill(this.#saved), ...this.#frames];
      made = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
      this.#made.set(owed, made);
    }
    return made;
  }
}
