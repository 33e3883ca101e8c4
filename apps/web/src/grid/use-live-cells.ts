/**
 * Keeps the painted cells in step with the source, one call a frame. It is the hot path: only cells that changed are
 * painted again, and rows are never exchanged for an edit.
 */
import type { GridApi } from 'ag-grid-community';
import { affectedRows } from '@tallystick/domain/formula/compute';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { type RefObject, useEffect } from 'react';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { GridContext } from './painting/cell-painters.ts';

const DERIVED = ['result', 'reported'];
/** So many cells of others in one frame, and none of them flashes. */
const FLASHED = 40;
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

/** Adds the verdicts that are on one of these cells: they may have become stale, or hold again. */
function withVerdicts(
  source: SheetSource,
  rows: Map<string, Set<string>>,
  cells: Iterable<string>,
): Map<string, Set<string>> {
  for (const row of source.judgedOn?.(cells) ?? []) {
    const columns = rows.get(row) ?? new Set();
    rows.set(row, columns.add('verified'));
  }
  return rows;
}

function* cellsIn(rows: Map<string, Set<string>>): Iterable<string> {
  for (const [row, columns] of rows) for (const column of columns) yield `${row}:${column}`;
}

function flash(api: GridApi<SheetRow>, rows: Map<string, Set<string>>): void {
  for (const [row, columns] of rows) {
    const node = api.getRowNode(row);
    if (!node) continue;
    const ids = [...columns].filter((id) => api.getColumn(id));
    api.flashCells({ rowNodes: [node], columns: ids, flashDuration: 400, fadeDuration: 400 });
  }
}

export function useLiveCells(
  context: GridContext,
  api: RefObject<GridApi<SheetRow> | undefined>,
): void {
  useEffect(() => {
    const { source, painters } = context;
    const lives = new Map<string, string>();
    let changedAt = Number.NEGATIVE_INFINITY;
    return source.subscribe?.((cells, remote) => {
      const rows = withLives(source, dirty(source.catalogue, cells), lives);
      painters.paint(context, cellsIn(withVerdicts(source, rows, cells)));
      if (remote.size === 0) return;
      // Where others write all the time nothing stands out by flashing.
      const isRested = performance.now() - changedAt > FLASH_REST_MS;
      changedAt = performance.now();
      const grid = api.current;
      if (grid && !grid.isDestroyed() && isRested && remote.size < FLASHED)
        flash(grid, dirty(source.catalogue, remote));
    });
  }, [context, api]);
  useEffect(() => context.painters.giveWayToKeys(document), [context]);
  useEffect(() => {
    const { source, painters } = context;
    return source.subscribeMarks?.((cells) => {
      if (cells === 'all') painters.paint(context);
      else painters.paint(context, cellsIn(dirty(source.catalogue, cells)));
    });
  }, [context]);
}
