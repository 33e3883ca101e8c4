/**
 * A strict reader of lib0's encoding: unsigned integers and UTF-8 strings, nothing recursive. lib0's own reader accepts
 * more than an encoder writes (overlong integers up to NaN, nested values). Source: lib0 `decoding.js`, `readVarUint`,
 * `readVarString`.
 */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The answer of a reader that could not read. It stays failed. */
export const FAILED = -1;

/** Reads forward through bytes; the first thing that cannot be read makes it `failed` for good. */
export class ByteReader {
  position = 0;
  failed = false;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.position === this.#bytes.length;
  }

  byte(): number {
    if (this.failed || this.position >= this.#bytes.length) return this.#fail();
    return this.#bytes[this.position++] as number;
  }

  /** An unsigned integer up to 2^53 - 1 in its shortest form, as lib0 writes it; `FAILED` otherwise. */
  integer(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let scale = 0x80;
    for (let length = 2; length <= 8; length++) {
      const byte = this.byte();
      if (byte === FAILED) return FAILED;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (byte < 0x80) {
        // A last group of zero is a longer form of the same number: no encoder writes it.
        return byte === 0 || value > Number.MAX_SAFE_INTEGER ? this.#fail() : value;
      }
    }
    return this.#fail();
  }

  /** The bytes of a string whose length stands before it, not decoded yet; undefined where they run out. */
  stringBytes(): Uint8Array | undefined {
    const length = this.integer();
    if (length === FAILED || length > this.#bytes.length - this.position) {
      this.#fail();
      return undefined;
    }
    this.position += length;
    return this.#bytes.subarray(this.position - length, this.position);
  }

  /** Those bytes as text; undefined (and failed) where they are not UTF-8. */
  text(bytes: Uint8Array): string | undefined {
    if (bytes.length <= 48) {
      const ascii = shortAscii(bytes);
      if (ascii !== undefined) return ascii;
    }
    try {
      return utf8.decode(bytes);
    } catch {
      this.#fail();
      return undefined;
    }
  }

  #fail(): number {
    this.failed = true;
    return FAILED;
  }
}

/** Keys and figures are short and ASCII: a fifth of the time of a TextDecoder's call. */
function shortAscii(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}
