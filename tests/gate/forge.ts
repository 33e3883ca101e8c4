/** Makes updates as a member with bad intentions would: honest ones first, then one thing wrong, or two. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { type Draft, draft, idsOf, stateOf, type World } from './draft.ts';
import * as raw from './raw-update.ts';

export type Forged = {
  bytes: Uint8Array;
  kind: string;
  /** Nothing is wrong with it except perhaps the cells: the gate may refuse it only by its judge. */
  clean: boolean;
};

type Fault = (world: World, update: Draft, person: PersonId) => void;

const anyStruct = (world: World, update: Draft): raw.RawStruct => {
  const sections = update.sections.filter((section) => section.structs.length > 0);
  return sections.length === 0
    ? { content: raw.any('lost') }
    : world.random.pick(world.random.pick(sections).structs);
};
const foreignClient = (world: World, person: PersonId): number => {
  const others = world.persons.filter((other) => other !== person);
  return world.random.pick(world.clients.get(world.random.pick(others)) as number[]);
};
const replaceContent =
  (make: (world: World) => raw.RawContent): Fault =>
  (world, update) => {
    anyStruct(world, update).content = make(world);
  };

/** One thing wrong in a draft, by name. */
export const DRAFT_FAULTS: Record<string, Fault> = {
  'other-root': (world, update) => {
    const struct = anyStruct(world, update);
    struct.origin = undefined;
    struct.key = world.random.pick(world.cells);
    struct.parent = world.random.pick(['evil', '', 'cell', 'Cells', 'cells2', '__proto__']);
  },
  'nested-parent': (world, update) => {
    const struct = anyStruct(world, update);
    struct.origin = undefined;
    const ids = idsOf(world.desk, world.random.pick(world.cells));
    struct.parent = ids.length > 0 ? world.random.pick(ids) : [7, 0];
  },
  sequence: (world, update) => {
    const struct = anyStruct(world, update);
    struct.origin = undefined;
    struct.key = undefined;
  },
  'right-origin': (world, update) => {
    const ids = idsOf(world.desk, world.random.pick(world.cells));
    if (ids.length > 0) anyStruct(world, update).right = world.random.pick(ids);
  },
  'other-key-origin': (world, update) => {
    // The header says a key, the origin is another's: the key is the origin's for Yjs, so it must be for the gate.
    const ids = idsOf(world.desk, world.random.pick(world.cells));
    if (ids.length > 0) anyStruct(world, update).origin = world.random.pick(ids);
  },
  'no-origin': (world, update) => {
    const struct = anyStruct(world, update);
    struct.origin = undefined;
    struct.key = world.random.pick(world.cells);
  },
  'unknown-origin': (world, update) => {
    anyStruct(world, update).origin = [world.random.below(2 ** 31), world.random.below(9)];
  },
  'future-origin': (world, update) => {
    const client = world.random.pick([...world.desk.owners.keys(), 1]);
    anyStruct(world, update).origin = [client, stateOf(world.desk, client) + world.random.below(3)];
  },
  'self-origin': (world, update) => {
    const section = world.random.pick(update.sections);
    if (section === undefined) return;
    const struct = world.random.pick(section.structs);
    if (struct !== undefined)
      struct.origin = [section.client, section.clock + world.random.below(4)];
  },
  cycle: (world, update, person) => {
    const [a, b] = world.clients.get(person) as [number, number];
    const key = world.random.pick(world.cells);
    update.sections = [a, b].map((client, i) => ({
      client,
      clock: stateOf(world.desk, client),
      structs: [
        {
          content: raw.any('round'),
          key,
          origin: [[b, a][i] as number, stateOf(world.desk, [b, a][i] as number)],
        },
      ],
    }));
  },
  'foreign-client': (world, update, person) => {
    const client = foreignClient(world, person);
    const clock = stateOf(world.desk, client);
    if (update.sections.some((section) => section.client === client)) return;
    const key = world.random.pick(world.cells);
    update.sections.push({ client, clock, structs: [{ content: raw.any('forged'), key }] });
  },
  'system-client': (world, update) => {
    const client = world.random.pick([0, 1]);
    const key = world.random.pick(world.cells);
    const clock = stateOf(world.desk, client);
    update.sections.push({ client, clock, structs: [{ content: raw.any('forged'), key }] });
  },
  gap: (world, update) => {
    const section = world.random.pick(update.sections);
    if (section !== undefined) section.clock += 1 + world.random.below(3);
  },
  'earlier-clock': (world, update) => {
    const section = world.random.pick(update.sections);
    if (section !== undefined) {
      section.clock = Math.max(0, section.clock - 1 - world.random.below(3));
    }
  },
  'partly-known': (world, update) => {
    // A run of tombstones that begins in what is known, said to be in this or another cell.
    const section = world.random.pick(update.sections);
    if (section === undefined || section.clock === 0) return;
    if (section.clock > stateOf(world.desk, section.client)) return;
    const back = 1 + world.random.below(Math.min(3, section.clock));
    const own = Y.getItem(
      world.desk.room.doc.store,
      Y.createID(section.client, section.clock - back),
    );
    const key = world.random.chance(0.6)
      ? ((own as Y.Item).parentSub ?? undefined)
      : world.random.pick(world.cells);
    const content = raw.tombstone(back + 1 + world.random.below(2));
    section.clock -= back;
    section.structs.unshift({ content, key });
  },
  'many-clients': (world, update) => {
    const key = world.random.pick(world.cells);
    for (let i = 0; i < 65; i++) {
      const client = 2 ** 40 + world.random.below(2 ** 31);
      update.sections.push({ client, clock: 0, structs: [{ content: raw.any('x'), key }] });
    }
  },
  'judged-text': replaceContent((world) => raw.any('y'.repeat(41 + world.random.below(9)))),
  'two-sections': (world, update) => {
    const section = world.random.pick(update.sections);
    if (section !== undefined) update.sections.push({ ...section });
  },
  'empty-section': (world, update) => {
    update.sections.push({ client: world.random.below(2 ** 32), clock: 0, structs: [] });
  },
  'wrong-count': (world, update) => {
    const section = world.random.pick(update.sections);
    if (section !== undefined) {
      section.count = section.structs.length + world.random.pick([-1, 1, 1000, 2 ** 40]);
    }
  },
  'random-header': (world, update) => {
    anyStruct(world, update).info = world.random.below(256);
  },
  'no-key-bit': (world, update) => {
    const struct = anyStruct(world, update);
    if (struct.origin !== undefined) struct.key = undefined;
  },
  gc: replaceContent((world) => raw.gc(1 + world.random.below(3))),
  skip: replaceContent((world) => raw.skip(1 + world.random.below(3))),
  'zero-length': replaceContent((world) =>
    world.random.pick([raw.tombstone(0), raw.gc(0), raw.any(), raw.json(), raw.characters('')]),
  ),
  'long-tombstone': replaceContent((world) =>
    raw.tombstone(world.random.pick([19_999, 20_001, 2 ** 31, 2 ** 52])),
  ),
  'many-values': replaceContent(() => raw.any('a', 'b')),
  'not-text': replaceContent((world) =>
    raw.any(world.random.pick([1, 1.5, true, null, undefined, { a: 1 }, ['a'], 10n])),
  ),
  'empty-text': replaceContent(() => raw.any('')),
  'long-text': replaceContent((world) =>
    raw.any(world.random.pick(['x', 'ü', '漢']).repeat(2_001)),
  ),
  json: replaceContent(() => raw.json('text')),
  binary: replaceContent(() => raw.binary(new Uint8Array([1, 2]))),
  characters: replaceContent(() => raw.characters('text')),
  embed: replaceContent(() => raw.embed({ a: 1 })),
  format: replaceContent(() => raw.format('bold', true)),
  type: replaceContent((world) => raw.type(world.random.below(7))),
  subdocument: replaceContent(() => raw.subdocument('inner')),
  'future-delete': (world, update, person) => {
    const client = world.random.chance(0.7)
      ? foreignClient(world, person)
      : world.random.pick([...world.desk.owners.keys(), 1, 99]);
    if (update.deletes.some((deletes) => deletes.client === client)) return;
    const length = world.random.pick([1, 2, 1e6, 2 ** 50]);
    const back = world.random.below(2);
    update.deletes.push({
      client,
      ranges: [[Math.max(0, stateOf(world.desk, client) - back), length + back]],
    });
  },
  'overlapping-ranges': (world, update) => {
    const deletes = world.random.pick(update.deletes);
    if (deletes !== undefined) {
      deletes.ranges.push(
        world.random.pick<[number, number]>([[0, 1], [...(deletes.ranges[0] as [number, number])]]),
      );
    }
  },
  'zero-range': (world, update) => {
    const deletes = world.random.pick(update.deletes);
    if (deletes !== undefined) deletes.ranges.unshift([0, 0]);
  },
  'deletes-twice': (world, update) => {
    const deletes = world.random.pick(update.deletes);
    if (deletes !== undefined) update.deletes.push({ ...deletes });
  },
  'delete-anything': (world, update) => {
    // Ranges over whole clients: every live cell they wrote, of whomever.
    const client = world.random.pick([...world.desk.owners.keys(), 1]);
    const state = stateOf(world.desk, client);
    if (state === 0 || update.deletes.some((deletes) => deletes.client === client)) return;
    const from = world.random.below(state);
    update.deletes.push({ client, ranges: [[from, 1 + world.random.below(state - from)]] });
  },
};

/** One thing wrong in the bytes, by name. */
const BYTE_FAULTS: Record<string, (world: World, bytes: Uint8Array) => Uint8Array> = {
  mutated: ({ random }, bytes) => {
    const copy = bytes.slice();
    for (let i = 1 + random.below(3); i > 0; i--) {
      const at = random.below(copy.length);
      copy[at] = random.chance(0.5)
        ? random.below(256)
        : (copy[at] as number) ^ (1 << random.below(8));
    }
    return copy;
  },
  truncated: ({ random }, bytes) => bytes.slice(0, random.below(bytes.length)),
  trailing: ({ random }, bytes) => new Uint8Array([...bytes, random.below(256)]),
  inserted: ({ random }, bytes) => {
    const at = random.below(bytes.length);
    return new Uint8Array([...bytes.slice(0, at), random.below(256), ...bytes.slice(at)]);
  },
  'long-integer': (_world, bytes) =>
    new Uint8Array([0x80 | (bytes[0] as number), 0, ...bytes.slice(1)]),
  'version-2': (_world, bytes) => {
    try {
      return Y.convertUpdateFormatV1ToV2(bytes);
    } catch {
      return bytes;
    }
  },
  recombined: ({ random, sent }, bytes) => {
    if (sent.length === 0) return bytes;
    const other = random.pick(sent);
    const cut = random.below(Math.min(bytes.length, other.length));
    return new Uint8Array([...bytes.slice(0, cut), ...other.slice(cut)]);
  },
  merged: ({ random, sent }, bytes) => {
    try {
      return sent.length === 0 ? bytes : Y.mergeUpdates([bytes, random.pick(sent)]);
    } catch {
      return bytes;
    }
  },
  noise: ({ random }) => {
    const to = encoding.createEncoder();
    for (let i = random.below(40); i >= 0; i--) encoding.writeVarUint(to, random.below(300));
    return encoding.toUint8Array(to);
  },
};

/** Makes the next update of a person who may be honest or not. */
export function forge(world: World, person: PersonId): Forged {
  const { random } = world;
  const roll = random.unit();
  if (roll < 0.06 && world.sent.length > 0) {
    return { bytes: random.pick(world.sent), kind: 'replayed', clean: false };
  }
  const update = draft(world, person);
  if (roll < 0.3) return { bytes: writeOf(update), kind: 'clean', clean: true };
  if (roll < 0.75) {
    const kind = random.pick(Object.keys(DRAFT_FAULTS));
    DRAFT_FAULTS[kind]?.(world, update, person);
    if (random.chance(0.15))
      DRAFT_FAULTS[random.pick(Object.keys(DRAFT_FAULTS))]?.(world, update, person);
    return { bytes: writeOf(update), kind, clean: false };
  }
  const kind = random.pick(Object.keys(BYTE_FAULTS));
  const bytes = BYTE_FAULTS[kind]?.(world, writeOf(update)) as Uint8Array;
  return { bytes, kind, clean: false };
}

/** A draft after faults may hold what cannot be written at all; then it is sent empty. */
function writeOf(update: Draft): Uint8Array {
  try {
    return raw.writeUpdate(update);
  } catch {
    return new Uint8Array([0, 0]);
  }
}
