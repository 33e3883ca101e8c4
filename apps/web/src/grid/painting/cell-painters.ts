/** The painters of the cells that are drawn now, by cell. */
import { afterPainting, whenDrawn } from './after-painting.ts';
import { FrameShare } from './frame-share.ts';
import type { LookWords } from '../../lines/quick-words.ts';
import type { SheetSource } from '../../lines/sheet-source.ts';
import type { ViewBridge } from '../../views/view-bridge.ts';

/** What grid callbacks find in `params.context`. */
/** What a sheet shows, in which words, and whether it is written on. */
export type SheetContext = { source: SheetSource; t: LookWords; readOnly: boolean };

export type GridContext = SheetContext & {
  bridge?: ViewBridge;
  /** What paints the cells that are drawn now. */
  painters: CellPainters;
};

/** What paints one cell. */
export type Painted = {
  /** `row:column`. */
  readonly cell: string;
  /** Returns whether it looks different now: what does not costs the browser nothing. */
  paint(context: GridContext): boolean;
  /** Tells the screen reader what was painted. */
  sayName(): void;
};

/** Names of cells that scroll by or change all the time are told once they rest for so long; in milliseconds. */
const NAME_REST_MS = 300;
/** And at the latest after so long, in milliseconds. */
const NAME_MOST_MS = 1_200;
/** As many cells are named at once. */
const NAMED_AT_ONCE = 12;
/** Looking cells up takes so much of a frame at most; what is left waits for the next, in milliseconds. */
const LOOKING_MS = 5;

/** Letters typed without a pause keep other cells from being painted for no longer, in milliseconds. */
const KEYS_FIRST_MS = 2_000;

/** Keys in a field that bring about more than a letter: what they change is painted at once. */
const ENDS_TYPING = new Set(['Enter', 'Tab', 'Escape']);
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

export class CellPainters {
  private readonly drawn = new Map<string, Painted>();
  /** Cells that have changed and are not painted yet, the longest waiting first. */
  private readonly waiting = new Set<string>();
  private readonly unnamed = new Set<Painted>();
  private context: GridContext | undefined;
  private frame: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isKeyFirst = false;
  /** Counts the letters that go first, and when the first of those in a row was pressed. */
  private letters = 0;
  private keysSince = 0;
  /** When a cell last waited for its name. */
  private changedAt = 0;
  private readonly share = new FrameShare();

  /** While a letter that is typed waits for its frame, no cell is painted beside it. Returns the way to stop listening. */
  giveWayToKeys(page: Document): () => void {
    const pressed = ({ target, key }: KeyboardEvent): void => {
      if (ENDS_TYPING.has(key) || !isField(target)) return;
      const now = performance.now();
      if (!this.isKeyFirst) this.keysSince = now;
      // However fast somebody types on a slow machine, what others do is seen from time to time.
      if (now - this.keysSince > KEYS_FIRST_MS) return;
      this.isKeyFirst = true;
      this.letters += 1;
      const letter = this.letters;
      // The frame of one letter may end when the next one waits for its own.
      afterPainting(() => {
        if (letter === this.letters) this.isKeyFirst = false;
      });
    };
    page.addEventListener('keydown', pressed, { capture: true });
    return () => page.removeEventListener('keydown', pressed, { capture: true });
  }

  /** A cell that has come into view: it is named once the sheet rests. */
  add(painted: Painted): void {
    this.drawn.set(painted.cell, painted);
    this.nameSoon([painted]);
  }

  /** A cell that is drawn anew has its new painter before the old one goes. */
  remove(painted: Painted): void {
    this.unnamed.delete(painted);
    if (this.drawn.get(painted.cell) === painted) this.drawn.delete(painted.cell);
  }

  /** Paints these cells anew, as far as they are drawn; all where none are given. */
  paint(context: GridContext, cells: Iterable<string> = this.drawn.keys()): void {
    this.context = context;
    for (const cell of cells) if (this.drawn.has(cell)) this.waiting.add(cell);
    if (this.frame === undefined) this.work();
  }

  /** `due`: when the frame was to begin, where it is one. */
  private work(due?: number): void {
    const { context } = this;
    if (!context) return;
    if (this.isKeyFirst) {
      this.workSoon();
      return;
    }
    const begun = performance.now();
    const most = this.share.cellsFor(begun - (due ?? begun), this.waiting.size);
    const painted: Painted[] = [];
    let changed = 0;
    for (const cell of this.waiting) {
      this.waiting.delete(cell);
      const one = this.drawn.get(cell);
      if (!one) continue;
      if (one.paint(context)) changed += 1;
      painted.push(one);
      if (changed >= most || performance.now() > begun + LOOKING_MS) break;
    }
    this.name(painted);
    if (due !== undefined && changed > 0)
      whenDrawn(() => this.share.took(changed, performance.now() - begun));
    if (this.waiting.size > 0) this.workSoon();
  }

  private workSoon(): void {
    this.frame = requestAnimationFrame((due) => {
      this.frame = undefined;
      this.work(due);
    });
  }

  private name(painted: Painted[]): void {
    if (painted.length <= NAMED_AT_ONCE && this.timer === undefined) {
      for (const each of painted) each.sayName();
      return;
    }
    this.nameSoon(painted);
  }

  private nameSoon(painted: Painted[]): void {
    for (const each of painted) this.unnamed.add(each);
    this.changedAt = performance.now();
    if (this.timer === undefined) this.nameAfter(this.changedAt, NAME_REST_MS);
  }

  private nameAfter(since: number, wait_ms: number): void {
    this.timer = setTimeout(() => {
      const now = performance.now();
      const rest_ms = NAME_REST_MS - (now - this.changedAt);
      if (rest_ms > 0 && now - since < NAME_MOST_MS) {
        this.nameAfter(since, rest_ms);
        return;
      }
      this.timer = undefined;
      for (const each of this.unnamed) each.sayName();
      this.unnamed.clear();
    }, wait_ms);
  }
}
