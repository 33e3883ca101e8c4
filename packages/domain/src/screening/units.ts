/**
 * Units that are mixed: a share of the air's volume in a cell of ug/m3, and several currencies in one workbook.
 * Source: Verification Manual (2022) page 30.
 */
import { AIR_FACTORS } from '../cells/unit-table.ts';
import { cellId, type RowId } from '../cells/ids.ts';
import { shownFigure } from './apart.ts';
import { type Family, type Found, INITIAL_SCREENING, type Screened } from './rule.ts';
import { figuresOf, resultOf } from './reading.ts';
import { fitsMagnitude } from './slips.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

type Code = 'ppm-suspected' | 'currencies-mixed';

export const units: Family<Code> = {
  rules: {
    'ppm-suspected': { severity: 'investigate', source: { work: 'manual', pages: '30' } },
    'currencies-mixed': { severity: 'investigate', source: INITIAL_SCREENING },
  },
  find: (s) => [...s.catalogue.dataPoints.flatMap((point) => ppm(s, point)), ...currencies(s)],
};

/** No city's air has less of a gas in ug/m3; in ppm every city's has. */
const PPM_BELOW = 0.1;

function ppm(s: Screened, point: DataPoint): Found<Code>[] {
  const air = point.unit === 'ug/m3' ? AIR_FACTORS.get(point.key) : undefined;
  const value = air && resultOf(s, point);
  if (!air || !value || value.isZero() || value.greaterThanOrEqualTo(PPM_BELOW)) return [];
  const converted = value.times(air.factor);
  if (point.magnitude !== null && !fitsMagnitude(converted, point.magnitude)) return [];
  const numbers = { value: value.toFixed(), converted: shownFigure(converted), factor: air.factor };
  return [{ code: 'ppm-suspected', row: point.row as RowId, cells: figuresOf(s, point), numbers }];
}

/** Of the rows whose currency differs from that of most others each is asked about. */
function currencies(s: Screened): Found<Code>[] {
  const typed = s.catalogue.dataPoints.flatMap((point) => {
    if (!point.inputs.some((use) => use.own && use.input.unit.startsWith('currency'))) return [];
    const cell = cellId(point.row, 'unit');
    const unit = s.read(cell)?.trim();
    return unit === undefined ? [] : [{ cell, unit, row: point.row as RowId, name: plain(unit) }];
  });
  const byName = Map.groupBy(typed, ({ name }) => name);
  if (byName.size < 2) return [];
  const [most] = [...byName.values()].toSorted((a, b) => b.length - a.length);
  const usual = most?.[0];
  if (usual === undefined) return [];
  return typed
    .filter(({ name }) => name !== usual.name)
    .map(({ cell, unit, row }) => ({
      code: 'currencies-mixed' as const,
      row,
      cells: [cell, usual.cell],
      numbers: { unit, usual: usual.unit },
    }));
}

/** `EUR`, `euro/year`, `Eur` are one. */
function plain(unit: string): string {
  const word = unit
    .toLowerCase()
    .replace(/\s*\/.*$|\s+per\s.*$/, '')
    .trim();
  return SPELLINGS.find(([, spelt]) => spelt.test(word))?.[0] ?? word;
}

const SPELLINGS: readonly [code: string, spelt: RegExp][] = [
  ['eur', /^(?:€|euros?)$/],
  ['usd', /^(?:\$|us\$|us dollars?)$/],
  ['gbp', /^(?:£|pounds? sterling)$/],
  ['nok', /^(?:kr|norwegian kroner?)$/],
];
