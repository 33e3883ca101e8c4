/**
 * The cells of the live room as the screen shows them: what the room holds, what is on its way, what was refused.
 * Own file because the document behind it is replaced on a refusal or a lock while the screen goes on unchanged.
 */
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import { noteFormula, withDependents } from '@tallystick/domain/formula-links';
import type { CellId } from '@tallystick/domain/ids';
import { type Outcome, type Refusal, refuse, yes } from '@tallystick/domain/refusals';
import { ROOT, setCells } from '@tallystick/room/shape';
import type * as Y from 'yjs';
import type { Gesture } from '../sheet/port.ts';
import type {
  BlockWritten,
  CellListener,
  CellStore,
  CellTyped,
  Overwritten,
  RefusedDraft,
  SaveStatus,
} from './cell-store.ts';
import { type Direction, Gestures, type Turned, type Turning } from './gestures.ts';
import { HeldValues } from './held-values.ts';
import type { Keeping } from './keeping.ts';
import { keptInStorage } from './kept-in-storage.ts';
import { NextFrame } from './next-frame.ts';
import { changesOf } from './own-changes.ts';
import { OverwrittenMarks } from './overwritten-marks.ts';
import type { OwnValues } from './own-values.ts';
import { type PendingChange, PendingWrites } from './pending-writes.ts';
import { RefusedDrafts, UnsavedCopy } from './refused-drafts.ts';
import { readBlock } from './typed-block.ts';
import { writeBatches } from './write-batches.ts';

/** Origin of this client's own transactions. */
export const LOCAL = 'local';

type Permit = (cell: string) => Refusal | undefined;

export class LiveCells implements CellStore {
  /** Whose they are: what waits here is written by nobody else. */
  readonly person: string;
  readonly pending = new PendingWrites();
  readonly gestures = new Gestures();
  /** Cells whose last write is this page's own, with the time of its acknowledgement. */
  readonly savedHere = new Map<string, number>();
  /** How many documents were shown, one after the other. */
  adoptions = 0;
  savedAt: number | null = null;
  private doc: Y.Doc | undefined;
  private readonly shown = new Map<string, string>();
  private readonly formulas = new Map<string, string>();
  private readonly listeners = new Set<CellListener>();
  private readonly overtaken: OverwrittenMarks;
  readonly kept: RefusedDrafts;
  readonly own: OwnValues;
  private readonly copy: UnsavedCopy;
  private readonly permit: Permit;
  private readonly catalogue: Catalogue;
  private changed = new Set<string>();
  private readonly frames = new NextFrame(() => this.flush());
  /** Typed values that wait for a document; those on their way in one are `pending`. */
  private readonly held: HeldValues;
  /** The document is shown. */
  private isAdopted = false;
  /** The document takes writes. */
  private isOpen = false;
  private isCopyOld = false;
  isClosed = false;

  constructor(who: {
    workbook: string;
    person: string;
    catalogue: Catalogue;
    permit: Permit;
    /** Plain storage where none is given. */
    keeping?: Keeping;
  }) {
    this.person = who.person;
    this.catalogue = who.catalogue;
    this.permit = who.permit;
    const keeping = who.keeping ?? keptInStorage(who.workbook, who.person);
    this.kept = new RefusedDrafts(keeping);
    this.own = keeping.own;
    this.overtaken = new OverwrittenMarks(who.workbook, who.person);
    this.copy = new UnsavedCopy(keeping);
    const left = this.copy.take();
    this.held = new HeldValues(left);
    this.show(left.map(([cell]) => cell));
  }

  get unsaved(): number {
    return this.pending.size + this.held.size;
  }

  get(cell: string): string | undefined {
    return this.shown.get(cell);
  }

  entries(): Iterable<[string, string]> {
    return this.shown;
  }

  subscribe(listener: CellListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  status(cell: string): SaveStatus {
    if (this.kept.get(cell)) return 'refused';
    return this.pending.touches(cell) || this.held.get(cell) ? 'saving' : 'saved';
  }

  draft(cell: string): RefusedDraft | undefined {
    return this.kept.get(cell);
  }

  drafts(): RefusedDraft[] {
    return this.kept.all();
  }

  overwritten(cell: string): Overwritten | undefined {
    return this.overtaken.get(cell);
  }

  set(cell: string, typed: string): Outcome<void> {
    const [refusal] = this.setMany([[cell, typed]]);
    return refusal ? { ok: false, refusal } : yes(undefined);
  }

  setMany(changes: readonly (readonly [cell: string, typed: string])[]): Refusal[] {
    const block = changes.map(([cell, typed]) => ({ cell, typed }));
    return this.writeBlock('type', block).left.map(({ refusal }) => refusal);
  }

  writeBlock(gesture: Gesture, changes: readonly CellTyped[]): BlockWritten {
    const { catalogue, permit } = this;
    const shown = (cell: string) => this.shown.get(cell);
    const reading = { catalogue, permit, shown, now: Date.now() };
    const { taken, left, drafts } = readBlock(reading, gesture, changes);
    this.kept.keep(drafts);
    this.touch(drafts.map(({ cell }) => cell));
    return { taken: this.take(gesture, taken), left };
  }

  /** Takes back this person's last gesture, or brings it back. What it meets on the way is in `planned`. */
  turn(direction: Direction, over: boolean): Turned | undefined {
    const turned = this.gestures.turn(direction, { over, look: this.looks });
    if (turned) this.take(direction, turned.writes);
    return turned;
  }

  /** What `turn` would do now. */
  planned(direction: Direction): Turning | undefined {
    return this.gestures.plan(direction, this.looks);
  }

  discardDraft(cell: string): void {
    if (this.kept.drop(cell)) this.touch([cell]);
  }

  retryDraft(cell: string): Outcome<void> {
    const draft = this.kept.get(cell);
    if (!draft) return yes(undefined);
    if (draft.stored === undefined) return this.set(cell, draft.typed);
    const refusal = this.permit(cell);
    if (!refusal) this.take('type', [[cell, draft.stored]]);
    else this.kept.keep([{ ...draft, refusal, at: Date.now() }]);
    this.touch([cell]);
    return refusal ? { ok: false, refusal } : yes(undefined);
  }

  /** Sets a cell to a text as a room holds it (null clears): a value out of its history. A refusal changes nothing. */
  restore(cell: string, text: string | null): Outcome<void> {
    const refusal = this.permit(cell);
    if (refusal) return { ok: false, refusal };
    this.take('restore', [[cell, text]]);
    return yes(undefined);
  }

  /** A write of this person was overtaken, or overtook another; shown until the cell is written again. */
  markOverwritten(cell: string, what: Overwritten): void {
    this.overtaken.mark(cell, what, this.looks.text(cell));
    this.touch([cell]);
  }

  putOverwrittenAside(cell: string): void {
    this.overtaken.putAside(cell);
    this.touch([cell]);
  }

  /**
   * The server refused an edit: the document behind it has diverged and a new one must be followed. Values of the cells
   * that were refused become drafts, all others wait to be written again.
   */
  turnedBack(told: { cells: string[]; values: [string, string | null][]; refusal: Refusal }): void {
    this.held.hold(this.pending.drain());
    const refused = new Set(this.own.turnedBack(told.refusal) ? [] : told.cells);
    const late = told.values.filter(
      ([cell, text]) => refused.has(cell) && this.held.release(cell, text),
    );
    this.keepRefused(late, told.refusal);
    this.stash();
  }

  /** Begins to follow a document. What it lacks stays on the screen until `adopt`; what is typed waits for `admit`. */
  follow(doc: Y.Doc): void {
    if (this.isClosed) throw new Error('closed cells follow no document');
    this.held.hold(this.pending.drain());
    this.doc = doc;
    this.isAdopted = false;
    this.isOpen = false;
    const map = doc.getMap(ROOT);
    map.observe((event, transaction) => {
      if (this.doc !== doc) return;
      if (transaction.origin === LOCAL) this.written = changesOf(event, map);
      else this.remote(event.keysChanged as Set<string>);
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === LOCAL && this.doc === doc) this.announce(update, doc);
    });
  }

  /** Shows cells as they were kept in this browser, until a document is in step. What waits to be written stands over them. */
  recall(cells: Iterable<[string, string]>): void {
    if (this.isAdopted) return;
    for (const [cell, text] of cells) {
      if (this.held.get(cell)) continue;
      this.shown.set(cell, text);
      this.changed.add(cell);
    }
    this.frames.order();
  }

  /** The document while it holds what the server has said and acknowledged, and nothing else. */
  get settled(): Y.Doc | undefined {
    return this.isOpen && this.pending.size === 0 ? this.doc : undefined;
  }

  /** The document is in step with the server: the screen shows it, and what waits to be written. */
  adopt(doc: Y.Doc): void {
    if (this.doc !== doc) return;
    this.own.meet(doc);
    this.isAdopted = true;
    this.savedHere.clear();
    this.adoptions += 1;
    this.show(new Set([...this.shown.keys(), ...doc.getMap(ROOT).keys()]));
  }

  /** Rights are known as of now: what waited is written, unless the room has it already, forbids it or has moved on. */
  admit(doc: Y.Doc): void {
    if (this.doc !== doc || !this.isAdopted || this.isOpen) return;
    this.isOpen = true;
    const held = this.held.drain();
    for (const [cell, { text, seen }] of held) {
      const stands = this.textIn(doc, cell) ?? null;
      if (this.own.finds(cell, text, doc)) continue;
      const why = this.permit(cell) ?? (seen.includes(stands) ? undefined : refuse('overtaken'));
      if (why) this.keepRefused([[cell, text]], why);
      else setCells(doc, [[cell as CellId, text]], LOCAL);
    }
    this.keepRefused(this.own.settle(doc), refuse('restored'));
    this.show(held.map(([cell]) => cell));
    this.stash();
  }

  /** An acknowledgement came. */
  acknowledged(): void {
    const saved = this.pending.acknowledged();
    if (saved.length === 0) return;
    this.savedAt = Date.now();
    for (const cell of this.own.saved(saved, this.doc)) this.savedHere.set(cell, this.savedAt);
    this.isCopyOld = true;
    this.touch(saved);
  }

  /** Looks again at cells whose marks have changed for other reasons than their text. */
  touch(cells: Iterable<string>): void {
    for (const cell of cells) this.changed.add(cell);
    this.frames.order();
  }

  close(): void {
    this.isClosed = true;
    this.stash();
    this.frames.close();
    this.doc = undefined;
    this.listeners.clear();
  }

  private readonly looks = {
    text: (cell: string): string | null => this.shown.get(cell) ?? null,
    permit: (cell: string): Refusal | undefined => this.permit(cell),
  };

  /** What was read and is allowed: its drafts and old conflicts are settled. Returns how many cells are changed by it. */
  private take(gesture: Gesture, changes: [string, string | null][]): number {
    for (const [cell] of changes) {
      this.kept.drop(cell);
      this.overtaken.settle(cell);
      this.own.replaced(cell);
    }
    const steps = changes.map(([cell, after]) => ({ cell, before: this.looks.text(cell), after }));
    const news = steps.filter(({ before, after }) => before !== after);
    if (gesture !== 'undo' && gesture !== 'redo') this.gestures.did(gesture, news);
    for (const batch of writeBatches(changes)) this.write(batch);
    this.touch(changes.map(([cell]) => cell));
    return news.length;
  }

  private write(changes: [string, string | null][]): void {
    if (changes.length === 0) return;
    if (this.doc && this.isOpen) setCells(this.doc, changes as [CellId, string | null][], LOCAL);
    else
      this.held.hold(
        changes.map(([cell, text]) => [cell, { text, seen: [this.shown.get(cell) ?? null] }]),
      );
    this.show(changes.map(([cell]) => cell));
    this.stash();
  }

  /** These are refused; they become drafts, beside a newer draft of the same cell they are nothing. Null clears. */
  private keepRefused(values: [string, string | null][], refusal: Refusal): void {
    const at = Date.now();
    const drafts = values
      .filter(([cell]) => !this.kept.get(cell))
      .map(([cell, text]) => ({ cell, typed: text ?? '', stored: text, refusal, at }));
    this.kept.keep(drafts);
    this.touch(values.map(([cell]) => cell));
  }

  /** Brings the copy in the browser's storage up to date. */
  private stash(): void {
    this.isCopyOld = false;
    this.copy.keep(new Map([...this.held.entries(), ...this.pending.values()]));
  }

  private textIn(doc: Y.Doc | undefined, cell: string): string | undefined {
    const text = doc?.getMap(ROOT).get(cell);
    return typeof text === 'string' ? text : undefined;
  }

  /** Puts on the screen what waits to be written, else what the document holds once it is in step. */
  private show(cells: Iterable<string>): void {
    this.look(cells);
    this.frames.order();
  }

  private look(cells: Iterable<string>): void {
    for (const cell of cells) {
      const held = this.held.get(cell);
      if (!held && !this.isAdopted) continue;
      const now = held ? (held.text ?? undefined) : this.textIn(this.doc, cell);
      this.changed.add(cell);
      this.overtaken.shows(cell, now ?? null);
      if (!held && !this.pending.touches(cell)) this.own.shows(cell, now ?? null);
      noteFormula(this.formulas, cell, now);
      if (now === undefined) this.shown.delete(cell);
      else this.shown.set(cell, now);
    }
  }

  /** Yjs tells of the map before it tells of the bytes: the cells wait for their update. */
  private written: PendingChange[] = [];

  private announce(update: Uint8Array, doc: Y.Doc): void {
    this.pending.add({ update, changes: this.own.wrote(this.written, doc) });
    this.written = [];
  }

  private fresh = new Set<string>();

  private remote(cells: Set<string>): void {
    for (const cell of cells) {
      this.fresh.add(cell);
      this.savedHere.delete(cell);
    }
    this.frames.order();
  }

  private flush(): void {
    if (this.isCopyOld) this.stash();
    // Without a frame of its own: each would order the next, for ever.
    this.look(this.fresh);
    const { fresh, formulas, catalogue } = this;
    const changed = withDependents(catalogue, this.changed, formulas);
    this.fresh = new Set();
    this.changed = new Set();
    if (changed.size > 0) for (const listener of this.listeners) listener(changed, fresh);
  }
}
