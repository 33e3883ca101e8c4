/**
 * One open tab: a Yjs document and the rules by which the web app keeps it in step with the server. It is the client of
 * every random session; it holds what each screen showed against the journal.
 *
 * Rules: a change is sent at once. When a connection is new, every change that was not acknowledged is sent again as it
 * was typed, before the server's state is merged: merging may delete a value that lost, and then nobody would ever read
 * it. After a refusal the document is made anew, the refused values become drafts and all others that were not
 * acknowledged are typed again; after a lock likewise, in the room of the next generation. Where another text stands by
 * then, which its author has not seen, the value becomes a draft: it may have been saved and overwritten. What is typed
 * before a new document is in step waits until it is.
 */
import { type CellId, splitCellId } from '@tallystick/domain/cells/ids';
import type { Event } from '@tallystick/domain/events';
import type { LiveMessage } from '@tallystick/protocol/live';
import { createRoom, readCells, ROOT, setCells } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { askFrame, authFrame, editFrame, giveFrame, hear, presenceFrame } from './client-frames.ts';
import type { Link } from './sim-server.ts';
import type { Delivery } from './sim-socket.ts';
import type { Surroundings, View } from './surroundings.ts';
import { type Typed, Unacknowledged } from './unacknowledged.ts';
import type { PersonRow } from '@tallystick/store/rows';

const LOCAL = 'local';

export class Editor {
  readonly name: string;
  readonly person: PersonRow;
  /** A plain Yjs provider: it gives what the server asks for, and sends nothing again as it was typed. */
  readonly isPlain: boolean;
  readonly drafts: Typed[] = [];
  readonly log: Typed[] = [];
  readonly pending = new Unacknowledged();
  link: Link | null = null;
  /** The door said no, or the room has moved on: ask where the workbook is now. */
  wantsView = false;
  wantsOffline = false;
  synced = false;
  #locked = false;
  readonly #open = new Set<string>();
  /** Rows that this person may fill, as far as this tab knows. */
  #mine: Set<string> | 'all' = 'all';
  room: string;
  doc: Y.Doc;
  readonly #around: Surroundings;
  /** Waits for a new document to be in step: the last value typed into each cell. */
  #carry = new Map<CellId, Typed>();
  #lastSent: Uint8Array | null = null;
  /** Typed without a connection, and not brought back yet. */
  readonly #away: Typed[] = [];
  #writing: Typed[] = [];

  constructor(
    made: { name: string; person: PersonRow; view: View; isPlain?: boolean },
    around: Surroundings,
  ) {
    this.isPlain = made.isPlain ?? false;
    this.name = made.name;
    this.person = made.person;
    this.room = made.view.room;
    this.#around = around;
    this.#know(made.view);
    this.doc = this.#newDocument();
  }

  cells(): Map<CellId, string> {
    return readCells(this.doc);
  }

  /** Nothing typed here waits for an answer. */
  get isAtRest(): boolean {
    return this.synced && this.pending.framesOpen === 0 && this.unanswered === 0;
  }

  get unanswered(): number {
    return this.pending.size + this.#carry.size;
  }

  /**
   * Sets or clears cells in one go, as a person does on leaving a cell or pasting. What this tab knows to be forbidden
   * becomes a draft at once; `isBlind` sends it all the same, as a tab does that does not know yet.
   */
  type(changes: [CellId, string | null][], isBlind = false): Typed[] {
    const { person } = this.person;
    const isUnsure = !this.synced;
    const cells = this.cells();
    const typed = changes.map(([cell, text]): Typed => {
      const seen = [cells.get(cell) ?? null];
      return { person, cell, text, fate: 'waiting', isUnsure, seen };
    });
    this.log.push(...typed);
    if (this.link === null) this.#away.push(...typed);
    const allowed = isBlind ? typed : this.#permitted(typed);
    if (this.#hasBeenSynced) this.#write(allowed);
    else this.#wait(allowed);
    return typed;
  }

  connect(): void {
    const link = this.#around.connect(this.person);
    if (link === undefined) return;
    this.link = link;
    // What the server has from now on may have crossed with it on the wire.
    const head = this.#around.mirror.entries.length;
    for (const typed of this.#away.splice(0)) typed.cameBackAt = head;
    link.send(authFrame(this.room));
    link.send(askFrame(this.room, Y.encodeStateVector(this.doc)));
    link.send(presenceFrame(this.room, this.doc.clientID));
  }

  /** The connection is gone, known to this side. */
  disconnected(): void {
    this.link = null;
    this.synced = false;
    // An acknowledgement may have been lost with the connection.
    for (const typed of this.pending.typed()) typed.isUnsure = true;
    this.pending.lostConnection();
  }

  goOffline(): void {
    this.wantsOffline = true;
    this.link?.leave();
    this.disconnected();
  }

  /** Sends the last update once more, as a client does that is not sure. */
  resend(): boolean {
    if (this.#lastSent === null || this.link === null || !this.synced) return false;
    this.#sendUpdate(this.#lastSent);
    return true;
  }

  /** What the workbook says of itself, after the door said no. */
  look(view: View): void {
    this.wantsView = false;
    this.#know(view);
    if (view.room !== this.room) this.#join(view.room);
  }

  /** One thing arrives from the server. */
  hear(delivery: Delivery): void {
    if (delivery.kind === 'closed') {
      this.link?.leave();
      this.disconnected();
      return;
    }
    const heard = hear(delivery.data);
    switch (heard.heard) {
      case 'update':
        Y.applyUpdate(this.doc, heard.update, 'remote');
        break;
      case 'state':
        this.#inStep(heard.update);
        break;
      case 'wants state':
        this.#around.tally.wholes++;
        this.pending.sentWhole();
        this.link?.send(giveFrame(this.room, Y.encodeStateAsUpdate(this.doc, heard.vector)));
        break;
      case 'welcome':
        if (this.isPlain) break;
        for (const update of this.pending.updates()) this.#sendUpdate(update);
        break;
      case 'saved':
        this.#saved();
        break;
      case 'denied':
        this.#around.tally.denied++;
        this.#close();
        this.wantsView = true;
        break;
      case 'message':
        this.#told(heard.message);
        break;
      case 'other':
        break;
    }
  }

  #hasBeenSynced = false;

  #inStep(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, 'remote');
    this.synced = true;
    this.#hasBeenSynced = true;
    this.#shown(new Set(this.doc.getMap(ROOT).keys()) as Set<CellId>);
    const carried = [...this.#carry.values()];
    this.#carry.clear();
    if (carried.length === 0) return;
    const cells = this.cells();
    const waiting = carried.filter(({ cell, text }) => (cells.get(cell) ?? null) !== text);
    for (const typed of carried) if (!waiting.includes(typed)) typed.fate = 'same';
    const isNews = ({ cell, seen }: Typed) => !seen.includes(cells.get(cell) ?? null);
    const permitted = this.#permitted(waiting);
    this.#keepAsDrafts(permitted.filter(isNews), 'overtaken');
    const again = permitted.filter((typed) => !isNews(typed));
    this.#around.tally.repeated += again.length;
    for (const typed of again) this.#write([typed]);
  }

  #told(message: LiveMessage): void {
    switch (message.type) {
      case 'event':
        this.#learn(message.entry.event as Event);
        break;
      case 'refused':
        this.#refused(message.refusal.code, message.values);
        break;
      case 'moved':
        this.#join(`${this.room.slice(0, this.room.lastIndexOf('~'))}~${message.generation}`);
        break;
      case 'overwritten':
        this.#around.tally.toldOverwritten++;
        break;
    }
  }

  #know(view: View): void {
    this.#locked = view.locked;
    this.#open.clear();
    for (const name of view.open ?? []) this.#open.add(name);
    this.#mine = view.mine === 'all' ? 'all' : new Set(view.mine);
  }

  #learn(event: Event): void {
    if (event.type === 'locked') this.#locked = true;
    if (event.type === 'unlocked') this.#locked = false;
    if (event.type === 'locked' || event.type === 'unlocked') this.#open.clear();
    // Which of several ended does not matter here: there is never more than one, and the server decides.
    if (event.type === 'reopening-ended') this.#open.clear();
    if (event.type === 'cells-reopened') {
      for (const name of [...event.cells, ...event.rows]) this.#open.add(name);
    }
    if (event.type !== 'rows-assigned' || this.#mine === 'all') return;
    for (const row of event.rows) {
      if (event.entity === null) this.#mine.delete(row);
      else this.#mine.add(row);
    }
  }

  /** What this tab knows no reason against; the rest becomes drafts. */
  #permitted(typed: Typed[]): Typed[] {
    const isAllowed = ({ cell }: Typed) => {
      const row = splitCellId(cell)?.row ?? '';
      if (this.#locked && !this.#open.has(cell) && !this.#open.has(row)) return false;
      return this.#mine === 'all' || this.#mine.has(row);
    };
    const refused = typed.filter((each) => !isAllowed(each));
    if (refused.length > 0) this.#keepAsDrafts(refused, this.#locked ? 'locked' : 'not-assigned');
    return typed.filter(isAllowed);
  }

  #saved(): void {
    const writes = this.pending.acknowledged();
    if (writes === undefined) {
      this.#around.fault(`${this.name} was acknowledged something it had not sent`);
      return;
    }
    for (const typed of writes.flatMap((write) => write.typed)) {
      typed.fate = 'saved';
      this.#around.tally.saved++;
      if (this.#isInJournal(typed)) {
        this.#around.onSaved?.(typed);
      } else if (this.isPlain) this.#around.tally.forgotten++;
      else {
        this.#around.fault(`${this.name}: ${typed.cell}=${typed.text} saved, but in no entry`);
      }
    }
  }

  #isInJournal({ person, cell, text }: Typed): boolean {
    // A clearing of what somebody else has set anew meanwhile changes nothing and leaves no entry.
    return text === null || this.#around.mirror.timesTyped(person, cell, text) > 0;
  }

  #refused(code: string, values: [string, string | null][]): void {
    const { tally } = this.#around;
    tally.refusals[code] = (tally.refusals[code] ?? 0) + 1;
    this.#gather();
    const refused: Typed[] = [];
    for (const [cell] of values) {
      const typed = this.#carry.get(cell as CellId);
      if (typed === undefined) continue;
      this.#carry.delete(cell as CellId);
      refused.push(typed);
    }
    this.#keepAsDrafts(refused, code);
    this.#join(this.room);
  }

  #keepAsDrafts(typed: Typed[], code: string): void {
    for (const each of typed) {
      each.fate = 'refused';
      this.drafts.push(each);
      this.#around.tally.drafts++;
      this.#around.onRefused?.(each, code);
    }
  }

  /** A new document in a room; what is not acknowledged comes along. */
  #join(room: string): void {
    this.#gather();
    this.#close();
    this.room = room;
    this.doc.destroy();
    this.doc = this.#newDocument();
    this.#lastSent = null;
    this.#hasBeenSynced = false;
  }

  #close(): void {
    this.link?.leave();
    this.disconnected();
  }

  #gather(): void {
    this.#wait(this.pending.drain());
  }

  #wait(typed: Typed[]): void {
    for (const each of typed) {
      const earlier = this.#carry.get(each.cell);
      if (earlier !== undefined) {
        earlier.fate = 'replaced';
        each.seen.push(...earlier.seen, earlier.text);
      }
      this.#carry.set(each.cell, each);
    }
  }

  #write(typed: Typed[]): void {
    this.#writing = typed;
    setCells(
      this.doc,
      typed.map(({ cell, text }) => [cell, text]),
      LOCAL,
    );
    for (const each of this.#writing) each.fate = 'same';
    this.#writing = [];
  }

  #newDocument(): Y.Doc {
    const doc = createRoom();
    doc.clientID = 2 + this.#around.random.below(2 ** 32 - 3);
    doc.getMap(ROOT).observe((event, transaction) => {
      // A page shows a new document once it is in step: what is broadcast before may lack what it lost against.
      if (transaction.origin !== LOCAL && this.#hasBeenSynced)
        this.#shown(event.keysChanged as Set<CellId>);
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === LOCAL) this.#changed(update);
    });
    return doc;
  }

  /** Nobody's screen shows what no entry has set. */
  #shown(cells: Set<CellId>): void {
    const { mirror, fault } = this.#around;
    for (const cell of cells) {
      const text = this.doc.getMap(ROOT).get(cell);
      if (typeof text !== 'string') continue;
      if (mirror.hasShown(cell, text)) {
        mirror.sees(cell, text);
        continue;
      }
      if (this.pending.typed().some((typed) => typed.cell === cell && typed.text === text))
        continue;
      fault(`${this.name} was shown ${cell}=${text}, which is in no entry`);
    }
  }

  #changed(update: Uint8Array): void {
    this.pending.add({ update, typed: this.#writing });
    this.#writing = [];
    if (this.link !== null) this.#sendUpdate(update);
  }

  #sendUpdate(update: Uint8Array): void {
    this.#lastSent = update;
    this.pending.sentUpdate(update);
    this.link?.send(editFrame(this.room, update));
  }
}
