/**
 * Tells what is inside of a file of the old compound kind, by the names in its directory: an old workbook, or a new one
 * that is locked by a password. Nothing else of it is read. Source: MS-CFB 2.2 and 2.6, MS-OFFCRYPTO 1.3.3, MS-XLS 2.1.2.
 */
const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ENTRY_BYTES = 128;
/** Entries looked at. */
const ENTRIES = 20_000;

/** `other`: a document of another program; undefined: not of the compound kind. */
export function compoundKind(bytes: Uint8Array): 'encrypted' | 'old' | 'other' | undefined {
  if (!MAGIC.every((byte, at) => bytes[at] === byte)) return undefined;
  const names = namesOf(bytes);
  if (names.has('EncryptedPackage')) return 'encrypted';
  return names.has('Workbook') || names.has('Book') ? 'old' : 'other';
}

/** Names of entries, wherever a sector of the directory lies: an entry begins on 128 bytes and says how long its name is. */
function namesOf(bytes: Uint8Array): Set<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const decoder = new TextDecoder('utf-16le');
  const names = new Set<string>();
  const last = Math.min(bytes.length, ENTRY_BYTES * ENTRIES) - ENTRY_BYTES;
  for (let at = 512; at <= last; at += ENTRY_BYTES) {
    const length = view.getUint16(at + 64, true);
    if (length < 4 || length > 64 || length % 2 !== 0) continue;
    names.add(decoder.decode(bytes.subarray(at, at + length - 2)));
  }
  return names;
}
