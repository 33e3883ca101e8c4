/**
 * The editor of cells in which one of a list stands: a combobox (WAI-ARIA 1.2, "editable combobox with list
 * autocomplete") that opens with its cell, filters while typing and shows every choice in full. The grid's own select
 * editor neither filters nor shows a long choice whole.
 */
import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community';
import type { SheetRow } from '../lines/sheet-rows.ts';
import { begunWith, isComposed } from '../kit/typed-key.ts';
import { ChoiceList } from './choice-list.ts';
import { type Choice, type Choices, matching } from './choices.ts';
import { HintBox, type HintWords } from './hint-box.ts';
import { OpenText, type TypedCell } from './open-text.ts';
import { keepKeyboard } from './keep-keyboard.ts';

type Params = ICellEditorParams<SheetRow, string> & {
  choices: Choices;
  words: HintWords;
  cell?: TypedCell | undefined;
  label: string;
  maxLength: number;
};

/** Options that a page key goes over. */
const PAGE = 8;

export class ChoiceEditor implements ICellEditorComp<SheetRow, string> {
  private readonly input = document.createElement('input');
  private list!: ChoiceList;
  private hint!: HintBox;
  private choices!: Choices;
  private anchor!: HTMLElement;
  private was = '';
  private letGo: (() => void) | undefined;
  private kept: OpenText | undefined;
  /** Nothing was typed or moved yet: the cell keeps what it has. */
  private isUntouched = true;

  init(params: Params): void {
    const { choices, eGridCell, eventKey } = params;
    this.choices = choices;
    this.anchor = eGridCell;
    this.letGo = keepKeyboard(this.input, params);
    this.was = params.value ?? '';
    this.list = new ChoiceList(params.label, (choice) => {
      this.take(choice);
      params.stopEditing();
    });
    // Half a word on its way to a choice is no mistake.
    const { hint, question } = params.words;
    this.hint = new HintBox(this.input, {
      hint: (typed) => (matching(choices.choices, typed).length > 0 ? undefined : hint(typed)),
      question: () => question(this.value()),
    });
    this.input.className = 'ts-editor ts-combobox';
    this.input.autocomplete = 'off';
    this.input.spellcheck = false;
    this.input.maxLength = params.maxLength * 4;
    this.input.setAttribute('role', 'combobox');
    this.input.setAttribute('aria-autocomplete', 'list');
    this.input.setAttribute('aria-controls', this.list.id);
    this.input.setAttribute('aria-label', params.colDef.headerName ?? '');
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('click', () => this.open());
    // A blank opens the list as it is; a letter looks for what begins with it.
    const typed = begunWith(eventKey)?.trim();
    if (params.cell) this.kept = new OpenText(this.input, params.cell);
    const begun = typed === undefined || typed === '' ? this.kept?.resume() : typed;
    const isTyped = begun !== undefined;
    this.input.value = begun ?? this.labelOf(this.was);
    this.input.dataset.stands = this.labelOf(this.was);
    this.isUntouched = !isTyped;
  }

  getGui(): HTMLElement {
    return this.input;
  }

  afterGuiAttached(): void {
    this.input.focus();
    this.open();
    if (this.isUntouched) {
      this.input.select();
      this.show(this.choices.choices, this.known(this.was));
    } else {
      this.input.setSelectionRange(this.input.value.length, this.input.value.length);
      this.typed();
    }
    this.hint.open(this.anchor, 'above');
    this.kept?.tellIn(this.hint);
  }

  getValue(): string {
    return this.value();
  }

  isCancelAfterEnd(): boolean {
    return this.kept?.endsUntaken() ?? false;
  }

  destroy(): void {
    this.letGo?.();
    this.kept?.close();
    this.list.close();
    this.hint.close();
  }

  private open(): void {
    this.list.open(this.anchor);
    this.input.setAttribute('aria-expanded', 'true');
  }

  private close(): void {
    this.list.close();
    this.input.setAttribute('aria-expanded', 'false');
  }

  /** What Enter, Tab or a click elsewhere leave in the cell. */
  private value(): string {
    if (this.isUntouched) return this.was;
    const text = this.input.value.trim();
    if (text === '') return '';
    return this.list.active?.value ?? this.known(text)?.value ?? text;
  }

  private known(text: string): Choice | undefined {
    const wanted = text.trim().toLowerCase();
    return this.choices.choices.find(
      ({ value, label }) => value.toLowerCase() === wanted || label.toLowerCase() === wanted,
    );
  }

  private labelOf(value: string): string {
    return this.known(value)?.label ?? value;
  }

  private typed(): void {
    this.isUntouched = false;
    this.kept?.touch();
    this.open();
    const text = this.input.value;
    const found = matching(this.choices.choices, text);
    // Where anything may be typed, what was typed wins over what begins like it.
    const active = this.choices.free ? this.known(text) : text.trim() === '' ? undefined : found[0];
    this.show(found, active);
  }

  private show(choices: readonly Choice[], active: Choice | undefined): void {
    this.list.show(choices, active, this.was);
    this.point();
  }

  private point(): void {
    const { activeId } = this.list;
    if (activeId === undefined) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', activeId);
  }

  private take(choice: Choice): void {
    this.isUntouched = false;
    this.input.value = choice.label;
    this.kept?.touch();
    this.show([choice], choice);
  }

  private key(event: KeyboardEvent): void {
    if (isComposed(event)) return;
    const by = stepOf(event.key);
    if (by !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      if (event.altKey) {
        if (by > 0) this.open();
        else this.close();
        return;
      }
      this.open();
      this.isUntouched = false;
      this.list.move(by);
      this.point();
      if (this.list.active) this.input.value = this.list.active.label;
      this.kept?.touch();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      // The sheet reads the text of the editor: it is to find what is stored.
      this.input.value = this.value();
    }
  }
}

function stepOf(key: string): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return PAGE;
    case 'PageUp':
      return -PAGE;
    default:
      return undefined;
  }
}
