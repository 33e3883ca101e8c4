/**
 * The editors of texts and figures. Own file because the grid's own text editor neither keeps the caret at the end on
 * F2 nor offers a figure keyboard on a phone. Choices use the grid's select editor.
 */
import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community';
import type { SheetRow } from './sheet-rows.ts';

type Params = ICellEditorParams<SheetRow, string> & { figures: boolean; maxLength: number };

/** A key that types a character replaces the text, as in a spreadsheet. */
function beginning(params: Params): { text: string; replaced: boolean } {
  const key = params.eventKey;
  if (key !== null && key !== undefined && [...key].length === 1)
    return { text: key, replaced: true };
  return { text: params.value ?? '', replaced: false };
}

export class TextEditor implements ICellEditorComp<SheetRow, string> {
  private readonly input = document.createElement('input');
  private replaced = false;

  init(params: Params): void {
    const { text, replaced } = beginning(params);
    this.replaced = replaced;
    this.input.type = 'text';
    this.input.className = params.figures ? 'ts-editor ts-editor-figures' : 'ts-editor';
    this.input.value = text;
    this.input.autocomplete = 'off';
    this.input.spellcheck = !params.figures;
    if (params.figures) this.input.inputMode = 'decimal';
    // Longer than what is kept, so that the refusal can say so instead of cutting silently.
    this.input.maxLength = params.maxLength * 4;
    this.input.setAttribute('aria-label', params.colDef.headerName ?? '');
  }

  getGui(): HTMLElement {
    return this.input;
  }

  afterGuiAttached(): void {
    this.input.focus();
    if (this.replaced)
      this.input.setSelectionRange(this.input.value.length, this.input.value.length);
    else this.input.select();
  }

  getValue(): string {
    return this.input.value;
  }
}

/** Rows of the editor of notes. */
const NOTE_ROWS = 6;

/** Several lines: Enter commits, Alt or Shift with Enter begins a new line. */
export class NotesEditor implements ICellEditorComp<SheetRow, string> {
  private readonly area = document.createElement('textarea');

  init(params: Params): void {
    this.area.className = 'ts-editor ts-notes-editor';
    this.area.rows = NOTE_ROWS;
    this.area.value = beginning(params).text;
    this.area.maxLength = params.maxLength * 4;
    this.area.setAttribute('aria-label', params.colDef.headerName ?? '');
    this.area.style.inlineSize = `${Math.max(params.column.getActualWidth(), 320)}px`;
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
    this.area.focus();
    this.area.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  getValue(): string {
    return this.area.value;
  }
}
