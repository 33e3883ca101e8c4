/** Stands in for Node's `zlib` in a browser: only what reading a bundle needs. */
import { askLater } from './later.ts';

const TABLE = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}

type Inflated = { buffer: Uint8Array; engine: { bytesWritten: number } };

/** Throws where the data is broken, goes on after its end, or unpacks to more than `maxOutputLength`. */
export function inflateRawSync(
  data: Uint8Array,
  { maxOutputLength }: { maxOutputLength: number },
): Inflated {
  const key = `inflate ${data.byteOffset} ${data.length} ${maxOutputLength}`;
  const buffer = askLater(key, () => inflated(data, maxOutputLength));
  if (!buffer) throw new RangeError('not deflated data of that size');
  // A stream refuses what follows its end, so all of it was read.
  return { buffer, engine: { bytesWritten: data.length } };
}

async function inflated(data: Uint8Array, bytesMax: number): Promise<Uint8Array | null> {
  const stream = new Blob([data.slice()])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const whole: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > bytesMax) {
        await reader.cancel();
        return null;
      }
      whole.push(value);
    }
  } catch {
    return null;
  }
  const buffer = new Uint8Array(length);
  let at = 0;
  for (const piece of whole) {
    buffer.set(piece, at);
    at += piece.length;
  }
  return buffer;
}
