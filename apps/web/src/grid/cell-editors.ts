/**
 * The editors of texts and figures. The grid's own text editor neither keeps the caret at the end on F2 nor offers a
 * figure keyboard on a phone. Choices have their own: `typing/choice-editor.ts`.
 */
import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community';
import { begunWith } from '../kit/typed-key.ts';
import { HintBox, type HintWords } from '../typing/hint-box.ts';
import type { Choice } from '../typing/choices.ts';
import { OpenText, type TypedCell } from '../typing/open-text.ts';
import { keepKeyboard } from '../typing/keep-keyboard.ts';
import { NameList } from '../typing/name-list.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';

type Params = ICellEditorParams<SheetRow, string> & {
  figures: boolean;
  year: boolean;
  maxLength: number;
  words: HintWords;
  cell?: TypedCell | undefined;
  /** Names that a formula may use here; undefined where no formula is taken. */
  names?: { choices: readonly Choice[]; label: string } | undefined;
};

export type Editor = HTMLInputElement | HTMLTextAreaElement;

/** A key that types a character replaces the text, as in a spreadsheet; so does Backspace, with nothing. */
function beginning(params: Params): { text: string; isTypedOver: boolean } {
  const text = begunWith(params.eventKey);
  return text === undefined
    ? { text: params.value ?? '', isTypedOver: false }
    : { text, isTypedOver: true };
}

/** Whether the arrow keys leave the cell: the text was typed over the old one, and F2 was not pressed since. */
export function isTypedOver(editor: Editor): boolean {
  return editor.dataset.typedOver === 'yes';
}

/** F2 while typing: the arrow keys go over to the text, or back to the cells. */
export function toggleTyping(editor: Editor): void {
  editor.dataset.typedOver = isTypedOver(editor) ? 'no' : 'yes';
}

/** Answers what keeps the text while it is open. */
function begin(editor: Editor, params: Params): OpenText | undefined {
  const { text, isTypedOver: over } = beginning(params);
  const kept = params.cell && new OpenText(editor, params.cell);
  editor.value = over ? text : (kept?.resume() ?? text);
  editor.dataset.stands = params.value ?? '';
  editor.dataset.typedOver = over ? 'yes' : 'no';
  // Longer than what is kept, so that the refusal can say so instead of cutting silently.
  editor.maxLength = params.maxLength * 4;
  editor.setAttribute('aria-label', params.colDef.headerName ?? '');
  return kept;
}

function focusAtEnd(editor: Editor): void {
  editor.focus();
  editor.setSelectionRange(editor.value.length, editor.value.length);
}

export class TextEditor implements ICellEditorComp<SheetRow, string> {
  private readonly input = document.createElement('input');
  private anchor: HTMLElement | undefined;
  private hint: HintBox | undefined;
  private names: NameList | undefined;
  private letGo: (() => void) | undefined;
  private kept: OpenText | undefined;

  init(params: Params): void {
    this.anchor = params.eGridCell;
    this.letGo = keepKeyboard(this.input, params);
    this.hint = new HintBox(this.input, params.words);
    this.input.type = 'text';
    this.input.className = params.figures ? 'ts-editor ts-editor-figures' : 'ts-editor';
    this.input.autocomplete = 'off';
    this.input.spellcheck = !params.figures;
    // The keypad of a phone has no minus and no =, and no unit could be written behind a figure.
    this.input.inputMode = params.year ? 'numeric' : 'text';
    this.kept = begin(this.input, params);
    const { names } = params;
    if (names) this.names = new NameList(this.input, names.choices, names.label);
  }

  getGui(): HTMLElement {
    return this.input;
  }

  afterGuiAttached(): void {
    focusAtEnd(this.input);
    this.hint?.open(this.anchor ?? this.input);
    if (this.hint) this.kept?.tellIn(this.hint);
    this.names?.open(this.anchor ?? this.input);
  }

  getValue(): string {
    return this.input.value;
  }

  isCancelAfterEnd(): boolean {
    return this.kept?.endsUntaken() ?? false;
  }

  destroy(): void {
    this.letGo?.();
    this.kept?.close();
    this.names?.close();
    this.hint?.close();
  }
}

/** Rows of the editor of notes. */
const NOTE_ROWS = 6;

/** Several lines: Enter commits, Alt or Shift with Enter begins a new line. */
export class NotesEditor implements ICellEditorComp<SheetRow, string> {
  private readonly area = document.createElement('textarea');
  private hint: HintBox | undefined;
  private letGo: (() => void) | undefined;
  private kept: OpenText | undefined;

  init(params: Params): void {
    this.letGo = keepKeyboard(this.area, params);
    this.hint = new HintBox(this.area, params.words);
    this.area.className = 'ts-editor ts-notes-editor';
    this.area.rows = NOTE_ROWS;
    this.area.style.inlineSize = `${Math.max(params.column.getActualWidth(), 320)}px`;
    this.kept = begin(this.area, params);
  }

  getGui(): HTMLElement {
    return this.area;
  }

  isPopup(): boolean {
    return true;
  }

  getPopupPosition(): 'over' {
    return 'over';
  }

  afterGuiAttached(): void {
    focusAtEnd(this.area);
    this.hint?.open(this.area);
    if (this.hint) this.kept?.tellIn(this.hint);
  }

  getValue(): string {
    return this.area.value;
  }

  isCancelAfterEnd(): boolean {
    return this.kept?.endsUntaken() ?? false;
  }

  destroy(): void {
    this.letGo?.();
    this.kept?.close();
    this.hint?.close();
  }
}
