/**
 * The sheet at a moment, as the grid reads it: texts as they were, results computed from them. Moving to another moment
 * paints again what is different and nothing else.
 */
import { noteFormula, withDependents } from '@tallystick/domain/formula/formula-links';
import { type CellId, cellId } from '@tallystick/domain/cells/ids';
import type { MomentView } from '@tallystick/protocol/views-history';
import type { CellListener } from '../lines/cell-store.ts';
import { Results } from '../live/cells/results.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { numberLocale } from '../texts/locale.ts';
import { own } from '../versions/snapshot-check.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Cells = Readonly<Record<string, string>>;
/** What a sheet shows of a moment. */
export type Then = Pick<MomentView, 'cells' | 'entities' | 'assignments'>;

/** The name of the entity that reported a row. */
export function entityThen({ entities, assignments }: Omit<Then, 'cells'>) {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  return (row: string): string | undefined => names.get(own(assignments, row) ?? '');
}

export class MomentSheet {
  readonly source: SheetSource;
  private cells: Map<string, string> = new Map();
  private assignments: Then['assignments'] = {};
  private entityOf = entityThen({ entities: [], assignments: {} });
  private readonly results: Results;
  private readonly listeners = new Set<CellListener>();

  constructor(catalogue: Catalogue) {
    this.results = new Results(catalogue, (cell) => this.cells.get(cell));
    this.source = {
      catalogue,
      locale: numberLocale(),
      get: (cell) => this.cells.get(cell),
      result: (row) => this.results.get(row),
      entityOf: (row) => this.entityOf(row),
      subscribe: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }

  /** Shows another moment; returns the cells that are different. */
  show(then: Then): Set<string> {
    const next = new Map(Object.entries(then.cells));
    const changed = new Set<string>();
    for (const [cell, text] of next) if (this.cells.get(cell) !== text) changed.add(cell);
    for (const cell of this.cells.keys()) if (!next.has(cell)) changed.add(cell);
    // A formula shows another value where what it leads to was another.
    const formulas = new Map<string, string>();
    for (const [cell, text] of next) noteFormula(formulas, cell, text);
    const dirty = new Set(withDependents(this.source.catalogue, changed, formulas));
    for (const cell of this.handOver(then)) dirty.add(cell);
    this.cells = next;
    this.results.forget(dirty);
    if (dirty.size > 0) for (const listener of this.listeners) listener(dirty, new Set());
    return changed;
  }

  /** Takes the assignments over; returns the cells that name another entity now. */
  private handOver(then: Then): CellId[] {
    const was = this.entityOf;
    const before = this.assignments;
    this.entityOf = entityThen(then);
    this.assignments = then.assignments;
    return [...new Set([...Object.keys(before), ...Object.keys(then.assignments)])]
      .filter((row) => was(row) !== this.entityOf(row))
      .map((row) => cellId(row, 'entity'));
  }
}
