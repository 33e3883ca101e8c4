/**
 * Keeps the painted cells in step with the source, one call a frame. Own file because it is the hot path:
 * only cells that changed are painted again, and rows are never exchanged for an edit.
 */
import type { GridApi, IRowNode } from 'ag-grid-community';
import { affectedRows } from '@tallystick/domain/compute';
import { splitCellId } from '@tallystick/domain/ids';
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import { type RefObject, useEffect } from 'react';
import type { SheetRow } from './sheet-rows.ts';
import type { SheetSource } from './sheet-source.ts';

const DERIVED = ['result', 'reported', 'verified'];
/** Above this many rows in one frame everything that is on the screen is painted again. */
const ROWS_ONE_BY_ONE = 40;
/** Milliseconds without a change of others, after which the next one flashes. */
const FLASH_REST_MS = 150;

const shownFrom = new WeakMap<Catalogue, ReadonlyMap<string, readonly string[]>>();

/** Cell to the cells that show it from elsewhere (`row:column`). */
function echoesOf(catalogue: Catalogue, cell: string): readonly string[] {
  let known = shownFrom.get(catalogue);
  if (!known) {
    const echoes = new Map<string, string[]>();
    for (const point of catalogue.dataPoints) {
      for (const use of point.inputs) {
        if (use.own) continue;
        echoes.set(use.cell, [...(echoes.get(use.cell) ?? []), `${point.row}:${use.column}`]);
      }
    }
    known = echoes;
    shownFrom.set(catalogue, known);
  }
  return known.get(cell) ?? [];
}

/** Row to the columns that look different because these cells changed. */
function dirty(catalogue: Catalogue, cells: Iterable<string>): Map<string, Set<string>> {
  const columns = new Map<string, Set<string>>();
  const add = (row: string, ids: string[]): void => {
    const set = columns.get(row) ?? new Set();
    for (const id of ids) set.add(id);
    columns.set(row, set);
  };
  for (const cell of cells) {
    for (const each of [cell, ...echoesOf(catalogue, cell)]) {
      const parts = splitCellId(each);
      if (parts) add(parts.row, [parts.column]);
    }
    for (const row of affectedRows(catalogue, cell)) add(row, DERIVED);
    // The city's currency stands in the lines of the profile too.
    if (cell.endsWith(':unit')) for (const { row } of catalogue.profile) add(row, ['unit']);
  }
  return columns;
}

/** Where the state of a row is marked. */
const STARTS = ['code', 'label'];

/** Adds the beginning of each row whose state is another than at its last change. */
function withLives(
  source: SheetSource,
  rows: Map<string, Set<string>>,
  painted: Map<string, string>,
): Map<string, Set<string>> {
  for (const [row, columns] of rows) {
    const life = source.life?.(row);
    if (life === undefined || painted.get(row) === life) continue;
    painted.set(row, life);
    for (const column of STARTS) columns.add(column);
  }
  return rows;
}

function paint(api: GridApi<SheetRow>, rows: Map<string, Set<string>>, flash: boolean): void {
  if (!flash && rows.size > ROWS_ONE_BY_ONE) {
    api.refreshCells({ force: true });
    return;
  }
  for (const [row, columns] of rows) {
    const node = api.getRowNode(row);
    if (!node) continue;
    const rowNodes: IRowNode<SheetRow>[] = [node];
    const ids = [...columns].filter((id) => api.getColumn(id));
    if (flash) api.flashCells({ rowNodes, columns: ids, flashDuration: 400, fadeDuration: 400 });
    else api.refreshCells({ rowNodes, columns: ids, force: true });
  }
}

export function useLiveCells(
  source: SheetSource,
  api: RefObject<GridApi<SheetRow> | undefined>,
): void {
  useEffect(() => {
    const painted = new Map<string, string>();
    let changedAt = Number.NEGATIVE_INFINITY;
    return source.subscribe?.((cells, remote) => {
      const grid = api.current;
      if (!grid || grid.isDestroyed()) return;
      paint(grid, withLives(source, dirty(source.catalogue, cells), painted), false);
      if (remote.size === 0) return;
      // Where others write all the time nothing stands out by flashing.
      const isRested = performance.now() - changedAt > FLASH_REST_MS;
      changedAt = performance.now();
      if (isRested && remote.size < ROWS_ONE_BY_ONE)
        paint(grid, dirty(source.catalogue, remote), true);
    });
  }, [source, api]);
  useEffect(
    () =>
      source.subscribeMarks?.((cells) => {
        const grid = api.current;
        if (!grid || grid.isDestroyed()) return;
        if (cells === 'all') grid.refreshCells({ force: true });
        else paint(grid, dirty(source.catalogue, cells), false);
      }),
    [source, api],
  );
}
