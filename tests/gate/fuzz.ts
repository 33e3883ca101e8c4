/** The differential fuzz of the gate. Oracle: the same bytes applied by Yjs itself to a clone of the room. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import type { GateVerdict } from '@tallystick/room/gate';
import { baseUpdate, readCells, SYSTEM_CLIENT } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { ask, type Desk, type Judge, offer, openDesk } from './desk.ts';
import type { World } from './draft.ts';
import { type Forged, forge } from './forge.ts';
import { type Random, randomFrom } from './random.ts';

/** Counts of one run. The `bypasses` list says in words what went wrong; it must stay empty. */
export type FuzzReport = {
  forged: number;
  accepted: number;
  nothing: number;
  later: number;
  refusedByCode: Record<string, number>;
  acceptedByKind: Record<string, number>;
  forgedByKind: Record<string, number>;
  lost: number;
  unseen: number;
  cleared: number;
  claims: number;
  /** Yjs or the gate threw, on the clone or on the live room. */
  throws: string[];
  /** Accepted, but something stayed parked. */
  pending: string[];
  /** A cell changed otherwise than foretold. */
  mispredicted: string[];
  /** A change that the author had no right to, or outside the cells, or in another's name. */
  bypasses: string[];
  /** Refused though it was honest. */
  refusedHonest: string[];
};

const PERSONS = ['p_a', 'p_b', 'p_c'] as PersonId[];
const CASES_PER_WORLD = 120;

/** Rows 0-2 belong to one person each, 3-7 to all, 8 is locked; every other key is not a cell. */
const judge: Judge = (person, cell, value) => {
  const row = /^r(\d):[ab]$/.exec(cell)?.[1];
  if (row === undefined) return refuse('unknown-cell');
  if (row === '8') return refuse('locked');
  if (Number(row) < 3 && PERSONS[Number(row)] !== person) return refuse('not-your-row');
  return value !== null && value.length > 40 ? refuse('not-a-number') : undefined;
};

export function fuzz(seed: number, count: number): FuzzReport {
  const random = randomFrom(seed);
  const report = emptyReport();
  let world = openWorld(random);
  while (report.forged < count) {
    if (report.forged % CASES_PER_WORLD === CASES_PER_WORLD - 1) world = openWorld(random);
    const person = random.pick(world.persons);
    const forged = forge(world, person);
    const where = `seed ${seed} case ${report.forged} ${forged.kind}`;
    report.forged++;
    count1(report.forgedByKind, forged.kind);
    try {
      tryOne(world, person, forged, (list, text) => report[list].push(`${where}: ${text}`), report);
    } catch (error) {
      report.throws.push(`${where}: live: ${String(error)}`);
      world = openWorld(random);
    }
  }
  return report;
}

type FaultList = 'throws' | 'pending' | 'mispredicted' | 'bypasses' | 'refusedHonest';
type Complain = (list: FaultList, text: string) => void;

function tryOne(
  world: World,
  person: PersonId,
  forged: Forged,
  complain: Complain,
  report: FuzzReport,
): void {
  const { desk } = world;
  // The whole room is compared now and then, its structs always.
  const mark = report.forged % 16 === 0 ? fingerprint : structsOf;
  const before = mark(desk.room.doc);
  const verdict = ask(desk, person, forged.bytes);
  if (mark(desk.room.doc) !== before) complain('bypasses', 'inspecting changed the room');
  switch (verdict.kind) {
    case 'refused':
      count1(report.refusedByCode, verdict.refusal.code);
      if (forged.clean && !isJudges(verdict.refusal.code)) {
        complain('refusedHonest', JSON.stringify(verdict.refusal));
      }
      return;
    case 'later': {
      report.later++;
      const { thrown, parked } = oracle(desk, forged.bytes);
      if (!parked && thrown === undefined) complain('refusedHonest', 'later, yet nothing misses');
      return;
    }
    case 'nothing':
      report.nothing++;
      checkNothing(desk, forged.bytes, complain);
      return;
    case 'edit':
      report.accepted++;
      count1(report.acceptedByKind, forged.kind);
      checkAndLand(world, person, { bytes: forged.bytes, verdict }, complain);
      for (const change of verdict.changes) {
        if (change.attempted !== undefined) report.lost++;
        if (change.unseen !== undefined) report.unseen++;
        if (change.before !== null && change.after === null) report.cleared++;
      }
      report.claims += verdict.clients.length;
  }
}

const isJudges = (code: string): boolean =>
  ['unknown-cell', 'locked', 'not-your-row', 'not-a-number'].includes(code);

type Oracle = { doc: Y.Doc; thrown: unknown; parked: boolean };

/** What Yjs does with the bytes, on a clone. */
function oracle(desk: Desk, bytes: Uint8Array): Oracle {
  const doc = cloneOf(desk.room.doc);
  let thrown: unknown;
  try {
    Y.applyUpdate(doc, bytes);
  } catch (error) {
    thrown = error;
  }
  return { doc, thrown, parked: doc.store.pendingStructs !== null || doc.store.pendingDs !== null };
}

function checkNothing(desk: Desk, bytes: Uint8Array, complain: Complain): void {
  const { doc, thrown, parked } = oracle(desk, bytes);
  if (thrown !== undefined) complain('throws', String(thrown));
  if (parked) complain('pending', 'nothing, yet parked');
  if (fingerprint(doc) !== fingerprint(desk.room.doc)) complain('bypasses', 'nothing, yet changed');
}

type Edit = Extract<GateVerdict, { kind: 'edit' }>;

/** Holds an accepted edit against the clone, then the live room against both. */
function checkAndLand(
  world: World,
  person: PersonId,
  { bytes, verdict }: { bytes: Uint8Array; verdict: Edit },
  complain: Complain,
): void {
  const { desk } = world;
  const { doc, thrown, parked } = oracle(desk, bytes);
  if (thrown !== undefined) complain('throws', String(thrown));
  if (parked) complain('pending', 'structs or deletes are parked');
  if (thrown !== undefined || parked) return;
  if ([...doc.share.keys()].join() !== 'cells') complain('bypasses', 'another root');
  checkCells(desk, person, { doc, verdict }, complain);
  checkAuthors(desk, person, { doc, verdict }, complain);
  if (fingerprint(cloneOf(doc)) !== fingerprint(doc))
    complain('bypasses', 'cannot be encoded again');
  land(world, person, { bytes, clone: doc }, complain);
}

function checkCells(
  desk: Desk,
  person: PersonId,
  { doc, verdict }: { doc: Y.Doc; verdict: Edit },
  complain: Complain,
): void {
  const was = desk.room.doc.getMap('cells');
  const is = doc.getMap('cells');
  const foretold = new Map(verdict.changes.map((change) => [change.cell, change]));
  for (const key of new Set([...was.keys(), ...is.keys()]) as Set<CellId>) {
    if (was.get(key) !== is.get(key) && !foretold.has(key)) {
      complain('mispredicted', `${key} changed unforetold`);
    }
  }
  for (const [cell, change] of foretold) {
    if ((was.get(cell) ?? null) !== change.before) complain('mispredicted', `${cell} before`);
    if ((is.get(cell) ?? null) !== change.after) complain('mispredicted', `${cell} after`);
    if (judge(person, cell, change.after)?.code !== undefined && change.after !== change.before) {
      complain('bypasses', `${cell} is not theirs`);
    }
    const fate = fateOf(desk.room.doc, doc, cell);
    if ((change.unseen !== undefined) !== (fate === 'unseen')) {
      complain('mispredicted', `${cell} unseen ${change.unseen} but ${fate}`);
    }
    if (change.unseen !== undefined && change.unseen !== change.before) {
      complain('mispredicted', `${cell} unseen is not what was there`);
    }
    if (change.attempted !== undefined && fate !== 'kept') {
      complain('mispredicted', `${cell} attempted but ${fate}`);
    }
  }
}

/** From the clone alone: did a new entry win the cell, and had its author seen the one before? */
function fateOf(was: Y.Doc, is: Y.Doc, cell: CellId): 'kept' | 'won' | 'unseen' {
  const isNew = (id: Y.ID): boolean => id.clock >= Y.getState(was.store, id.client);
  const last = is.getMap('cells')._map.get(cell);
  if (last === undefined || !isNew(lastIdOf(last))) return 'kept';
  let id: Y.ID | null = lastIdOf(last);
  while (id !== null && isNew(id)) {
    const entry: Y.Item = Y.getItem(is.store, id);
    // Inside a run each unit follows the one before; the run's start follows its origin.
    id = id.clock > entry.id.clock ? Y.createID(id.client, id.clock - 1) : entry.origin;
  }
  const before = was.getMap('cells')._map.get(cell);
  return Y.compareIDs(id, before === undefined ? null : lastIdOf(before)) ? 'won' : 'unseen';
}

const lastIdOf = (item: Y.Item): Y.ID =>
  Y.createID(item.id.client, item.id.clock + item.length - 1);

function checkAuthors(
  desk: Desk,
  person: PersonId,
  { doc, verdict }: { doc: Y.Doc; verdict: Edit },
  complain: Complain,
): void {
  const writers = new Set<number>();
  for (const [client] of doc.store.clients) {
    if (Y.getState(doc.store, client) <= Y.getState(desk.room.doc.store, client)) continue;
    writers.add(client);
    const owner = desk.owners.get(client);
    if (client === SYSTEM_CLIENT) complain('bypasses', 'wrote as the system');
    if (owner !== undefined && owner !== person) complain('bypasses', `wrote as ${owner}`);
    if (owner === undefined && !verdict.clients.includes(client)) {
      complain('bypasses', 'wrote under an id without claiming it');
    }
  }
  const told = new Set(verdict.writers);
  if (told.size !== writers.size || [...told].some((client) => !writers.has(client))) {
    complain('mispredicted', 'writers');
  }
  if (writers.size > 0 && !writers.has(verdict.client)) complain('mispredicted', 'client');
}

/** Applies to the live room and holds that against the clone. */
function land(
  world: World,
  person: PersonId,
  { bytes, clone }: { bytes: Uint8Array; clone: Y.Doc },
  complain: Complain,
): void {
  const { desk } = world;
  const cells = readCells(desk.room.doc);
  const landed = offer(desk, person, bytes);
  if (fingerprint(clone) !== fingerprint(desk.room.doc)) complain('bypasses', 'live is not clone');
  const now = readCells(desk.room.doc);
  const changed = [...new Set([...cells.keys(), ...now.keys()])].filter(
    (cell) => cells.get(cell) !== now.get(cell),
  );
  if (changed.sort().join() !== landed.changed.sort().join()) {
    complain('mispredicted', 'the room reports other cells than changed');
  }
  if (JSON.stringify(deletionsOf(desk)) !== JSON.stringify(storedDeletionsOf(desk))) {
    complain('mispredicted', 'the index of deletions is not that of the store');
  }
  world.sent.push(bytes);
  if (world.sent.length > 60) world.sent.shift();
  // Who wins the claim of an id keeps it: the others go on under new ones.
  for (const [other, clients] of world.clients) {
    clients.forEach((client, i) => {
      if ((desk.owners.get(client) ?? other) !== other) clients[i] = freshClient(world.random);
    });
  }
}

const deletionsOf = ({ room }: Desk): [number, number[]][] =>
  [...room.deletions].sort(([a], [b]) => a - b);

const storedDeletionsOf = ({ room }: Desk): [number, number[]][] =>
  [...Y.createDeleteSetFromStructStore(room.doc.store).clients]
    .sort(([a], [b]) => a - b)
    .map(([client, ranges]) => [client, ranges.flatMap(({ clock, len }) => [clock, clock + len])]);

/** Roots, clients, structs and live ones among them: what Yjs cannot change anything without. */
function structsOf(doc: Y.Doc): string {
  let structs = 0;
  let live = 0;
  for (const list of doc.store.clients.values()) {
    structs += list.length;
    for (const struct of list) if (!struct.deleted) live++;
  }
  const { pendingStructs, pendingDs } = doc.store;
  const parked = pendingStructs !== null || pendingDs !== null;
  return `${doc.share.size} ${doc.store.clients.size} ${structs} ${live} ${parked}`;
}

/** State vector, deletions and texts, as one string. */
function fingerprint(doc: Y.Doc): string {
  const states = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const texts = [...doc.getMap('cells').entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const { clients } = Y.createDeleteSetFromStructStore(doc.store);
  const deleted = [...clients].sort(([a], [b]) => a - b);
  return JSON.stringify([states, texts, deleted, [...doc.share.keys()]]);
}

function cloneOf(doc: Y.Doc): Y.Doc {
  // A fixed guid saves asking the system for chance.
  const clone = new Y.Doc({ guid: 'clone' });
  clone.getMap('cells');
  Y.applyUpdate(clone, Y.encodeStateAsUpdate(doc));
  return clone;
}

function freshClient(random: Random): number {
  return random.pick([2 + random.below(200), random.below(2 ** 32), 2 ** 33 + random.below(999)]);
}

function openWorld(random: Random): World {
  const cells: CellId[] = [];
  for (let row = 0; row < 9; row++) cells.push(`r${row}:a` as CellId, `r${row}:b` as CellId);
  const filled = cells.filter(() => random.chance(0.4));
  const clients = new Map(
    PERSONS.map((person) => [person, [0, 0, 0].map(() => freshClient(random))]),
  );
  const world: World = {
    desk: openDesk(baseUpdate(filled.map((cell) => [cell, `base ${cell}`])), judge),
    random,
    persons: PERSONS,
    clients,
    // Few cells have long histories, many have mixed ones.
    cells: random.chance(0.4)
      ? [cells[6] as CellId, cells[7] as CellId, random.pick(cells)]
      : [...cells.slice(6, 16), ...cells, 'r9:a' as CellId, 'r10:a' as CellId, '' as CellId],
    sent: [],
    counter: 0,
  };
  return world;
}

function count1(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function emptyReport(): FuzzReport {
  return {
    forged: 0,
    accepted: 0,
    nothing: 0,
    later: 0,
    refusedByCode: {},
    acceptedByKind: {},
    forgedByKind: {},
    lost: 0,
    unseen: 0,
    cleared: 0,
    claims: 0,
    throws: [],
    pending: [],
    mispredicted: [],
    bypasses: [],
    refusedHonest: [],
  };
}
