/**
 * The cells of the live room as the screen shows them: what the room holds, what is on its way, what was refused. The
 * document behind it is replaced on a refusal or a lock while the screen goes on unchanged.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import { type Outcome, type Refusal, refuse, yes } from '@tallystick/domain/refusals';
import { ROOT, setCells } from '@tallystick/room/shape';
import type * as Y from 'yjs';
import type { Gesture } from '../../spreadsheet/port.ts';
import type {
  BlockWritten,
  CellStore,
  CellTyped,
  Overwritten,
  RefusedDraft,
  SaveStatus,
} from '../../lines/cell-store.ts';
import { Contested, type Typing } from './contested.ts';
import { type Direction, Gestures, type Turned, type Turning } from './gestures.ts';
import { HeldValues } from '../kept/held-values.ts';
import type { Keeping } from '../kept/keeping.ts';
import { keptInStorage } from '../kept/kept-in-storage.ts';
import { changesOf } from './own-changes.ts';
import type { PendingChange, Unsaved } from '../kept/pending-writes.ts';
import { asSeen, RefusedDrafts, UnsavedCopy } from './refused-drafts.ts';
import { readBlock } from './typed-block.ts';
import { SaveWatch } from './save-state.ts';
import { ShownCells } from './shown-cells.ts';
import { writeBatches } from './write-batches.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Origin of this client's own transactions. */
export const LOCAL = 'local';

type Permit = (cell: string) => Refusal | undefined;

export class LiveCells extends ShownCells implements CellStore {
  readonly gestures = new Gestures();
  readonly kept: RefusedDrafts;
  readonly saving: SaveWatch;
  private readonly copy: UnsavedCopy;
  /** Gestures of this person so far, taken or refused: whoever said something of the last one knows when it is over. */
  edits = 0;
  private readonly permit: Permit;
  private readonly contested: Contested;
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
    typing?: Typing;
  }) {
    const keeping = who.keeping ?? keptInStorage(who.workbook, who.person);
    const copy = new UnsavedCopy(keeping);
    const left = copy.take();
    super({ ...who, own: keeping.own, held: new HeldValues(left) });
    this.permit = who.permit;
    this.contested = new Contested(who.typing ?? (() => undefined));
    this.kept = new RefusedDrafts(keeping);
    this.copy = copy;
    this.saving = new SaveWatch(() => ({
      unsaved: this.unsaved,
      savedAt: this.savedAt,
      drafts: this.kept.size,
      edits: this.edits,
    }));
    this.show(left.map(([cell]) => cell));
  }

  get unsaved(): number {
    return this.pending.size + this.held.size;
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
    this.edits += 1;
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
    this.edits += 1;
    const turned = this.gestures.turn(direction, { over, look: this.looks });
    if (turned) this.take(direction, turned.writes);
    return turned;
  }

  /** What `turn` would do now. */
  planned(direction: Direction): Turning | undefined {
    return this.gestures.plan(direction, this.looks);
  }

  /** Why nothing of the next gesture can be turned: a lock holds all of its cells. Undefined where something can. */
  heldBack(direction: Direction): Refusal | undefined {
    const steps = this.gestures.next(direction)?.steps ?? [];
    const isHeld = ({ cell }: { cell: string }) => this.permit(cell)?.code === 'locked';
    return steps.every(isHeld) && steps[0] ? this.permit(steps[0].cell) : undefined;
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
    this.saving.look();
    const map = doc.getMap(ROOT);
    map.observe((event, transaction) => {
      if (this.doc !== doc) return;
      if (transaction.origin === LOCAL) this.written = changesOf(event, map);
      // Before it is in step it only fills: `adopt` tells what of it is news.
      else if (this.isAdopted) this.remote(event.keysChanged as Set<string>);
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === LOCAL && this.doc === doc) this.announce(update, doc);
    });
  }

  /** A document is in step, or was. */
  get isInDocument(): boolean {
    return this.isAdopted;
  }

  /** What waits to be written, for who sends it by requests. */
  waiting(): [string, Unsaved][] {
    return [...this.held.entries()];
  }

  /** A value that was sent by a request stands. */
  sent(cell: string, text: string | null): void {
    this.held.release(cell, text);
    this.serveOne(cell, text);
    this.own.savedByRequest(cell, text);
    this.savedAt = Date.now();
    this.savedHere.set(cell, this.savedAt);
    this.show([cell]);
    this.stash();
  }

  /** A value that was sent by a request was not taken. */
  notSent(cell: string, value: Unsaved, refusal: Refusal): void {
    if (this.held.release(cell, value.text))
      this.keepRefused([[cell, value.text]], asSeen(refusal, value));
    this.show([cell]);
    this.stash();
  }

  /** The document while it holds what the server has said and acknowledged, and nothing else. */
  get settled(): Y.Doc | undefined {
    return this.isOpen && this.pending.size === 0 ? this.doc : undefined;
  }

  /** The document is in step with the server: the screen shows it, and what waits to be written. */
  adopt(doc: Y.Doc): void {
    if (this.doc !== doc) return;
    const cells = new Set([...this.shown.keys(), ...doc.getMap(ROOT).keys()]);
    // Most cells of a new document stand as they were, and in a page that showed none nothing was changed.
    const news = this.isKnown ? [...cells].filter((cell) => this.isOtherIn(doc, cell)) : [];
    this.own.meet(doc);
    this.isAdopted = true;
    this.served = undefined;
    this.savedHere.clear();
    this.adoptions += 1;
    this.show(cells);
    this.remote(news);
  }

  private isOtherIn(doc: Y.Doc, cell: string): boolean {
    return !this.held.get(cell) && this.textIn(doc, cell) !== this.shown.get(cell);
  }

  /** Rights are known as of now: what waited is written, unless the room has it already, forbids it or has moved on. */
  admit(doc: Y.Doc): void {
    if (this.doc !== doc || !this.isAdopted || this.isOpen) return;
    this.isOpen = true;
    const held = this.held.drain();
    for (const [cell, value] of held) {
      const { text, seen } = value;
      const stands = this.textIn(doc, cell) ?? null;
      if (this.own.finds(cell, text, doc)) continue;
      const isNews = !seen.includes(stands);
      const why = this.permit(cell) ?? (isNews ? asSeen(refuse('overtaken'), value) : undefined);
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

  close(): void {
    this.isClosed = true;
    this.stash();
    this.news.close();
    this.doc = undefined;
  }

  override touch(cells: Iterable<string>): void {
    super.touch(cells);
    this.saving.look();
  }

  protected override remote(cells: Iterable<string>): void {
    const written = [...cells];
    super.remote(written);
    for (const cell of written) {
      const won = this.stands(cell) ?? null;
      const contest = this.contested.replaced(cell, won);
      // The server tells of a value that was not seen, and is right.
      if (!contest || this.overtaken.get(cell)?.won === won) continue;
      const { text: lost, by: wonBy } = contest;
      this.markOverwritten(cell, { lost, lostBy: this.person, won, wonBy, isSeen: true });
    }
  }

  protected override beforeNews(): void {
    if (this.isCopyOld) this.stash();
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
    for (const [cell, text] of changes) this.contested.wrote(cell, text);
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
        changes.map(([cell, text]) => {
          const value = { text, seen: [this.shown.get(cell) ?? null] };
          return [cell, this.isMet ? value : { ...value, isBlind: true }];
        }),
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
    this.saving.look();
  }

  /** Yjs tells of the map before it tells of the bytes: the cells wait for their update. */
  private written: PendingChange[] = [];

  private announce(update: Uint8Array, doc: Y.Doc): void {
    this.pending.add({ update, changes: this.own.wrote(this.written, doc) });
    this.written = [];
  }
}
