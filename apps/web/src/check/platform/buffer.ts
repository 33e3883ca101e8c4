/** Stands in for Node's `Buffer` in a browser: only what the ledger needs to turn bytes into text and back. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

type Spelling = 'hex' | 'base64';

class Bytes extends Uint8Array {
  override toString(as?: Spelling): string {
    if (as === 'hex') return bytesToHex(new Uint8Array(this));
    let binary = '';
    for (const byte of this) binary += String.fromCharCode(byte);
    return btoa(binary);
  }
}

/** As in Node: what is no base64 gives other bytes, which are spelled otherwise. */
function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

export const Buffer = {
  from(source: string | ArrayBuffer, second?: Spelling | number, length?: number): Bytes {
    if (typeof source !== 'string') return new Bytes(source, Number(second ?? 0), length);
    return new Bytes(second === 'hex' ? hexToBytes(source) : fromBase64(source));
  },
  concat(parts: readonly Uint8Array[]): Bytes {
    return new Bytes(parts.flatMap((part) => [...part]));
  },
};
