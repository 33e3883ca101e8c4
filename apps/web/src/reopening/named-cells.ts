/**
 * What a reopening names, in cells: how many open, who fills them, which figures of its rows are typed elsewhere. Pure.
 */
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { type CellId, type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import { namesCell } from '@tallystick/domain/nouns/reopening';
import type { Reopening, WorkbookState } from '@tallystick/domain/state';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Names = Pick<Reopening, 'cells' | 'rows'>;

/** Names as lists of one kind of text: a cell (`row:column`) or a row. */
export function namesOf(texts: readonly string[]): Names {
  const isCell = (text: string): boolean => splitCellId(text) !== undefined;
  return {
    cells: new Set(texts.filter(isCell) as CellId[]),
    rows: new Set(texts.filter((text) => !isCell(text)) as RowId[]),
  };
}

/** The cells that open, in the order of the sheets. */
export function cellsOf(catalogue: Catalogue, names: Names): CellId[] {
  return ([...cellSpecs(catalogue).keys()] as CellId[]).filter((cell) => namesCell(names, cell));
}

/** Names of the entities that fill cells, in the order of the alphabet. */
export function fillersOf(state: WorkbookState, cells: readonly CellId[]): string[] {
  const names = new Set<string>();
  for (const cell of cells) {
    const row = splitCellId(cell)?.row;
    const entity = row === undefined ? undefined : state.assignments.get(row);
    const name = entity === undefined ? undefined : state.entities.get(entity)?.name;
    if (name !== undefined) names.add(name);
  }
  return [...names].toSorted((a, b) => a.localeCompare(b));
}

/** Cells whose figures the named rows use and that are typed elsewhere, where they do not open. */
export function staysLocked(catalogue: Catalogue, names: Names): CellId[] {
  const found = new Set<CellId>();
  for (const row of names.rows) {
    const point = catalogue.rows.get(row);
    if (point?.kind !== 'data-point') continue;
    for (const use of point.inputs) {
      const home = use.cell as CellId;
      if (!use.own && !namesCell(names, home)) found.add(home);
    }
  }
  return [...found];
}

/** The typed cells behind a row as the sheet shows it: its own, then those shown from elsewhere. */
export function cellsBehind(catalogue: Catalogue, row: string): CellId[] {
  const known = catalogue.rows.get(row);
  if (!known) return [];
  const own = ([...cellSpecs(catalogue).values()].filter((spec) => spec.row === row) ?? []).map(
    ({ cell }) => cell,
  );
  const used = known.kind === 'data-point' ? known.inputs.map((use) => use.cell as CellId) : [];
  return [...new Set([...own, ...used])];
}
