/** A ZIP under way: what was packed is taken away piece by piece, so that no file of it is ever held whole. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { PIECE_CHARS } from '../service/limits.ts';

/** What was packed since it was last taken. */
type Pieces = Generator<Uint8Array>;

export class Packing {
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];

  constructor() {
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      this.#ready.push(chunk);
    });
  }

  /** A file whose content is at hand. */
  *add(name: string, content: string): Pieces {
    yield* this.addPieces(name, [content]);
  }

  /** A file of many small texts. */
  *addPieces(name: string, pieces: Iterable<string>): Pieces {
    const file = this.begin(name);
    for (const piece of pieces) yield* file.write(piece);
    yield* file.end();
  }

  /** A file of bytes. */
  *addBytes(name: string, pieces: Iterable<Uint8Array>): Pieces {
    const file = this.#begin(name);
    for (const piece of pieces) {
      file.push(piece);
      yield* this.#take();
    }
    file.push(new Uint8Array(), true);
    yield* this.#take();
  }

  /** A file of bytes that are still to be read. */
  async *addStream(
    name: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    const file = this.#begin(name);
    for await (const piece of pieces) {
      file.push(piece);
      yield* this.#take();
    }
    file.push(new Uint8Array(), true);
    yield* this.#take();
  }

  /** A file that is written text by text; one at a time. */
  begin(name: string): { write: (text: string) => Pieces; end: () => Pieces } {
    const file = this.#begin(name);
    const take = () => this.#take();
    let waiting = '';
    return {
      *write(text) {
        waiting += text;
        if (waiting.length < PIECE_CHARS) return;
        file.push(strToU8(waiting));
        waiting = '';
        yield* take();
      },
      *end() {
        file.push(strToU8(waiting), true);
        yield* take();
      },
    };
  }

  /** After the last file. */
  *end(): Pieces {
    this.#zip.end();
    yield* this.#take();
  }

  #begin(name: string): ZipDeflate {
    const file = new ZipDeflate(name, { level: 6 });
    this.#zip.add(file);
    return file;
  }

  *#take(): Pieces {
    const ready = this.#ready;
    this.#ready = [];
    yield* ready;
  }
}
