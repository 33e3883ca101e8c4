/** The questions kept a KPI at a time are those of a whole screening. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { screen } from '@tallystick/domain/screening/screen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Results } from '../src/live/cells/results.ts';

const catalogue = loadCatalogue();
const ASKING = catalogue.kpis.filter(
  ({ key, plausibility }) => plausibility.length > 0 || key === 'smart_water_meters',
);
const CELLS = [...cellSpecs(catalogue).values()]
  .filter(({ row }) => ASKING.some(({ dataPoints }) => dataPoints.some((each) => each.row === row)))
  .map(({ cell }) => cell as string)
  .concat(catalogue.profile.map(({ row }) => `${row}:value`));

const lines = (warnings: Iterable<{ row: string; code: string; detail: string }>): string[] =>
  [...warnings].map(({ row, code, detail }) => `${row} ${code} ${detail}`).sort();

describe('questions', () => {
  it('are after every edit those that a whole screening finds, cell by cell', () => {
    const text = fc.constantFrom(undefined, '0', '3', '40', '98', '120', '50000', 'yes', 'no', 'x');
    let asked = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...CELLS), text), { minLength: 20, maxLength: 120 }),
        (edits) => {
          const cells = new Map<string, string>();
          const results = new Results(catalogue, (cell) => cells.get(cell));
          for (const [cell, next] of edits) {
            if (next === undefined) cells.delete(cell);
            else cells.set(cell, next);
            results.forget([cell]);
            results.warned();
          }
          const whole = screen(catalogue, (cell) => cells.get(cell));
          asked += whole.length;
          expect([...results.warned()].sort()).toEqual(
            [...new Set(whole.map(({ row }) => row as string))].sort(),
          );
          const kept = new Set(
            whole.flatMap((warning) => warning.cells.flatMap((cell) => results.questions.at(cell))),
          );
          expect(lines(kept)).toEqual(lines(whole.filter((each) => each.cells.length > 0)));
        },
      ),
      { numRuns: 60 },
    );
    expect(asked).toBeGreaterThan(100);
  });

  it('tell at rest which cells ask something else, once', async () => {
    const cells = new Map([['access_to_electricity.value:override', '95']]);
    const results = new Results(catalogue, (cell) => cells.get(cell));
    results.warned();
    const told: string[][] = [];
    const heard = new Promise<void>((resolve) => {
      results.questions.subscribe((moved) => {
        told.push([...moved]);
        resolve();
      });
    });
    cells.set('access_to_electricity.value:override', '12');
    results.forget(['access_to_electricity.value:override']);
    results.forget(['access_to_electricity.value:override']);
    await heard;
    expect(told).toEqual([['access_to_electricity.value:override']]);
  });
});
