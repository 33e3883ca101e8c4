/**
 * A file that was handed in, beside the cells of the open workbook: what it brings for each, told anew whenever somebody
 * types, and what its person has chosen. Nothing here changes a cell.
 */
import { valueText } from '@tallystick/domain/formula/cell-formula';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import {
  type Incoming,
  type IncomingCell,
  type IncomingClass,
  incomingOf,
  isTakeable,
} from '@tallystick/domain/incoming/incoming';
import { eachOnce } from '@tallystick/domain/incoming/mentions';
import type { Refusal } from '@tallystick/domain/refusals';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import type { CellStore } from '../../lines/cell-store.ts';
import type { Choice, Chosen } from '../kept/keeping.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type FileNote = IncomingFileView['notes'][number];

export type IncomingLine = {
  cell: CellId;
  place: IncomingCell;
  found: Incoming;
  /** It cannot be read, and somebody has typed into the cell since the file is open. */
  isDone: boolean;
  /** It is among those that are taken over. */
  takes: boolean;
};

type Made = {
  catalogue: Catalogue;
  cells: Pick<CellStore, 'get' | 'subscribe'>;
  permit: (cell: string) => Refusal | undefined;
  /** What its person had chosen before; it counts where it still fits. */
  chosen?: Chosen | null;
  /** Is told whatever they choose. */
  keep?: (chosen: Chosen) => void;
};

export class IncomingFile {
  readonly view: IncomingFileView;
  /** Of sheets that fill the same rows, the one that counts. */
  sheet: number;
  /** Moves on whenever anything is another. */
  changes = 0;
  private readonly made: Made;
  private places = new Map<string, IncomingCell>();
  private readonly known = new Map<string, IncomingLine>();
  private readonly choices: Map<string, Choice>;
  /** What stood in the cells when the file was opened. */
  private readonly atFirst = new Map<string, string | null>();
  private readonly listeners = new Set<(cells: ReadonlySet<string>) => void>();
  private readonly stop: () => void;

  constructor(view: IncomingFileView, made: Made) {
    this.view = view;
    this.made = made;
    const isAmong = (sheet: number) => (view.sheets[sheet]?.instead.length ?? 0) > 0;
    const { chosen } = made;
    this.sheet =
      chosen && isAmong(chosen.sheet) ? chosen.sheet : view.sheets.findIndex((_, i) => isAmong(i));
    this.choices = new Map(chosen?.choices);
    this.place();
    this.stop = made.cells.subscribe((cells) => this.news(cells));
  }

  /** What the file brings for a cell; undefined where it does not speak of it. The same object until it is another. */
  at(cell: string): IncomingLine | undefined {
    const known = this.known.get(cell);
    if (known) return known;
    const place = this.places.get(cell);
    const line = place && this.lineOf(place);
    if (line) this.known.set(cell, line);
    return line;
  }

  /** All of them, in the order of the file. */
  lines(): IncomingLine[] {
    return [...this.places.keys()].flatMap((cell) => this.at(cell) ?? []);
  }

  /** What people wrote into it, of the sheets that count. */
  notes(): FileNote[] {
    const { sheets, notes } = this.view;
    const others = new Set(sheets[this.sheet]?.instead.map((other) => sheets[other]?.name));
    return notes.filter(({ sheet }) => !others.has(sheet));
  }

  /** Chooses for cells that can be taken over, as they stand now. */
  choose(cells: Iterable<string>, takes: boolean): void {
    const changed = new Set<string>();
    for (const cell of cells) {
      const line = this.at(cell);
      if (!line || !isTakeable(line.found) || line.takes === takes) continue;
      this.choices.set(cell, { takes, over: this.now(cell) });
      changed.add(cell);
    }
    this.keep();
    this.tell(changed);
  }

  /** Another of several sheets with the same rows counts; what was chosen is forgotten. */
  useSheet(sheet: number): void {
    const before = [...this.places.keys()];
    this.sheet = sheet;
    this.choices.clear();
    this.place();
    this.keep();
    this.tell(new Set([...before, ...this.places.keys()]));
  }

  /** Rights or a lock may have changed. */
  lookAgain(): void {
    this.tell(new Set(this.places.keys()));
  }

  /** What would be taken over now. */
  taken(): { cells: Record<CellId, string | null>; seen: Record<CellId, string | null> } {
    const cells: Record<CellId, string | null> = {};
    const seen: Record<CellId, string | null> = {};
    for (const { cell, found, takes } of this.lines()) {
      if (!takes || !isTakeable(found)) continue;
      cells[cell] = found.text;
      seen[cell] = this.now(cell);
    }
    return { cells, seen };
  }

  /** True where nothing is left of it to decide, and nothing to be told. */
  get isSettled(): boolean {
    const { absent, notes, sheets } = this.view;
    const isUnknown = sheets.some(({ unknown }) => unknown.length > 0);
    const isTold = absent.length > 0 || notes.length > 0 || isUnknown;
    return !isTold && this.lines().every(({ found, isDone }) => isDone || isSame(found));
  }

  subscribe = (listener: (cells: ReadonlySet<string>) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The cells that were marked. */
  close(): ReadonlySet<string> {
    this.stop();
    return new Set(this.places.keys());
  }

  private keep(): void {
    this.made.keep?.({ sheet: this.sheet, choices: [...this.choices] });
  }

  private now(cell: string): string | null {
    return this.made.cells.get(cell) ?? null;
  }

  private place(): void {
    const { view, made, sheet } = this;
    const others = new Set(view.sheets[sheet]?.instead);
    const counts = view.cells.filter((each) => !others.has(each.sheet));
    this.places = new Map(eachOnce(made.catalogue, counts).map((each) => [each.cell, each]));
    for (const cell of this.places.keys())
      if (!this.atFirst.has(cell)) this.atFirst.set(cell, this.now(cell));
  }

  private lineOf(place: IncomingCell): IncomingLine | undefined {
    const { catalogue, permit } = this.made;
    const { cell, held, base } = place;
    const spec = cellSpec(catalogue, cell);
    if (!spec) return undefined;
    const now = this.now(cell);
    const read = (each: string): string | undefined => this.made.cells.get(each);
    const nowMeant = now !== null && isFormula(spec, now) ? valueText(catalogue, cell, read) : null;
    const found = incomingOf({ spec, held, base, now, nowMeant, permit: () => permit(cell) });
    const choice = this.choices.get(cell);
    const isChosen = choice !== undefined && choice.over === now;
    const isPlain = found.class === 'theirs' && !(held.kind === 'text' && held.isShare);
    const takes = isTakeable(found) && (isChosen ? choice.takes : isPlain);
    const isDone = found.class === 'unreadable' && now !== (this.atFirst.get(cell) ?? null);
    return { cell, place, found, isDone, takes };
  }

  private news(cells: ReadonlySet<string>): void {
    const changed = new Set([...cells].filter((cell) => this.places.has(cell)));
    if (changed.size > 0) this.tell(changed);
  }

  private tell(cells: ReadonlySet<string>): void {
    if (cells.size === 0) return;
    for (const cell of cells) this.known.delete(cell);
    this.changes += 1;
    for (const listener of this.listeners) listener(cells);
  }
}

const isSame = (found: Incoming): boolean =>
  found.class === 'ours' || found.class === 'equal' || found.class === 'unchanged';

/** `done`: cells that could not be read and have been typed since. */
type Counts = Record<IncomingClass | 'done', number>;

/** How many cells are of each kind. */
export function countsOf(lines: readonly IncomingLine[]): Counts {
  const counts = {
    theirs: 0,
    conflict: 0,
    ours: 0,
    equal: 0,
    unchanged: 0,
    unreadable: 0,
    'not-yours': 0,
    locked: 0,
    done: 0,
  };
  for (const { found, isDone } of lines) counts[isDone ? 'done' : found.class] += 1;
  return counts;
}
