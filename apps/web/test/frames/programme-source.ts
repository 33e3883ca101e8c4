/** Many cities in one sheet: what a programme looks at. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { computeRow, type Result } from '@tallystick/domain/formula/compute';
import type { SheetSource } from '../../src/lines/sheet-source.ts';
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';

/** The data points of so many cities that there are at least `rows`, each city a dimension of its own. */
export function programmeCatalogue(rows: number): Catalogue {
  const one = loadCatalogue();
  const dataPoints: DataPoint[] = [];
  for (let city = 1; dataPoints.length < rows; city += 1) {
    for (const point of one.dataPoints) {
      dataPoints.push({
        ...point,
        row: `city${city}.${point.row}`,
        kpi: { ...point.kpi, dimension: `City ${city}` },
        inputs: point.inputs.map((use) => ({
          ...use,
          own: true,
          cell: `city${city}.${point.row}:${use.column}`,
        })),
      });
    }
  }
  return {
    ...one,
    profile: [],
    dataPoints,
    rows: new Map(dataPoints.map((point) => [point.row, point])),
  };
}

type Listener = Parameters<NonNullable<SheetSource['subscribe']>>[0];

export type ProgrammeSource = SheetSource & {
  /** Sets cells as others would, all at once, and tells the grid. */
  change(cells: readonly string[]): void;
};

/** Every figure has a value; results are computed when they are asked for. */
export function programmeSource(rows: number): ProgrammeSource {
  const catalogue = programmeCatalogue(rows);
  const texts = new Map<string, string>();
  let next = 1;
  for (const spec of cellSpecs(catalogue).values()) {
    next = (next * 48_271) % 2_147_483_647;
    if (spec.kind === 'number' && spec.column !== 'override')
      texts.set(spec.cell, String(next % 100_000));
  }
  const results = new Map<string, Result>();
  const listeners = new Set<Listener>();
  return {
    catalogue,
    get: (cell) => texts.get(cell),
    result: (row) => {
      const known = results.get(row) ?? computeRow(catalogue, row, (cell) => texts.get(cell));
      results.set(row, known);
      return known;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (cells) => {
      const changed = new Set(cells);
      for (const cell of changed) {
        next = (next * 48_271) % 2_147_483_647;
        texts.set(cell, String(next % 100_000));
        results.delete(cell.slice(0, cell.lastIndexOf(':')));
      }
      for (const listener of listeners) listener(changed, changed);
    },
  };
}
