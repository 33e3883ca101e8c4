/** One member against another: forging a client id, telling two stories, replaying, racing for an id. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { baseUpdate, createRoom, readCells, ROOT, setCells } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { type Desk, offer, openDesk } from './desk.ts';
import { type Random, randomFrom } from './random.ts';
import * as raw from './raw-update.ts';

export type Attempt = 'forge' | 'equivocate' | 'replay' | 'race';
export const ATTEMPTS: readonly Attempt[] = ['forge', 'equivocate', 'replay', 'race'];

export type ImpersonationReport = {
  attempts: Record<Attempt, number>;
  refusedForeign: number;
  answeredNothing: number;
  victimLanded: number;
  /** Anything that worked for the attacker, in words. Must stay empty. */
  successes: string[];
};

const VICTIM = 'p_victim' as PersonId;
const ATTACKER = 'p_attacker' as PersonId;
const CELLS = ['row:a', 'row:b', 'row:c'] as CellId[];

type Scene = {
  desk: Desk;
  random: Random;
  doc: Y.Doc;
  sent: Uint8Array[];
  fail: (text: string) => void;
};

export function impersonate(seed: number, count: number): ImpersonationReport {
  const report: ImpersonationReport = {
    attempts: { forge: 0, equivocate: 0, replay: 0, race: 0 },
    refusedForeign: 0,
    answeredNothing: 0,
    victimLanded: 0,
    successes: [],
  };
  for (let i = 0; i < count; i++) {
    for (const attempt of ATTEMPTS) {
      const random = randomFrom(seed * 7919 + i * 4 + ATTEMPTS.indexOf(attempt));
      const scene = openScene(random, (text) =>
        report.successes.push(`seed ${seed} round ${i} ${attempt}: ${text}`),
      );
      report.attempts[attempt]++;
      PLAYS[attempt](scene, report);
      victimGoesOn(scene, report);
      checkAuthors(scene);
    }
  }
  return report;
}

function openScene(random: Random, fail: (text: string) => void): Scene {
  const desk = openDesk(baseUpdate([[CELLS[0] as CellId, 'base']]));
  const doc = createRoom();
  doc.clientID = 2 + random.below(2 ** 32 - 2);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(desk.room.doc), 'server');
  const scene: Scene = { desk, random, doc, sent: [], fail };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') scene.sent.push(update);
  });
  for (let i = 1 + random.below(4); i > 0; i--) victimTypes(scene);
  return scene;
}

/** The victim types and the server takes it. Answers the bytes. */
function victimTypes({ desk, random, doc, sent, fail }: Scene): Uint8Array {
  setCells(doc, [[random.pick(CELLS), `true ${random.below(1e9)}`]], undefined);
  const update = sent.at(-1) as Uint8Array;
  if (offer(desk, VICTIM, update).kind !== 'edit') fail('the victim was refused');
  return update;
}

type Play = (scene: Scene, report: ImpersonationReport) => void;

const PLAYS: Record<Attempt, Play> = {
  /** The next clock of the victim's client, written by another. */
  forge: (scene, report) => {
    const { desk, random, doc } = scene;
    const clock = Y.getState(desk.room.doc.store, doc.clientID) + random.below(2);
    const content = random.chance(0.5) ? raw.any('forged') : raw.tombstone(1 + random.below(99));
    expectForeign(scene, report, write(doc.clientID, clock, content, random.pick(CELLS)));
  },
  /** Another content for a clock that is known: by the other, then by the author himself. */
  equivocate: (scene, report) => {
    const { desk, random, doc } = scene;
    const last = Y.getState(desk.room.doc.store, doc.clientID) - 1;
    // Once in three times the lie keeps the cell and origin of the truth and is about the text alone.
    const [clock, key] = random.chance(0.3) ? lastLive(scene) : [random.below(last + 1), 'other'];
    const lie = write(doc.clientID, clock, raw.any('another story'), key);
    for (const person of [ATTACKER, VICTIM]) {
      const before = JSON.stringify([...readCells(desk.room.doc)]);
      const verdict = offer(desk, person, lie);
      const code = verdict.kind === 'refused' ? verdict.refusal.code : verdict.kind;
      if (code === 'foreign-client') report.refusedForeign++;
      else if (code !== (person === VICTIM ? 'forbidden-shape' : 'foreign-client')) {
        scene.fail(`equivocation was answered ${code}`);
      }
      if (JSON.stringify([...readCells(desk.room.doc)]) !== before) scene.fail('a text changed');
    }
  },
  /** The victim's own bytes sent by another: before the server has them, and after. */
  replay: (scene, report) => {
    const { desk, doc, random, sent } = scene;
    setCells(doc, [[random.pick(CELLS), `stolen ${random.below(1e9)}`]], undefined);
    const stolen = sent.at(-1) as Uint8Array;
    expectForeign(scene, report, stolen);
    if (offer(desk, VICTIM, stolen).kind !== 'edit') scene.fail('the author was refused');
    const verdict = offer(desk, ATTACKER, stolen);
    if (verdict.kind === 'nothing') report.answeredNothing++;
    else scene.fail(`the replay was answered ${verdict.kind}`);
  },
  /** Both write first under an id nobody owns: one gets it, the other is refused and goes on under a new one. */
  race: (scene, report) => {
    const { desk, random } = scene;
    const client = 2 + random.below(2 ** 31);
    const pair = random.chance(0.5) ? [ATTACKER, VICTIM] : [VICTIM, ATTACKER];
    const verdicts = pair.map((person) =>
      offer(desk, person, write(client, 0, raw.any(`by ${person}`), 'row:new')),
    );
    if (verdicts[0]?.kind !== 'edit') scene.fail('the first was refused');
    if (verdicts[1]?.kind !== 'refused') scene.fail('the second was acknowledged');
    if (desk.owners.get(client) !== pair[0]) scene.fail('the first does not own the id');
    const second = offer(
      desk,
      pair[1] as PersonId,
      write(client, 1, raw.any('second'), random.pick(CELLS)),
    );
    if (second.kind === 'refused' && second.refusal.code === 'foreign-client') {
      report.refusedForeign++;
    } else scene.fail(`the second was answered ${second.kind}`);
  },
};

/** The place of a live text of the victim's that follows nothing, so that only the text has to be changed. */
function lastLive({ desk, doc }: Scene): [clock: number, key: string] {
  for (const [key, item] of desk.room.cells._map) {
    if (item.id.client === doc.clientID && !item.deleted && item.origin === null) {
      return [item.id.clock, key];
    }
  }
  return [0, 'other'];
}

function expectForeign(scene: Scene, report: ImpersonationReport, update: Uint8Array): void {
  const verdict = offer(scene.desk, ATTACKER, update);
  if (verdict.kind === 'refused' && verdict.refusal.code === 'foreign-client') {
    report.refusedForeign++;
  } else scene.fail(`answered ${verdict.kind}`);
}

function write(client: number, clock: number, content: raw.RawContent, key: string): Uint8Array {
  return raw.writeUpdate({
    sections: [{ client, clock, structs: [{ content, key }] }],
    deletes: [],
  });
}

/** Whatever was tried: the victim's next edit lands and is what everybody sees. */
function victimGoesOn(scene: Scene, report: ImpersonationReport): void {
  const { desk, doc } = scene;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(desk.room.doc, Y.encodeStateVector(doc)), 'server');
  const update = victimTypes(scene);
  const [cell] = Y.decodeUpdate(update).structs;
  const entry = cell === undefined ? undefined : Y.getItem(desk.room.doc.store, cell.id);
  const key = entry instanceof Y.Item ? entry.parentSub : null;
  const shown = key === null ? undefined : desk.room.doc.getMap(ROOT).get(key);
  if (typeof shown === 'string' && shown === doc.getMap(ROOT).get(key as string)) {
    report.victimLanded++;
  } else scene.fail('the next edit of the victim did not land');
}

/** Every entry of the room stands in the journal under the person who owns its client. */
function checkAuthors({ desk, fail }: Scene): void {
  for (const { by, update } of desk.journal) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (desk.owners.get(struct.id.client) !== by) fail('the journal names another author');
    }
  }
}
