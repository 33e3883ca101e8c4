/**
 * Random updates made only of what an honest client could send, stale or not, written struct by struct. The forger
 * starts from them and a world of the fuzz is described by what they need.
 */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import * as Y from 'yjs';
import type { Desk } from './desk.ts';
import type { Random } from './random.ts';
import * as raw from './raw-update.ts';

export type World = {
  desk: Desk;
  random: Random;
  persons: PersonId[];
  /** Client ids each person writes under, some not claimed yet. */
  clients: Map<PersonId, number[]>;
  cells: CellId[];
  /** Bytes sent before, for replays and recombinations. */
  sent: Uint8Array[];
  counter: number;
};

export type Draft = raw.RawUpdate;

/** The ids of a key's entries in the room, first to last; of a long run its first few and its last. */
export function idsOf(desk: Desk, cell: CellId): raw.RawId[] {
  const ids: raw.RawId[] = [];
  for (let at = desk.room.cells._map.get(cell) ?? null; at !== null; at = at.left) {
    const { client, clock } = at.id;
    ids.push([client, clock + at.length - 1]);
    for (let k = Math.min(at.length - 1, 3) - 1; k >= 0; k--) ids.push([client, clock + k]);
  }
  return ids.reverse();
}

/** The room's next clock of a client. */
export const stateOf = (desk: Desk, client: number): number =>
  Y.getState(desk.room.doc.store, client);

/** A random update made only of what an honest client could send, stale or not. */
export function draft(world: World, person: PersonId): Draft {
  const { desk, random } = world;
  const mine = world.clients.get(person) as number[];
  const sections = new Map<number, raw.RawSection>();
  const written = new Map<CellId, raw.RawId[]>();
  const deletes: Range[] = [];
  const cells = Array.from({ length: 1 + random.below(3) }, () => random.pick(world.cells));
  const count = random.chance(0.15) ? 0 : 1 + random.below(random.chance(0.3) ? 8 : 2);
  for (let i = 0; i < count; i++) {
    const client = random.chance(0.7) ? (mine[0] as number) : random.pick(mine);
    const cell = random.pick(cells);
    let section = sections.get(client);
    if (section === undefined) {
      section = { client, clock: stateOf(desk, client), structs: [] };
      sections.set(client, section);
    }
    const clock = section.structs.reduce((at, s) => at + s.content.length, section.clock);
    const own = written.get(cell) ?? [];
    const known = idsOf(desk, cell);
    const origin =
      own.length > 0 && random.chance(0.75)
        ? random.chance(0.85)
          ? own.at(-1)
          : random.pick(own)
        : known.length > 0 && !random.chance(0.06)
          ? random.chance(0.6)
            ? known.at(-1)
            : random.pick(known)
          : undefined;
    if (origin !== undefined && random.chance(0.7)) deletes.push([...origin, 1]);
    const content = random.chance(0.15)
      ? raw.tombstone(1 + random.below(3))
      : raw.any(random.chance(0.1) ? 'same' : `v${world.counter++}`);
    section.structs.push({ content, origin, key: cell });
    for (let k = 0; k < content.length; k++) own.push([client, clock + k]);
    written.set(cell, own);
  }
  if (count === 0 || random.chance(0.3)) {
    const ids = idsOf(desk, random.pick(world.cells));
    const id = random.chance(0.8) ? ids.at(-1) : ids.length > 0 ? random.pick(ids) : undefined;
    if (id !== undefined) deletes.push([...id, 1]);
  }
  // As a reconnecting client does: everything deleted that it knows of, beside what is new.
  if (random.chance(0.1)) deletes.push(...allDeleted(desk));
  const update: Draft = {
    sections: [...sections.values()].sort((a, b) => b.client - a.client),
    deletes: merged(deletes),
  };
  if (random.chance(0.1)) addKnown(world, update);
  return update;
}

type Range = [client: number, clock: number, length: number];

function allDeleted(desk: Desk): Range[] {
  const { clients } = Y.createDeleteSetFromStructStore(desk.room.doc.store);
  return [...clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }): Range => [client, clock, len]),
  );
}

/** Sorted and merged, as honest encoders write ranges. */
function merged(ranges: Range[]): raw.RawDeletes[] {
  const clients = new Map<number, [number, number][]>();
  for (const [client, clock, length] of ranges.sort((a, b) => a[1] - b[1])) {
    const list = clients.get(client) ?? [];
    const last = list.at(-1);
    if (last !== undefined && clock <= last[0] + last[1]) {
      last[1] = Math.max(last[1], clock + length - last[0]);
    } else list.push([clock, length]);
    clients.set(client, list);
  }
  return [...clients].map(([client, list]) => ({ client, ranges: list }));
}

/** Entries that the room has already, before the new ones of the same client or of anybody. */
function addKnown(world: World, update: Draft): void {
  const { desk, random } = world;
  const stored = [...desk.room.doc.store.clients].filter(([, structs]) => structs.length > 0);
  if (stored.length === 0) return;
  const [client, structs] = random.pick(stored);
  const from = random.below(structs.length);
  const known = structs.slice(from).filter((s): s is Y.Item => s instanceof Y.Item);
  if (known.length === 0) return;
  const asRaw = known.map((item): raw.RawStruct => {
    const text = (item.content as Y.ContentAny).arr;
    return {
      content: item.deleted ? raw.tombstone(item.length) : raw.any(...text),
      origin: item.origin === null ? undefined : [item.origin.client, item.origin.clock],
      key: item.parentSub ?? undefined,
    };
  });
  const section = update.sections.find((s) => s.client === client);
  const clock = (known[0] as Y.Item).id.clock;
  if (section === undefined) update.sections.push({ client, clock, structs: asRaw });
  else {
    section.structs.unshift(...asRaw);
    section.clock = clock;
  }
}
