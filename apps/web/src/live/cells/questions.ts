/**
 * The questions that figures raise, row by row and cell by cell, kept in step a KPI at a time. A screening of all rows
 * takes milliseconds and a remote figure may come every one: only the KPIs that a change touches are screened again,
 * and that when the page is at rest.
 */
import type { Result } from '@tallystick/domain/formula/compute';
import { type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import { screenKpi } from '@tallystick/domain/screening/screen';
import type { Warning } from '@tallystick/domain/screening/warning';
import { atRest } from '../../look/at-rest.ts';
import type { Catalogue, Kpi } from '@tallystick/catalogue/kpi-set';

type Reading = {
  read: (cell: string) => string | undefined;
  result: (row: string) => Result;
};

const NONE: readonly Warning[] = [];

export class Questions {
  private readonly catalogue: Catalogue;
  private readonly reading: Reading;
  private readonly known = new Map<Kpi, readonly Warning[]>();
  private readonly byCell = new Map<string, readonly Warning[]>();
  private readonly dirty: Set<Kpi>;
  /** Cells whose questions are others than was last told. */
  private moved = new Set<string>();
  private readonly listeners = new Set<(cells: ReadonlySet<string>) => void>();
  private waiting: (() => void) | undefined;

  constructor(catalogue: Catalogue, reading: Reading) {
    this.catalogue = catalogue;
    this.reading = reading;
    this.dirty = new Set(catalogue.kpis);
  }

  /** Cells have changed; cheap, nothing is screened yet. */
  forget(cells: Iterable<string>): void {
    for (const cell of cells)
      for (const kpi of touchedBy(this.catalogue, cell)) this.dirty.add(kpi);
    this.schedule();
  }

  /** Told at rest which cells ask something else now. Returns the way to stop. */
  subscribe(listener: (cells: ReadonlySet<string>) => void): () => void {
    this.listeners.add(listener);
    this.schedule();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.waiting?.();
      this.waiting = undefined;
    };
  }

  /** What is asked at a cell, as far as was screened: the hot path of painting. */
  at(cell: string): readonly Warning[] {
    return this.byCell.get(cell) ?? NONE;
  }

  /** Rows that raise a question, as of now. */
  rows(): ReadonlySet<string> {
    this.screen();
    const rows = new Set<string>();
    for (const warnings of this.known.values()) for (const { row } of warnings) rows.add(row);
    return rows;
  }

  private schedule(): void {
    if (this.waiting || this.listeners.size === 0) return;
    if (this.dirty.size === 0 && this.moved.size === 0) return;
    this.waiting = atRest(() => {
      this.waiting = undefined;
      this.screen();
      const { moved } = this;
      this.moved = new Set();
      if (moved.size > 0) for (const listener of this.listeners) listener(moved);
    });
  }

  private screen(): void {
    const { catalogue } = this;
    const { read, result } = this.reading;
    for (const kpi of this.dirty) this.take(kpi, screenKpi({ catalogue, read, result }, kpi));
    this.dirty.clear();
  }

  private take(kpi: Kpi, warnings: readonly Warning[]): void {
    const before = cellsOf(this.known.get(kpi) ?? NONE);
    const now = cellsOf(warnings);
    this.known.set(kpi, warnings);
    for (const [cell, asked] of now) {
      if (!isSame(before.get(cell) ?? NONE, asked)) this.moved.add(cell);
      this.byCell.set(cell, asked);
    }
    for (const cell of before.keys()) {
      if (now.has(cell)) continue;
      this.byCell.delete(cell);
      this.moved.add(cell);
    }
  }
}

function cellsOf(warnings: readonly Warning[]): Map<string, readonly Warning[]> {
  const cells = new Map<string, readonly Warning[]>();
  for (const warning of warnings)
    for (const cell of warning.cells) cells.set(cell, [...(cells.get(cell) ?? NONE), warning]);
  return cells;
}

function isSame(one: readonly Warning[], other: readonly Warning[]): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ code, detail, refusal }, at) =>
        code === other[at]?.code && detail === other[at]?.detail && refusal === other[at]?.refusal,
    )
  );
}

const touched = new WeakMap<Catalogue, Map<string, Set<Kpi>>>();

/** The KPIs whose questions can change with a cell: its own, those that use it, and those compared with any of these. */
function touchedBy(catalogue: Catalogue, cell: string): Iterable<Kpi> {
  let known = touched.get(catalogue);
  if (!known) {
    known = touching(catalogue);
    touched.set(catalogue, known);
  }
  return known.get(cell) ?? known.get(splitCellId(cell)?.row ?? '') ?? [];
}

/** By input cell, and by row for whatever else is typed in it. */
function touching(catalogue: Catalogue): Map<string, Set<Kpi>> {
  const map = new Map<string, Set<Kpi>>();
  const add = (key: string, kpi: Kpi): void => {
    const kpis = map.get(key) ?? new Set();
    for (const each of [kpi, ...comparedWith(catalogue, kpi)]) kpis.add(each);
    map.set(key, kpis);
  };
  for (const kpi of catalogue.kpis) {
    for (const point of kpi.dataPoints) {
      add(point.row as RowId, kpi);
      for (const { cell } of point.inputs) add(cell, kpi);
    }
  }
  return map;
}

function comparedWith(catalogue: Catalogue, kpi: Kpi): Kpi[] {
  return catalogue.kpis.filter((each) =>
    each.plausibility.some((rule) => rule.kind === 'compare' && rule.other === kpi.key),
  );
}
