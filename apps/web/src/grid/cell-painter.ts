/**
 * Paints a cell and its header without React: 112 rows by 25 columns are painted again at every remote change.
 * Own file because it is the only place that touches the grid's elements.
 */
import type {
  ICellRendererComp,
  ICellRendererParams,
  IHeaderComp,
  IHeaderParams,
} from 'ag-grid-community';
import { colourOf } from '../people-palette.ts';
import { type CellLook, type LookWords, lookOf } from './cell-look.ts';
import type { SheetColumn } from './sheet-columns.ts';
import type { SheetRow } from './sheet-rows.ts';
import type { SheetSource } from './sheet-source.ts';

/** What grid callbacks find in `params.context`. */
export type GridContext = { source: SheetSource; t: LookWords; readOnly: boolean };

type Params = ICellRendererParams<SheetRow, string, GridContext> & { sheetColumn: SheetColumn };

export class CellPainter implements ICellRendererComp<SheetRow> {
  private readonly gui = document.createElement('span');
  private readonly text = document.createElement('span');
  private readonly detail = document.createElement('span');
  private painted: string[] = [];

  constructor() {
    this.gui.className = 'ts-cell';
    this.text.className = 'ts-text';
    this.detail.className = 'ts-detail';
    // Cut off where its own language ends, not the page's.
    this.text.dir = 'auto';
    this.detail.dir = 'auto';
    // The space is not seen; without it both would be read as one word.
    this.gui.append(this.text, ' ', this.detail);
  }

  init(params: Params): void {
    this.paint(params);
  }

  getGui(): HTMLElement {
    return this.gui;
  }

  refresh(params: Params): boolean {
    this.paint(params);
    return true;
  }

  private paint(params: Params): void {
    const { data, eGridCell, context, sheetColumn } = params;
    if (!data || data.kind === 'group') return;
    const look = lookOf(context.source, data, sheetColumn, context.t);
    this.text.textContent = look.text;
    this.detail.textContent = look.detail;
    this.gui.classList.toggle('ts-link', look.link);
    this.paintHand(look);
    eGridCell.classList.remove(...this.painted);
    this.painted = look.classes;
    eGridCell.classList.add(...look.classes);
    eGridCell.setAttribute('aria-label', look.name);
    if (look.hand) eGridCell.style.setProperty('--ts-hand', colourOf(look.hand.colour));
    else eGridCell.style.removeProperty('--ts-hand');
  }

  private paintHand(look: CellLook): void {
    const old = this.gui.querySelector('.ts-hand-tag');
    if (!look.hand) {
      old?.remove();
      return;
    }
    const tag = old ?? document.createElement('span');
    tag.className = 'ts-hand-tag';
    // A picture, not a text of the cell: the cell's own name says who is here.
    tag.setAttribute('data-initials', look.hand.initials);
    if (!old) this.gui.append(tag);
  }
}

/** A header of two lines: ITU's letter, and the name. */
export class LetterHeader implements IHeaderComp {
  private readonly gui = document.createElement('div');

  init(params: IHeaderParams & { letter: string }): void {
    this.gui.className = 'ts-header';
    const letter = document.createElement('span');
    letter.className = 'ts-letter';
    letter.textContent = params.letter;
    const name = document.createElement('span');
    name.className = 'ts-header-name';
    name.textContent = params.displayName;
    this.gui.append(letter, name);
  }

  getGui(): HTMLElement {
    return this.gui;
  }

  refresh(): boolean {
    return false;
  }
}
