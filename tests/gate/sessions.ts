/** Honest people at work: tabs, lost connections, reloads, stale edits. The gate must take everything they send. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { baseUpdate, createRoom, readCells, setCells } from '@tallystick/room/shape';
import { replay } from '@tallystick/room/replay';
import * as Y from 'yjs';
import { type Desk, offer, openDesk } from './desk.ts';
import { type Random, randomFrom } from './random.ts';

export type SessionReport = {
  sessions: number;
  updates: number;
  accepted: number;
  nothing: number;
  later: number;
  reconnects: number;
  wholes: number;
  reloads: number;
  siblingUpdates: number;
  lost: number;
  unseen: number;
  /** Everything the gate refused, or asked for twice, with its seed. Must stay empty. */
  refused: string[];
  /** Replicas that differ at the end, or a cell that changed otherwise than foretold. Must stay empty. */
  diverged: string[];
};

/** A browser tab: its document, what it has not sent yet, what it has not received yet. */
type Tab = {
  person: PersonId;
  doc: Y.Doc;
  online: boolean;
  outbox: Uint8Array[];
  inbox: Uint8Array[];
};

type Session = {
  random: Random;
  desk: Desk;
  tabs: Tab[];
  report: SessionReport;
  where: string;
  counter: number;
};

const CELLS = Array.from({ length: 6 }, (_, i) => `row${i}:value` as CellId);
const STEPS = 60;

export function runSessions(seed: number, count: number): SessionReport {
  const report: SessionReport = {
    sessions: 0,
    updates: 0,
    accepted: 0,
    nothing: 0,
    later: 0,
    reconnects: 0,
    wholes: 0,
    reloads: 0,
    siblingUpdates: 0,
    lost: 0,
    unseen: 0,
    refused: [],
    diverged: [],
  };
  for (let i = 0; i < count; i++) runSession(seed + i, report);
  return report;
}

function runSession(seed: number, report: SessionReport): void {
  const random = randomFrom(seed);
  const desk = openDesk(baseUpdate(CELLS.slice(0, 3).map((cell) => [cell, 'base'])));
  const session: Session = { random, desk, tabs: [], report, where: `seed ${seed}`, counter: 0 };
  const persons = 1 + random.below(3);
  const tabs = 2 + random.below(4);
  for (let i = 0; i < tabs; i++)
    session.tabs.push(openTab(session, `p_${i % persons}` as PersonId));
  for (let step = 0; step < STEPS; step++) act(session, random.pick(session.tabs));
  for (const tab of session.tabs) if (!tab.online) reconnect(session, tab);
  for (let quiet = 0; quiet < 3; quiet++) {
    for (const tab of session.tabs) {
      flushOut(session, tab, tab.outbox.length);
      flushIn(tab, tab.inbox.length);
    }
  }
  compareAll(session);
  report.sessions++;
}

function openTab(session: Session, person: PersonId, doc: Y.Doc = createRoom()): Tab {
  // Ids decide who wins, so they too come from the seed.
  doc.clientID = 2 + session.random.below(2 ** 32 - 2);
  const tab: Tab = { person, doc, online: true, outbox: [], inbox: [] };
  Y.applyUpdate(
    doc,
    Y.encodeStateAsUpdate(session.desk.room.doc, Y.encodeStateVector(doc)),
    'server',
  );
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'server') return;
    // What a sibling tab sent is the sibling's to send on.
    if (origin !== 'sibling' && tab.online) tab.outbox.push(update);
  });
  return tab;
}

function act(session: Session, tab: Tab): void {
  const { random } = session;
  const roll = random.unit();
  if (roll < 0.5) type(session, tab);
  else if (roll < 0.68) flushOut(session, tab, 1 + random.below(3));
  else if (roll < 0.84) flushIn(tab, 1 + random.below(4));
  else if (roll < 0.91) whisper(session, tab);
  else if (roll < 0.96) {
    if (tab.online) disconnect(tab);
    else reconnect(session, tab);
  } else reload(session, tab);
}

/** One transaction: a cell, a few, or a paste; sometimes typed several times over, sometimes cleared. */
function type(session: Session, tab: Tab): void {
  const { random } = session;
  const times = random.chance(0.2) ? 1 + random.below(5) : 1;
  for (let t = 0; t < times; t++) {
    const count = random.chance(0.1) ? CELLS.length : 1 + random.below(2);
    const changes = Array.from({ length: count }, (): [CellId, string | null] => [
      random.pick(CELLS),
      random.chance(0.2) ? null : `${tab.person} ${session.counter++}`,
    ]);
    setCells(tab.doc, changes, 'typed');
  }
}

/** The provider's queue: updates one by one, or several merged into one message. */
function flushOut(session: Session, tab: Tab, count: number): void {
  if (!tab.online || tab.outbox.length === 0) return;
  const updates = tab.outbox.splice(0, count);
  if (updates.length > 1 && session.random.chance(0.5)) send(session, tab, Y.mergeUpdates(updates));
  else for (const update of updates) send(session, tab, update);
}

function flushIn(tab: Tab, count: number): void {
  for (const update of tab.inbox.splice(0, count)) Y.applyUpdate(tab.doc, update, 'server');
}

/** Two tabs of one person talk without the server (BroadcastChannel), whether online or not. */
function whisper(session: Session, tab: Tab): void {
  const siblings = session.tabs.filter((other) => other !== tab && other.person === tab.person);
  if (siblings.length === 0) return;
  const other = session.random.pick(siblings);
  const news = Y.encodeStateAsUpdate(tab.doc, Y.encodeStateVector(other.doc));
  Y.applyUpdate(other.doc, news, 'sibling');
  session.report.siblingUpdates++;
}

function disconnect(tab: Tab): void {
  tab.online = false;
  tab.outbox = [];
  tab.inbox = [];
}

/** Step 1 and step 2 in both directions: all that is unknown, and the whole delete set. */
function reconnect(session: Session, tab: Tab): void {
  const { desk, report } = session;
  report.reconnects++;
  const serverState = Y.encodeStateVector(desk.room.doc);
  tab.online = true;
  const isPlain = session.random.chance(0.3);
  if (isPlain) {
    // A plain client shows the whole of its document before it gets anything.
    report.wholes++;
    send(session, tab, Y.encodeStateAsUpdate(tab.doc));
  }
  Y.applyUpdate(
    tab.doc,
    Y.encodeStateAsUpdate(desk.room.doc, Y.encodeStateVector(tab.doc)),
    'server',
  );
  if (isPlain) return;
  // Sometimes it types on before its answer is made.
  if (session.random.chance(0.3)) type(session, tab);
  send(session, tab, Y.encodeStateAsUpdate(tab.doc, serverState));
}

/** The page is loaded anew from a local copy: another client id, the same entries, perhaps unsent ones. */
function reload(session: Session, tab: Tab): void {
  session.report.reloads++;
  const doc = createRoom();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(tab.doc), 'server');
  disconnect(tab);
  const fresh = openTab(session, tab.person, doc);
  fresh.online = false;
  session.tabs[session.tabs.indexOf(tab)] = fresh;
  reconnect(session, fresh);
}

function send(session: Session, tab: Tab, update: Uint8Array): void {
  if (receive(session, tab, update) !== 'later') return;
  session.report.later++;
  // The server answers with its step 1, the client with everything.
  const all = Y.encodeStateAsUpdate(tab.doc, Y.encodeStateVector(session.desk.room.doc));
  if (receive(session, tab, all) === 'later') {
    session.report.refused.push(`${session.where}: missing-dependency after step 1`);
  }
}

function receive(session: Session, tab: Tab, update: Uint8Array): string {
  const { desk, report } = session;
  report.updates++;
  const before = readCells(desk.room.doc);
  const verdict = offer(desk, tab.person, update);
  if (verdict.kind === 'nothing') report.nothing++;
  if (verdict.kind === 'refused') {
    report.refused.push(`${session.where}: ${JSON.stringify(verdict.refusal)}`);
  }
  if (verdict.kind !== 'edit') return verdict.kind;
  report.accepted++;
  const now = readCells(desk.room.doc);
  const foretold = new Map(verdict.changes.map((change) => [change.cell, change]));
  for (const cell of CELLS) {
    const was = before.get(cell) ?? null;
    const is = now.get(cell) ?? null;
    const change = foretold.get(cell);
    if (change === undefined ? was !== is : change.before !== was || change.after !== is) {
      report.diverged.push(`${session.where}: ${cell} changed otherwise than foretold`);
    }
    if (change?.attempted !== undefined) report.lost++;
    if (change?.unseen !== undefined) report.unseen++;
  }
  for (const other of session.tabs) if (other !== tab && other.online) other.inbox.push(update);
  return 'edit';
}

/** All tabs, the room, and the journal replayed from its base. */
function compareAll(session: Session): void {
  const { desk, report, where } = session;
  const wanted = snapshotOf(desk.room.doc);
  session.tabs.forEach((tab, i) => {
    if (snapshotOf(tab.doc) !== wanted) report.diverged.push(`${where}: tab ${i} differs`);
  });
  const replayed = replay(
    desk.base,
    desk.journal.map((entry) => entry.update),
  );
  if (snapshotOf(replayed) !== wanted) report.diverged.push(`${where}: the replay differs`);
}

function snapshotOf(doc: Y.Doc): string {
  const states = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  return JSON.stringify([states, [...readCells(doc)].sort(([a], [b]) => (a < b ? -1 : 1))]);
}
