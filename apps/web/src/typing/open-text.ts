/**
 * A text that is being typed into a cell is its author's alone until they say so: it is kept while it is typed, it is told
 * what others write into the cell meanwhile, and only what was typed is taken.
 */
import { isComposed } from '../kit/typed-key.ts';
import type { HintBox } from './hint-box.ts';

/** The cell under an editor. */
export type TypedCell = {
  /** What was typed here earlier and never taken; empty where nothing was. */
  begun: string;
  /** Keeps what is being typed, for its author alone; an empty text is forgotten. */
  keep(text: string): void;
  /** The author left before they could have read what another has written: it stands beside the cell. */
  setAside(text: string): void;
  /** Told what others have made of the cell, as a sentence. Returns the way to stop. */
  watch(tell: (news: string) => void): () => void;
  words: { begun: string; held: string };
};

/** What came less than this before, in milliseconds, has not been read by who presses a key. */
export const READ_MS = 800;

type Box = HTMLInputElement | HTMLTextAreaElement;
const open = new WeakMap<Element, OpenText>();

/** The text of an editor that stands in the page. */
export const openTextOf = (editor: Element): OpenText | undefined => open.get(editor);

export class OpenText {
  private readonly editor: Box;
  private readonly cell: TypedCell;
  private stop: (() => void) | undefined;
  private hint: HintBox | undefined;
  private newsAt = Number.NEGATIVE_INFINITY;
  private isTouched = false;
  /** Its author has taken it or given it up; else it stays theirs when the editor goes. */
  private isSettled = false;

  constructor(editor: Box, cell: TypedCell) {
    this.editor = editor;
    this.cell = cell;
    open.set(editor, this);
    editor.addEventListener('input', () => this.touch());
    editor.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape' && !isComposed(event))
        this.isSettled = true;
    });
  }

  /** The text that was begun earlier is the editor's again. */
  resume(): string | undefined {
    const { begun } = this.cell;
    if (begun === '') return undefined;
    this.isTouched = true;
    return begun;
  }

  /** Begins to tell the news in the box under the editor. */
  tellIn(hint: HintBox): void {
    this.hint = hint;
    if (this.isTouched && this.cell.begun === this.editor.value) hint.tell([this.cell.words.begun]);
    else if (this.editor.dataset.typedOver === 'yes') this.touch();
    this.stop = this.cell.watch((news) => {
      this.newsAt = performance.now();
      hint.tell([news]);
    });
  }

  /** Something was typed or chosen. */
  touch(): void {
    this.isTouched = true;
    this.cell.keep(this.editor.value);
  }

  /** True where a key comes too soon after news: it is told, and the next one counts. */
  holds(): boolean {
    if (!this.isTouched || !this.isNewsFresh()) return false;
    this.newsAt = Number.NEGATIVE_INFINITY;
    this.hint?.add(this.cell.words.held);
    return true;
  }

  /** The text is taken by its author; false where they have typed none. */
  take(): boolean {
    this.isSettled = true;
    return this.isTouched;
  }

  /** The keyboard has gone elsewhere and the grid ends the editing: whether it is to take nothing. */
  endsUntaken(): boolean {
    if (this.isSettled) return false;
    if (this.isTouched && this.isNewsFresh()) {
      this.cell.setAside(this.editor.value);
      this.take();
      return true;
    }
    return !this.take();
  }

  close(): void {
    this.stop?.();
    open.delete(this.editor);
    if (this.isSettled) this.cell.keep('');
  }

  private isNewsFresh(): boolean {
    return performance.now() - this.newsAt < READ_MS;
  }
}
