/**
 * Yjs updates by hand: one cell set as the bytes a Yjs client would send, and the items an update carries. A thousand
 * real Yjs documents in the load client would cost more than the server measured. Source: the V1 update format of yjs
 * 13 (`Item.write`, `readClientsStructRefs`); held against yjs in load.test.ts.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** The one root map of a room. */
const ROOT = 'cells';

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;
const CONTENT = 0x1f;
const CONTENT_GC = 0;
const CONTENT_DELETED = 1;
const CONTENT_ANY = 8;
const CONTENT_SKIP = 10;

/** Names one item: the Yjs client that made it and its number there. */
export type ItemId = { client: number; clock: number };

/** One cell set by hand. `over` is the item it replaces: its own last one, or what it last saw there. */
export type CellSet = {
  client: number;
  clock: number;
  cell: string;
  over?: ItemId | undefined;
  value: string;
};

/** The V1 update of one cell set: one item, and one deleted range where it replaces something. */
export function writeCellSet(set: CellSet): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, set.client);
  encoding.writeVarUint(encoder, set.clock);
  encoding.writeUint8(encoder, CONTENT_ANY | HAS_KEY | (set.over === undefined ? 0 : HAS_ORIGIN));
  if (set.over === undefined) {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, ROOT);
    encoding.writeVarString(encoder, set.cell);
  } else {
    encoding.writeVarUint(encoder, set.over.client);
    encoding.writeVarUint(encoder, set.over.clock);
  }
  encoding.writeVarUint(encoder, 1);
  encoding.writeAny(encoder, set.value);
  if (set.over === undefined) {
    encoding.writeVarUint(encoder, 0);
  } else {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, set.over.client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, set.over.clock);
    encoding.writeVarUint(encoder, 1);
  }
  return encoding.toUint8Array(encoder);
}

/** Told of each run of items: `value` is there when it is one live text, absent when superseded. */
export type ItemVisitor = (id: ItemId, length: number, value: string | undefined) => void;

/** Visits every item of a V1 update, single, merged or re-encoded. Throws on content no cell holds. */
export function visitItems(update: Uint8Array, visit: ItemVisitor): void {
  const decoder = decoding.createDecoder(update);
  const clients = decoding.readVarUint(decoder);
  for (let nth = 0; nth < clients; nth += 1) {
    const structs = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    let clock = decoding.readVarUint(decoder);
    for (let at = 0; at < structs; at += 1) {
      const info = decoding.readUint8(decoder);
      const kind = info & CONTENT;
      if (kind !== CONTENT_GC && kind !== CONTENT_SKIP) stepOverPlace(decoder, info);
      const { length, value } = readContent(decoder, kind);
      if (kind !== CONTENT_SKIP) visit({ client, clock }, length, value);
      clock += length;
    }
  }
}

/** Steps over where an item stands: its neighbours, or its parent and key. */
function stepOverPlace(decoder: decoding.Decoder, info: number): void {
  if ((info & HAS_ORIGIN) !== 0) stepOverId(decoder);
  if ((info & HAS_RIGHT_ORIGIN) !== 0) stepOverId(decoder);
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0) return;
  if (decoding.readVarUint(decoder) === 1) decoding.readVarString(decoder);
  else stepOverId(decoder);
  if ((info & HAS_KEY) !== 0) decoding.readVarString(decoder);
}

function stepOverId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
}

function readContent(
  decoder: decoding.Decoder,
  kind: number,
): { length: number; value: string | undefined } {
  switch (kind) {
    case CONTENT_GC:
    case CONTENT_DELETED:
    case CONTENT_SKIP:
      return { length: decoding.readVarUint(decoder), value: undefined };
    case CONTENT_ANY: {
      const length = decoding.readVarUint(decoder);
      let value: unknown;
      for (let at = 0; at < length; at += 1) value = decoding.readAny(decoder);
      return { length, value: typeof value === 'string' ? value : undefined };
    }
    default:
      throw new Error(`content of kind ${kind}: a cell holds only scalars`);
  }
}
