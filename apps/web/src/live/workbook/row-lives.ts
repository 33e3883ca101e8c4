/** The states of rows as they are now, kept until a cell of the row changes. */
import { rowSpecs } from '@tallystick/domain/cells/cell-spec';
import { type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import { type RowLife, rowLife } from '@tallystick/domain/nouns/row-life';
import type { RowMark, WorkbookState } from '@tallystick/domain/state';
import type { CellStore } from '../../lines/cell-store.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Known = { number: number; life: RowLife };

export class RowLives {
  private readonly known = new Map<string, Known>();
  private readonly catalogue: Catalogue;
  private readonly cells: CellStore;

  constructor(catalogue: Catalogue, cells: CellStore) {
    this.catalogue = catalogue;
    this.cells = cells;
    cells.subscribe((changed) => {
      for (const cell of changed) this.known.delete(splitCellId(cell)?.row ?? '');
    });
  }

  /** The state of a row, given what was said of it last. */
  get(row: string, mark: RowMark | undefined): RowLife {
    const number = mark?.number ?? 0;
    const before = this.known.get(row);
    if (before?.number === number) return before.life;
    const { catalogue } = this;
    const life = rowLife({ catalogue, mark, read: (cell) => this.cells.get(cell) }, row);
    this.known.set(row, { number, life });
    return life;
  }
}

const ofCells = new WeakMap<CellStore, RowLives>();

/** The states of an open workbook's rows. To be asked for first where the cells are made: it has to hear of a change before the screen. */
export function livesOf(catalogue: Catalogue, cells: CellStore): RowLives {
  const known = ofCells.get(cells) ?? new RowLives(catalogue, cells);
  ofCells.set(cells, known);
  return known;
}

/** What of a workbook the state of its rows depends on. */
export type Living = { catalogue: Catalogue; cells: CellStore; state: WorkbookState };

export function lifeOf({ catalogue, cells, state }: Living, row: string): RowLife {
  return livesOf(catalogue, cells).get(row, state.marks.get(row as RowId));
}

/** What was said of a row and holds no longer, because its cells have changed since. */
export function withdrawn(living: Living, row: string): RowMark | undefined {
  const mark = living.state.marks.get(row as RowId);
  return mark && mark.as !== lifeOf(living, row) ? mark : undefined;
}

/** Whether all that was typed in a row has reached the server. */
export function isSaved({ catalogue, cells }: Living, row: string): boolean {
  return rowSpecs(catalogue, row).every(({ cell }) => cells.status(cell) !== 'saving');
}
