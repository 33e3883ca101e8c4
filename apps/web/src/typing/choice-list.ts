/**
 * The list under a combobox: options that can be read in full, one of them active. Plain elements. Drawing and hanging
 * the list is one thing, the keys of the editor another.
 */
import type { Choice } from './choices.ts';
import { hangAt } from './floating.ts';

/** Not narrower than a choice of three words; `rem` so that it grows with the text. */
const LEAST_REM = 18;

let made = 0;

export class ChoiceList {
  readonly id: string;
  private readonly list = document.createElement('div');
  private readonly pick: (choice: Choice) => void;
  private shown: readonly Choice[] = [];
  private at = -1;
  private letGo: (() => void) | undefined;

  constructor(label: string, pick: (choice: Choice) => void) {
    made += 1;
    this.id = `ts-choices-${made}`;
    this.pick = pick;
    this.list.id = this.id;
    this.list.className = 'ts-choices';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', label);
    // The editor keeps the focus: a press in the list, or on its scroll bar, must not end it.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = (event.target as HTMLElement).closest<HTMLElement>('[role="option"]');
      const choice = this.shown[Number(option?.dataset.index)];
      if (choice) this.pick(choice);
    });
  }

  get isOpen(): boolean {
    return this.letGo !== undefined;
  }

  get active(): Choice | undefined {
    return this.shown[this.at];
  }

  /** The id of the active option, for `aria-activedescendant`. */
  get activeId(): string | undefined {
    return this.at < 0 ? undefined : `${this.id}-${this.at}`;
  }

  open(anchor: HTMLElement): void {
    if (this.isOpen) return;
    this.list.style.minInlineSize = `max(${anchor.offsetWidth}px, ${LEAST_REM}rem)`;
    this.letGo = hangAt(anchor, this.list);
    this.scroll();
  }

  close(): void {
    this.letGo?.();
    this.letGo = undefined;
  }

  /** Shows these, `active` marked as the one that Enter takes and `chosen` as the one that stands. */
  show(choices: readonly Choice[], active: Choice | undefined, chosen: string): void {
    this.shown = choices;
    this.list.hidden = choices.length === 0;
    this.list.replaceChildren(
      ...choices.map((choice, index) => {
        const option = document.createElement('div');
        option.id = `${this.id}-${index}`;
        option.className = choice.value === chosen ? 'ts-choice-chosen' : '';
        option.dataset.index = String(index);
        option.dir = 'auto';
        option.setAttribute('role', 'option');
        option.textContent = choice.label;
        return option;
      }),
    );
    this.mark(active ? choices.indexOf(active) : -1);
  }

  /** Moves the mark; from nowhere to the first or the last. Stays at the ends. */
  move(by: number): void {
    const last = this.shown.length - 1;
    if (last < 0) return;
    if (this.at < 0) this.mark(by > 0 ? 0 : last);
    else this.mark(Math.max(0, Math.min(last, this.at + by)));
  }

  private mark(index: number): void {
    this.at = index;
    for (const [each, option] of [...this.list.children].entries())
      option.setAttribute('aria-selected', String(each === index));
    this.scroll();
  }

  private scroll(): void {
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' });
  }
}
