/**
 * The painters of the cells that are drawn now, by cell. Own file because live values go past the grid: asked to draw a
 * cell anew, it has React render it once more, which takes several times as long as painting its text.
 */
import { afterPainting } from './after-painting.ts';
import type { GridContext } from './cell-painter.ts';

/** What paints one cell. */
export type Painted = {
  /** `row:column`. */
  readonly cell: string;
  paint(context: GridContext): void;
  /** Tells the screen reader what was painted. */
  sayName(): void;
};

/** Names of cells that scroll by or change all the time are told this long after, in milliseconds. */
const NAME_REST_MS = 300;
/** As many cells are named at once. */
const NAMED_AT_ONCE = 12;
/** Painting takes so much of a frame; what is left waits for the next, in milliseconds. */
const FRAME_SHARE_MS = 2.5;

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

  /** While a letter that is typed waits for its frame, no cell is painted beside it. Returns the way to stop listening. */
  giveWayToKeys(page: Document): () => void {
    const pressed = ({ target, key }: KeyboardEvent): void => {
      if (this.isKeyFirst || ENDS_TYPING.has(key) || !isField(target)) return;
      this.isKeyFirst = true;
      afterPainting(() => {
        this.isKeyFirst = false;
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

  private work(): void {
    const { context } = this;
    if (!context) return;
    if (this.isKeyFirst) {
      this.workSoon();
      return;
    }
    const end = performance.now() + FRAME_SHARE_MS;
    const painted: Painted[] = [];
    for (const cell of this.waiting) {
      this.waiting.delete(cell);
      const one = this.drawn.get(cell);
      if (!one) continue;
      one.paint(context);
      painted.push(one);
      if (performance.now() > end) break;
    }
    this.name(painted);
    if (this.waiting.size > 0) this.workSoon();
  }

  private workSoon(): void {
    this.frame = requestAnimationFrame(() => {
      this.frame = undefined;
      this.work();
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
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const each of this.unnamed) each.sayName();
      this.unnamed.clear();
    }, NAME_REST_MS);
  }
}
