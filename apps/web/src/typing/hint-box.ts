/**
 * The line of words under an editor, for the eye at once and for a screen reader when the typing rests. Plain elements:
 * React would be asked at every key.
 */
import { hangAt, type Side } from './floating.ts';
import type { Hint } from './hint.ts';

/** A screen reader is told when nothing was typed for this long, in milliseconds: it would read every key otherwise. */
const REST_MS = 600;

let made = 0;

/** What an editor needs to say what its text means. `question` is asked only when the typing rests. */
export type HintWords = {
  hint: (typed: string) => Hint | undefined;
  question: (typed: string) => Hint | undefined;
};

export class HintBox {
  private readonly box = document.createElement('div');
  private readonly told = document.createElement('div');
  private readonly words: HintWords;
  private readonly editor: HTMLInputElement | HTMLTextAreaElement;
  private letGo: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Sentences that stay whatever is typed: what others write meanwhile. */
  private news: string[] = [];
  private said: Hint[] = [];

  constructor(editor: HTMLInputElement | HTMLTextAreaElement, words: HintWords) {
    this.editor = editor;
    this.words = words;
    made += 1;
    this.box.id = `ts-hint-${made}`;
    this.box.className = 'ts-hint';
    this.box.dataset.testid = 'typing-hint';
    this.told.className = 'ts-hidden';
    this.told.setAttribute('role', 'status');
    editor.setAttribute('aria-describedby', this.box.id);
  }

  /** Hangs the box at a cell and says what the editor's text means, now and whenever it changes. */
  open(anchor: HTMLElement, side: Side = 'below'): void {
    this.letGo = hangAt(anchor, this.box, side);
    this.box.after(this.told);
    this.editor.addEventListener('input', () => this.say(this.editor.value));
    this.say(this.editor.value);
  }

  /** Says this above what the text means, at once for a screen reader too. */
  tell(news: string[]): void {
    this.news = news;
    this.draw();
    this.told.textContent = news.join('. ');
  }

  /** Says one sentence more. */
  add(sentence: string): void {
    if (!this.news.includes(sentence)) this.tell([...this.news, sentence]);
  }

  private say(typed: string): void {
    const hint = this.words.hint(typed);
    this.show(hint);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(typed, hint), REST_MS);
  }

  close(): void {
    clearTimeout(this.timer);
    this.letGo?.();
    this.told.remove();
  }

  private rest(typed: string, hint: Hint | undefined): void {
    const question = hint?.tone === 'wrong' ? undefined : this.words.question(typed);
    this.show(hint, question);
    const text = [...this.news, hint?.text, question?.text].filter(Boolean).join('. ');
    if (this.told.textContent !== text) this.told.textContent = text;
  }

  private show(hint: Hint | undefined, question?: Hint): void {
    this.said = [hint, question].flatMap((each) => each ?? []);
    this.draw();
    if (hint?.tone === 'wrong') this.editor.setAttribute('aria-invalid', 'true');
    else this.editor.removeAttribute('aria-invalid');
  }

  private draw(): void {
    const news = this.news.map((text) => lineOf({ tone: 'news', text }));
    this.box.replaceChildren(...news, ...this.said.map(lineOf));
    this.box.hidden = news.length === 0 && this.said.length === 0;
  }
}

function lineOf({ tone, text }: Omit<Hint, 'tone'> & { tone: Hint['tone'] | 'news' }): HTMLElement {
  const line = document.createElement('div');
  line.className = `ts-hint-${tone}`;
  line.dir = 'auto';
  line.textContent = text;
  return line;
}
