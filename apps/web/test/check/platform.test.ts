/** What the ledger takes from Node is the same when it is taken from the browser. */
import fc from 'fast-check';
import * as crypto from 'node:crypto';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Buffer as Spelled } from '../../src/check/platform/buffer.ts';
import { createPublicKey, hash, verify } from '../../src/check/platform/crypto.ts';
import { runKnowing } from '../../src/check/platform/later.ts';
import { crc32, inflateRawSync } from '../../src/check/platform/zlib.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

describe('the browser’s platform', () => {
  it('hashes, sums and spells as Node does', () => {
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'binary' }), (data, text) => {
        expect(hash('sha256', data, 'hex')).toBe(crypto.hash('sha256', data));
        expect(hash('sha256', text, 'hex')).toBe(crypto.hash('sha256', text));
        expect(crc32(data)).toBe(zlib.crc32(data));
        const [mine, nodes] = [Spelled, Buffer].map((each) => {
          const spelled = each.from(data.buffer as ArrayBuffer, data.byteOffset, data.length);
          return [spelled.toString('hex'), spelled.toString('base64')];
        });
        expect(mine).toEqual(nodes);
        const base64 = Buffer.from(data).toString('base64');
        expect([...Spelled.from(base64, 'base64')]).toEqual([...data]);
        // A text that is no base64 must not come back as itself.
        expect(Spelled.from(`${base64}*`, 'base64').toString('base64')).not.toBe(`${base64}*`);
      }),
    );
  });

  it('inflates what was deflated, and nothing that is longer, cut, or goes on', async () => {
    const text = Buffer.from('a line of a journal\n'.repeat(500));
    const packed = new Uint8Array(zlib.deflateRawSync(text));
    const tried = (data: Uint8Array, maxOutputLength = text.length) =>
      runKnowing(() => {
        try {
          const { buffer, engine } = inflateRawSync(data, { maxOutputLength });
          return [Buffer.from(buffer).equals(text), engine.bytesWritten];
        } catch {
          return 'refused';
        }
      });
    expect(await tried(packed)).toEqual([true, packed.length]);
    expect(await tried(packed, text.length - 1)).toBe('refused');
    expect(await tried(packed.subarray(0, packed.length - 2))).toBe('refused');
    expect(await tried(new Uint8Array([...packed, 0]))).toBe('refused');
  });

  it('knows a signature from a forged one', async () => {
    const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
    const key = createPublicKey({ key: publicKey.export({ format: 'der', type: 'spki' }) });
    const message = new TextEncoder().encode('a checkpoint');
    const signature = new Uint8Array(crypto.sign(null, message, privateKey));
    const holds = (of: Uint8Array, by = key, said = message) =>
      runKnowing(() => verify(null, said, by, of));
    expect(await holds(signature)).toBe(true);
    expect(await holds(signature, key, new TextEncoder().encode('another'))).toBe(false);
    expect(await holds(signature.with(3, (signature[3] ?? 0) ^ 1))).toBe(false);
    expect(await holds(signature, new Uint8Array(32).fill(255))).toBe(false);
  });
});
