/**
 * The sheet at a moment, as the grid reads it: texts as they were, results computed from them. Moving to another moment
 * paints again what is different and nothing else. Own file because the slider moves faster than a grid can be built.
 */
import { noteFormula, withDependents } from '@tallystick/domain/formula-links';
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import type { WorkbookView } from '@tallystick/protocol/views';
import type { CellListener } from '../live/cell-store.ts';
import { Results } from '../live/results.ts';
import type { SheetSource } from '../grid/sheet-source.ts';
import { numberLocale } from '../texts/locale.ts';

export type Cells = Readonly<Record<string, string>>;

export class MomentSheet {
  readonly source: SheetSource;
  private cells: Map<string, string> = new Map();
  private readonly results: Results;
  private readonly listeners = new Set<CellListener>();

  constructor(catalogue: Catalogue, view: WorkbookView) {
    const entities = new Map(view.entities.map(({ id, name }) => [id, name]));
    const assignments = new Map(Object.entries(view.assignments));
    this.results = new Results(catalogue, (cell) => this.cells.get(cell));
    this.source = {
      catalogue,
      locale: numberLocale(),
      get: (cell) => this.cells.get(cell),
      result: (row) => this.results.get(row),
      entityOf: (row) => entities.get(assignments.get(row) ?? ''),
      subscribe: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }

  /** Shows other cells; returns those that are different. */
  show(cells: Cells): Set<string> {
    const next = new Map(Object.entries(cells));
    const changed = new Set<string>();
    for (const [cell, text] of next) if (this.cells.get(cell) !== text) changed.add(cell);
    for (const cell of this.cells.keys()) if (!next.has(cell)) changed.add(cell);
    // A formula shows another value where what it leads to was another.
    const formulas = new Map<string, string>();
    for (const [cell, text] of next) noteFormula(formulas, cell, text);
    const dirty = withDependents(this.source.catalogue, changed, formulas);
    this.cells = next;
    this.results.forget(dirty);
    if (dirty.size > 0) for (const listener of this.listeners) listener(dirty, new Set());
    return changed;
  }
}
