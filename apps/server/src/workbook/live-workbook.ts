/**
 * A workbook at work: one queue, in which every edit and every command is decided, made durable, and only then applied,
 * answered and shown.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import { fold } from '@tallystick/domain/fold';
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { no, type Outcome } from '@tallystick/domain/refusals';
import { type Actor, actorOf, may } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import { CLOSE } from '@tallystick/protocol/close-codes';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import type { LiveMessage } from '@tallystick/protocol/live';
import type { AppendResult } from '@tallystick/store/port-journal';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attendee } from '../room/attendee.ts';
import { LiveRoom, type UpdatePages } from '../room/live-room.ts';
import { MOVED_ROOM_CLOSE_MS, STORE_RETRY_MS } from '../service/limits.ts';
import {
  answerAtOnce,
  answerOvertaken,
  answerUnwritable,
  isPlain,
  lostValues,
  tellBoth,
} from './answers.ts';
import { appendOne } from './append-one.ts';
import { Attendance, whoIs } from './attendance.ts';
import type { Claims } from './claims.ts';
import { answerAgain, type Asked, drawSalt, loadedFor, type Plan, planCommand } from './command.ts';
import type { Deps } from './deps.ts';
import { tellEnding } from './ending-log.ts';
import { EditQueue } from './edit-queue.ts';
import { requestOf, rulesOf, takeBatch } from './edits.ts';
import { importedEdits, keepNamed, type Named } from './imported-edits.ts';
import type { LastWrites } from './last-writes.ts';
import { type Loaded, loadWorkbook } from './load.ts';
import { rollOver } from './roll-over.ts';
import { type DecidedEdit, isWrite, type Rules, type Waiting } from './waiting.ts';
import type { PersonRow } from '@tallystick/store/rows';

type WaitingCommand = Named & { answer: (outcome: Outcome<CommandAnswer>) => void };

export class LiveWorkbook {
  readonly id: WorkbookId;
  readonly #deps: Deps;
  readonly #here = new Attendance();
  readonly #edits = new EditQueue();
  readonly #commands: WaitingCommand[] = [];
  #state: WorkbookState;
  #head: number;
  #claims: Claims;
  #last: LastWrites;
  #room: LiveRoom;
  #running: Promise<void> | null = null;
  #stopping = false;
  /** Set between two tries while the store cannot write: who waits for one answer has it at once. */
  #isStoreAway = false;
  /** Set while the room is dropped and read again from the journal. */
  #reloading: Promise<void> | null = null;
  #usedAt: number;

  private constructor(deps: Deps, id: WorkbookId, loaded: Loaded & { room: LiveRoom }) {
    this.#deps = deps;
    this.id = id;
    this.#state = loaded.state;
    this.#head = loaded.head;
    this.#claims = loaded.claims;
    this.#last = loaded.last;
    this.#room = loaded.room;
    this.#usedAt = deps.now();
  }

  /** Opens a workbook from the journal; undefined where there is none. */
  static async open(deps: Deps, id: WorkbookId): Promise<LiveWorkbook | undefined> {
    let loaded = await loadWorkbook(deps.store, id);
    if (loaded === undefined) return undefined;
    if (await rollOver(deps, id, loaded)) loaded = (await loadWorkbook(deps.store, id)) ?? loaded;
    const { generation, updates } = loaded;
    const room = await LiveRoom.open(deps, { workbook: id, generation }, updates());
    return new LiveWorkbook(deps, id, { ...loaded, room });
  }

  get state(): WorkbookState {
    return this.#state;
  }
  get head(): number {
    return this.#head;
  }
  get room(): LiveRoom {
    return this.#room;
  }
  /** Whose a client id is; undefined while nobody has written under it. */
  ownerOf(client: number): PersonId | undefined {
    return this.#claims.get(client);
  }
  /** Nobody is here, nothing waits, and nothing was asked since `since` (milliseconds). */
  isIdleSince(since: number): boolean {
    return this.#here.size === 0 && this.#running === null && this.#usedAt < since;
  }

  actor(person: PersonId, admin = false): Actor {
    this.#usedAt = this.#deps.now();
    return actorOf(this.#state, person, admin);
  }

  /** Why a person may not join the room, as a code; undefined where they may. */
  mayRead(person: PersonId): string | undefined {
    if (this.#state.deleted) return 'not-found';
    return may(this.actor(person), 'read-room', { state: this.#state })?.code;
  }

  /** Waits out a reload: nobody enters a room that is about to be dropped. */
  async ready(): Promise<void> {
    while (this.#reloading !== null) await this.#reloading;
  }

  join(socket: Attendee): boolean {
    return !this.#stopping && this.#here.join(socket);
  }

  leave(socket: Attendee): void {
    this.#here.leave(socket);
  }

  whoIs(person: PersonRow): ReturnType<typeof whoIs> {
    return whoIs(this.#state, person);
  }

  /** Takes an edit into the queue; its source is answered when it is durable, refused, or will not be decided. */
  submit(edit: Waiting): void {
    const isRefused = this.#isStoreAway && isWrite(edit);
    const isTaken = !this.#stopping && this.#reloading === null && !isRefused;
    if (isTaken && this.#edits.add(edit)) this.#wake();
    else edit.source.undecided();
  }

  /** Carries out a command once, however often it is asked under one id. */
  async command(asked: Asked): Promise<Outcome<CommandAnswer>> {
    if (this.#state.deleted) return no('not-found');
    if (this.#stopping || this.#reloading !== null) return no('unavailable');
    const done = await this.#doneBefore(asked);
    if (done !== undefined) return done;
    const named = await keepNamed(this.#deps, this, asked);
    // It may have begun to stop while the journal was read.
    if (this.#stopping || this.#reloading !== null || this.#isStoreAway) return no('unavailable');
    return await new Promise((answer) => {
      this.#commands.push({ ...named, answer });
      this.#wake();
    });
  }

  /** Waits until what is in the queue is decided; nothing is taken afterwards. */
  async drain(): Promise<void> {
    this.#stopping = true;
    while (this.#running !== null) await this.#running;
  }

  async close(): Promise<void> {
    await this.drain();
    await this.#room.close();
  }

  #wake(): void {
    if (this.#running !== null) return;
    // What one socket says at once is decided together; while that is written, the others' edits gather.
    this.#running = Promise.resolve()
      .then(() => this.#run())
      .catch((error: unknown) => this.#recover(error))
      .finally(() => {
        this.#running = null;
        if (this.#isWork) this.#wake();
      });
  }

  get #isWork(): boolean {
    return this.#edits.waiting.length + this.#commands.length > 0;
  }

  async #run(): Promise<void> {
    while (this.#isWork) {
      if (this.#edits.waiting.length > 0) await this.#runEdits();
      const command = this.#commands.shift();
      if (command === undefined) continue;
      try {
        command.answer(await this.#runCommand(command));
      } catch (error) {
        // Whether it was written is not known here; the same id asked again will tell.
        command.answer(no('unavailable'));
        throw error;
      }
    }
  }

  async #runEdits(): Promise<void> {
    if (this.#commands.length === 0) await this.#room.fanOut.gathered();
    const began_ms = performance.now();
    answerOvertaken(this.#edits.waiting, this.#room);
    const now = this.#deps.now();
    const batch = takeBatch(this.#edits.waiting, this.#rules(now), (edit, verdict) => {
      const { tellPerson } = this.#here;
      const authorOf = this.#authorOf(edit);
      answerAtOnce(edit, verdict, { head: this.#head, authorOf, tellPerson });
    });
    this.#edits.begin(batch);
    if (batch.length === 0) return;
    const at = { workbook: this.id, head: this.#head, now };
    const result = await appendOne(this.#deps, requestOf(batch, at));
    if (!result.ok) {
      // Nothing was written, and the room has not changed.
      this.#edits.putBack();
      if (result.why === 'unavailable') await this.#waitForStore();
      else await this.#catchUp();
      return;
    }
    this.#room.fanOut.wrote(performance.now() - began_ms);
    this.#stand(batch, { first: result.first, at: now });
  }

  /** Edits are durable, as the entries from `first` on. */
  #stand(batch: DecidedEdit[], { first, at }: { first: number; at: number }): void {
    this.#head = first + batch.length - 1;
    // Durable is saved: nobody waits for the room.
    for (const [i, edit] of batch.entries()) this.#answerSaved(edit, first + i);
    this.#edits.done();
    this.#room.apply(
      batch.map((edit) => edit.update),
      batch.length === 1 && batch.every(isPlain),
    );
    for (const edit of batch) tellBoth(edit, this.#authorOf(edit), this.#here.tellPerson);
    this.#last.note(batch, { first, at });
  }

  #rules(now: number): Rules {
    const known = { state: this.#state, claims: this.#claims, last: this.#last };
    return rulesOf({ catalogue: this.#deps.catalogueOf(known.state.edition), now, ...known });
  }

  /** What never stood is said to be lost first: the acknowledgement is of the rest. */
  #answerSaved(edit: DecidedEdit, number: number): void {
    for (const client of edit.clients) this.#claims.set(client, edit.source.person);
    for (const notice of lostValues(edit, this.#authorOf(edit))) edit.source.lost(notice);
    for (const part of edit.parts) part.source.saved(number);
  }

  /** Who set a cell before an edit. */
  #authorOf(edit: { source: { person: PersonId } }): (cell: CellId) => PersonId {
    return (cell) => this.#last.authorOf(cell) ?? edit.source.person;
  }

  async #runCommand(asked: WaitingCommand): Promise<Outcome<CommandAnswer>> {
    for (;;) {
      const loaded = await loadedFor(this.#deps.store, asked, { id: this.id, state: this.#state });
      const now = this.#deps.now();
      const planned = planCommand(asked, {
        workbook: this.id,
        state: this.#state,
        head: this.#head,
        now,
        catalogueOf: this.#deps.catalogueOf,
        cells: () => this.#room.cells(),
        salt: drawSalt(),
        ...loaded,
        files: asked.files,
        evidence: asked.evidence,
        edits: (of) => importedEdits(of, this.#room, this.#rules(now)),
      });
      // The same id may have been waiting twice: what refuses the second may be the first.
      if (!planned.ok) return (await this.#doneBefore(asked)) ?? planned;
      const result = await appendOne(this.#deps, planned.value.request);
      if (result.ok) {
        await this.#done(planned.value, result);
        tellEnding(this.#deps.log, this.id, asked);
        return { ok: true, value: { number: result.head, head: result.head } };
      }
      if (result.why === 'repeated') return answerAgain(asked, result.entry);
      if (result.why === 'unavailable') return no('unavailable');
      await this.#catchUp();
    }
  }

  /** The answer to a command that was carried out before; undefined where it was not. */
  async #doneBefore(asked: Asked): Promise<Outcome<CommandAnswer> | undefined> {
    const done = await this.#deps.store.entryOfCommand(this.id, asked.id);
    return done === undefined ? undefined : answerAgain(asked, done.entry);
  }

  /** A command is durable: the state moves, a new room opens where it must, everybody who may see it is told. */
  async #done(plan: Plan, result: Extract<AppendResult, { ok: true }>): Promise<void> {
    const { entry: planned, edits } = plan;
    if (edits.length > 0) this.#stand(edits, { first: result.first, at: planned.at });
    this.#head = result.head;
    const entry = { ...planned, number: result.head } as EventEntry;
    const before = this.#here.roles(this.#state);
    this.#state = fold(this.#state, entry);
    const name = (await this.#deps.names([entry.by])).get(entry.by) ?? '';
    this.#here.show(this.#state, { ...entry, name });
    if (plan.request.generation !== undefined) {
      await this.#moveTo(plan.request.generation.generation, [[plan.request.generation.base]]);
    }
    this.#here.closeChanged(before, this.#state);
    if (entry.event.type === 'deleted') this.#endForGood();
    this.#deps.happened?.(this, entry);
  }

  /** It was deleted: nobody stays, and nothing that waits is decided. */
  #endForGood(): void {
    this.#stopping = true;
    this.#state = { ...this.#state, deleted: true };
    this.#here.closeAll(CLOSE.DELETED, 'deleted');
    for (const command of this.#commands.splice(0)) command.answer(no('not-found'));
    this.#edits.leaveUndecided();
  }

  /** Tells those who are here and whom it is for: everybody where nothing else is said. */
  tellAll(message: LiveMessage, isFor?: (person: PersonId) => boolean): void {
    this.#here.tellAll(message, isFor);
  }

  /** Goes on in a room of the next generation. Clients of the old one are told and closed a little later. */
  async #moveTo(generation: number, updates: UpdatePages): Promise<void> {
    const old = this.#room;
    this.#room = await LiveRoom.open(this.#deps, { workbook: this.id, generation }, updates);
    old.superseded = true;
    const left = this.#here.all();
    for (const socket of left) socket.moved(generation);
    const closing = setTimeout(() => {
      for (const socket of left) socket.close(CLOSE.MOVED, 'moved');
      old.close().catch((error: unknown) => this.#deps.log.error({ error }, 'old room not closed'));
    }, MOVED_ROOM_CLOSE_MS);
    closing.unref();
  }

  /** While nothing can be written only those wait whose client keeps its edits and goes on without an answer. */
  async #waitForStore(): Promise<void> {
    for (const command of this.#commands.splice(0)) command.answer(no('unavailable'));
    answerUnwritable(this.#edits.waiting);
    // The server that comes after may be able to write; this one would never end.
    if (this.#stopping) return this.#edits.leaveUndecided();
    this.#isStoreAway = true;
    await pause(STORE_RETRY_MS);
    this.#isStoreAway = false;
  }

  /** Another process appended first, or knows of a claim: read the journal anew. */
  async #catchUp(): Promise<void> {
    const loaded = await this.#load();
    if (loaded === undefined) return this.#endForGood();
    this.#take(loaded);
    if (loaded.generation !== this.#room.generation) {
      await this.#moveTo(loaded.generation, loaded.updates());
    } else for await (const page of loaded.updates()) this.#room.apply(page);
  }

  async #load(): Promise<Loaded | undefined> {
    return await loadWorkbook(this.#deps.store, this.id);
  }

  #take({ state, head, claims, last }: Loaded): void {
    this.#state = state;
    this.#head = head;
    this.#claims = claims;
    this.#last = last;
  }

  /** A defect while deciding: the document may be half changed, so it is dropped and read again from the journal. */
  async #recover(error: unknown): Promise<void> {
    this.#deps.log.error(
      { error, workbook: this.id },
      'defect while deciding; reloading the workbook',
    );
    for (const command of this.#commands.splice(0)) command.answer(no('unavailable'));
    this.#here.closeAll(CLOSE.GOING_DOWN, 'reload');
    this.#edits.leaveUndecided();
    this.#reloading = this.#reload().finally(() => {
      this.#reloading = null;
    });
    await this.#reloading;
  }

  /** Tries until the journal can be read; meanwhile everybody waits outside. */
  async #reload(): Promise<void> {
    while (!this.#stopping) {
      await pause(STORE_RETRY_MS);
      try {
        const loaded = await this.#load();
        if (loaded === undefined) return this.#endForGood();
        // Whoever has not gone by now would keep the dropped document alive.
        for (const socket of this.#here.all()) socket.ws.terminate();
        await this.#room.close();
        const room = { workbook: this.id, generation: loaded.generation };
        this.#room = await LiveRoom.open(this.#deps, room, loaded.updates());
        this.#take(loaded);
        return;
      } catch (error) {
        this.#deps.log.error({ error, workbook: this.id }, 'workbook could not be reloaded');
      }
    }
  }
}
