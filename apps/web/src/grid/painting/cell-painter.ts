/** Paints a cell and its header without React: 112 rows by 25 columns are painted again at every remote change. */
import type {
  ICellRendererComp,
  ICellRendererParams,
  IHeaderComp,
  IHeaderParams,
} from 'ag-grid-community';
import { colourOf } from '../../look/people-palette.ts';
import { type CellLook, lookOf } from '../../lines/cell-look.ts';
import { density } from '../../look/density.ts';
import { textStretch } from '../../look/text-stretch.ts';
import { widthOf } from './text-width.ts';
import type { SheetColumn } from '../../lines/sheet-columns.ts';
import type { SheetRow } from '../../lines/sheet-rows.ts';
import type { Painted } from './cell-painters.ts';
import { marksIn } from '../../views/find.ts';
import type { GridContext } from './cell-painters.ts';

type Params = ICellRendererParams<SheetRow, string, GridContext> & { sheetColumn: SheetColumn };

/** Columns of codes and names; those of figures hold no prose either. */
const NO_PROSE = new Set(['code', 'unit', 'entity']);

/** Columns that name the line. */
const NAMES = new Set(['kpi', 'label']);

/** The classes that painters have given to a cell of the grid: it outlives them, as when its editor opens and closes. */
const classesOf = new WeakMap<HTMLElement, string>();

export class CellPainter implements ICellRendererComp<SheetRow>, Painted {
  private readonly gui = document.createElement('span');
  private readonly text = document.createElement('span');
  private readonly detail = document.createElement('span');
  private params: Params | undefined;
  /** Something was exchanged at the last painting. */
  private isOther = false;
  private name: (() => string) | undefined;

  constructor() {
    this.gui.className = 'ts-cell';
    this.text.className = 'ts-text';
    this.detail.className = 'ts-detail';
    // The space is not seen; without it both would be read as one word.
    this.gui.append(this.text, ' ', this.detail);
  }

  init(params: Params): void {
    // Words are cut off where their own language ends, not the page's. A name and its part are of one language, and begin
    // at the same side: the cell has the direction of both.
    if (NAMES.has(params.sheetColumn.id)) this.gui.dir = 'auto';
    else {
      if (!params.sheetColumn.figures) this.text.dir = 'auto';
      this.detail.dir = 'auto';
    }
    // A code, a name or a figure that a browser translates is another one.
    if (params.sheetColumn.figures || NO_PROSE.has(params.sheetColumn.id))
      this.gui.translate = false;
    this.params = params;
    this.paint(params.context);
    params.context.painters.add(this);
  }

  getGui(): HTMLElement {
    return this.gui;
  }

  refresh(params: Params): boolean {
    this.params = params;
    this.paint(params.context);
    this.sayName();
    return true;
  }

  destroy(): void {
    this.params?.context.painters.remove(this);
  }

  get cell(): string {
    return `${this.params?.data?.id}:${this.params?.sheetColumn.id}`;
  }

  paint(context: GridContext): boolean {
    if (!this.params) return false;
    const { data, eGridCell, sheetColumn } = this.params;
    if (!data || data.kind === 'group') return false;
    const look = lookOf(context.source, data, sheetColumn, context.t);
    this.isOther = false;
    const found = this.paintFound(look, context);
    if (fits(look, this.params)) found.push('ts-fits');
    if (this.gui.classList.contains('ts-link') !== look.link)
      this.gui.classList.toggle('ts-link', look.link);
    this.paintHand(look);
    this.paintClasses(eGridCell, [...look.classes, ...found]);
    this.name = look.name;
    if (look.hand) eGridCell.style.setProperty('--ts-hand', colourOf(look.hand.colour));
    else if (eGridCell.style.length > 0) eGridCell.style.removeProperty('--ts-hand');
    return this.isOther;
  }

  sayName(): void {
    if (this.name) this.params?.eGridCell.setAttribute('aria-label', this.name());
    this.name = undefined;
  }

  private paintClasses(cell: HTMLElement, classes: string[]): void {
    const now = classes.join(' ');
    const before = classesOf.get(cell) ?? '';
    if (now === before) return;
    this.isOther = true;
    if (before !== '') cell.classList.remove(...before.split(' '));
    if (now !== '') cell.classList.add(...classes);
    classesOf.set(cell, now);
  }

  /** The texts, with the letters marked that are searched for. Returns the classes of a match. */
  private paintFound(look: CellLook, context: GridContext): string[] {
    const found = context.bridge?.found;
    if (!found?.cells.has(this.cell)) {
      const isOther = [say(this.text, look.text), say(this.detail, look.detail)];
      this.isOther ||= isOther.includes(true);
      return [];
    }
    this.isOther = true;
    this.text.replaceChildren(...marked(look.text, found.words));
    this.detail.replaceChildren(...marked(look.detail, found.words));
    return found.now === this.cell ? ['ts-found', 'ts-found-now'] : ['ts-found'];
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

/** The widest figure at any density, in CSS px: figures change too often to be measured. */
const FIGURE_PX = 9;
/** The edges of a cell, and the widest mark that can stand beside its text, in CSS px. */
const EDGES_PX = 14;
const MARK_PX = 24;
/** Classes of looks that put nothing beside the text. */
const UNMARKED = new Set(
  'ts-words ts-num ts-long ts-longer ts-fixed ts-line-name ts-result ts-nr ts-yes ts-not-yours ts-locked ts-saving ts-absent'.split(
    ' ',
  ),
);

/** A text that cannot be cut off needs no edge that cuts: each is a layer of its own to the browser. */
function fits(look: CellLook, { sheetColumn, column }: Params): boolean {
  if (look.detail !== '') return false;
  const isMarked = look.link || !look.classes.every((each) => UNMARKED.has(each));
  const room_px = (column?.getActualWidth() ?? 0) - EDGES_PX - (isMarked ? MARK_PX : 0);
  const width_px = sheetColumn.figures
    ? look.text.length * FIGURE_PX
    : widthOf(look.text, density());
  return width_px * textStretch().letters <= room_px;
}

/**
 * Only the letters are exchanged where there are some already: the browser looks at no other style again. Returns whether
 * any were exchanged.
 */
function say(element: HTMLElement, words: string): boolean {
  const only = element.firstChild;
  if (only instanceof Text && !only.nextSibling && words !== '') {
    if (only.data === words) return false;
    only.data = words;
  } else if (only || words !== '') element.textContent = words;
  else return false;
  return true;
}

function marked(text: string, words: string): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let at = 0;
  for (const [from, to] of marksIn(text, words)) {
    const mark = document.createElement('mark');
    mark.textContent = text.slice(from, to);
    parts.push(text.slice(at, from), mark);
    at = to;
  }
  return [...parts, text.slice(at)];
}

const SVG = 'http://www.w3.org/2000/svg';
/** Tabler's chevron and arrows (MIT), as paths: the header is painted without React. */
const ICONS = {
  none: 'M6 9l6 6l6 -6',
  up: 'M12 5v14M6 11l6 -6l6 6',
  down: 'M12 5v14M18 13l-6 6l-6 -6',
};

function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    width: '14',
    height: '14',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(name, value);
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

type HeaderParams = IHeaderParams<SheetRow, GridContext> & {
  letter: string;
  sorted?: 'up' | 'down';
  /** Without a menu. */
  plain?: boolean;
};

/** A header of two lines: ITU's letter, and the name; and the button of its menu. */
export class LetterHeader implements IHeaderComp {
  private readonly gui = document.createElement('div');

  init(params: HeaderParams): void {
    this.gui.className = 'ts-header-frame';
    const words = document.createElement('div');
    words.className = 'ts-header';
    const letter = document.createElement('span');
    letter.className = 'ts-letter';
    letter.textContent = params.letter;
    const name = document.createElement('span');
    name.className = 'ts-header-name';
    name.textContent = params.displayName;
    words.append(letter, name);
    this.gui.append(words);
    if (params.context?.bridge && !params.plain) this.gui.append(this.button(params));
    this.paintOrder(params);
  }

  getGui(): HTMLElement {
    return this.gui;
  }

  refresh(): boolean {
    return false;
  }

  /** Not reached by Tab: the header itself opens the menu by Enter, and each cell by Alt and arrow down. */
  private button({ column, displayName, context, sorted }: HeaderParams): HTMLElement {
    const button = document.createElement('button');
    const id = column.getColId();
    button.type = 'button';
    button.tabIndex = -1;
    button.className = 'ts-header-menu';
    button.setAttribute('aria-label', context.t('views:columns.menu', { column: displayName }));
    button.setAttribute('aria-haspopup', 'menu');
    button.dataset.testid = `menu-of-${id}`;
    if (sorted) button.dataset.sorted = sorted;
    button.append(icon(ICONS[sorted ?? 'none']));
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      context.bridge?.openMenu(id, button);
    });
    return button;
  }

  private paintOrder({ eGridHeader, sorted }: HeaderParams): void {
    if (!sorted) eGridHeader.removeAttribute('aria-sort');
    else eGridHeader.setAttribute('aria-sort', sorted === 'up' ? 'ascending' : 'descending');
  }
}
