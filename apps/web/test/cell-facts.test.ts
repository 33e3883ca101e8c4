/** What stands in a cell: shown, typed here or elsewhere, and never read differently because an editor was opened. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { takeTyped } from '@tallystick/domain/cells/cell-text';
import { computeRow } from '@tallystick/domain/formula/compute';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editText, filledFacts } from '../src/lines/cell-facts.ts';
import type { LineRow } from '../src/lines/sheet-rows.ts';
import type { SheetSource } from '../src/lines/sheet-source.ts';

const catalogue = loadCatalogue();
const texts = new Map<string, string>();
const get = (cell: string): string | undefined => texts.get(cell);
const source: SheetSource = {
  catalogue,
  get,
  result: (row) => computeRow(catalogue, row, get),
};

describe('the facts of a cell', () => {
  it('each input is typed in exactly one cell, and shown with an arrow wherever else it stands', () => {
    let elsewhere = 0;
    for (const point of catalogue.dataPoints) {
      const row: LineRow = { kind: 'data-point', id: point.row, point };
      for (const use of point.inputs) {
        const facts = filledFacts(source, row, use.column);
        expect(facts.absent).toBe(false);
        expect(facts.home).toBe(use.own ? undefined : use.cell);
        expect(facts.spec === undefined).toBe(!use.own);
        if (!use.own) elsewhere += 1;
      }
    }
    expect(elsewhere).toBeGreaterThan(10);
  });

  it('opening an editor and committing what it shows keeps the figure, with either decimal mark', () => {
    const number = [...cellSpecs(catalogue).values()].find(
      (spec) => spec.kind === 'number' && !spec.integer && spec.max === undefined,
    );
    if (!number) throw new Error('The KPI set has no figure with decimals');
    let tried = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom('en-GB', 'de-DE'),
        (whole, fraction, locale) => {
          const stored = fraction === 0 ? String(whole) : `${whole}.${fraction}`;
          const decimal = locale === 'de-DE' ? ',' : '.';
          const again = takeTyped(number, editText(number, stored, locale), { decimal });
          tried += 1;
          expect(again.ok).toBe(true);
          if (again.ok) expect(again.value?.replace(',', '.')).toBe(stored);
        },
      ),
    );
    expect(tried).toBeGreaterThan(50);
  });
});
