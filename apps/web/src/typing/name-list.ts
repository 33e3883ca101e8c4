/**
 * The names of figures, offered while a formula is typed: from its first letter on, by name or label. Enter or Tab
 * takes the marked one, the arrows move, Escape puts the list away and leaves the editor (WAI-ARIA 1.2, combobox). The
 * editor of figures is a plain text field for everybody who types none.
 */
import { isComposed } from '../kit/typed-key.ts';
import { ChoiceList } from './choice-list.ts';
import { type Choice, matching } from './choices.ts';

/** More are not read; another letter makes them fewer. */
const NAMES_MAX = 40;

/** The beginning of a name right before the caret. */
const WORD = /[A-Za-z_][\w.]*$/;

export class NameList {
  private readonly input: HTMLInputElement;
  private readonly names: readonly Choice[];
  private readonly list: ChoiceList;
  private anchor: HTMLElement | undefined;

  constructor(input: HTMLInputElement, names: readonly Choice[], label: string) {
    this.input = input;
    this.names = names;
    this.list = new ChoiceList(label, (choice) => this.take(choice));
    input.addEventListener('input', () => this.look());
    input.addEventListener('keydown', (event) => this.key(event));
  }

  open(anchor: HTMLElement): void {
    this.anchor = anchor;
    this.look();
  }

  close(): void {
    this.list.close();
    for (const name of ['role', 'aria-autocomplete', 'aria-expanded', 'aria-controls'])
      this.input.removeAttribute(name);
    this.input.removeAttribute('aria-activedescendant');
  }

  private get word(): string {
    const { value, selectionStart } = this.input;
    if (!/^\s*[=\uFF1D]/u.test(value)) return '';
    return WORD.exec(value.slice(0, selectionStart ?? value.length))?.[0] ?? '';
  }

  private look(): void {
    const { word } = this;
    const found = word === '' ? [] : matching(this.names, word).slice(0, NAMES_MAX);
    const isWhole = this.names.some(({ value }) => value === word.toLowerCase());
    if (found.length === 0 || isWhole || !this.anchor) return this.close();
    this.list.open(this.anchor);
    this.list.show(found, found[0], '');
    this.input.setAttribute('role', 'combobox');
    this.input.setAttribute('aria-autocomplete', 'list');
    this.input.setAttribute('aria-expanded', 'true');
    this.input.setAttribute('aria-controls', this.list.id);
    this.point();
  }

  private point(): void {
    const { activeId } = this.list;
    if (activeId !== undefined) this.input.setAttribute('aria-activedescendant', activeId);
  }

  private take(choice: Choice): void {
    const { value, selectionStart } = this.input;
    const caret = selectionStart ?? value.length;
    const start = caret - this.word.length;
    this.input.value = value.slice(0, start) + choice.value + value.slice(caret);
    const end = start + choice.value.length;
    this.input.setSelectionRange(end, end);
    this.close();
    // What hangs at the editor reads its text anew.
    this.input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private key(event: KeyboardEvent): void {
    if (!this.list.isOpen || isComposed(event)) return;
    const { active } = this.list;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!isPlain) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        this.list.move(event.key === 'ArrowDown' ? 1 : -1);
        this.point();
        break;
      case 'Enter':
      case 'Tab':
        if (!active) return;
        this.take(active);
        break;
      case 'Escape':
        this.close();
        break;
      default:
        return;
    }
    // The key is the list's: the sheet must not end the typing over it.
    event.preventDefault();
    event.stopPropagation();
  }
}
