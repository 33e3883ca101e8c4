/**
 * Units as a reader expects them: `m²`, `µg/m³`, and the city's own currency where it was typed. The data keep ITU's
 * plain spelling.
 */
import { cellId } from '@tallystick/domain/cells/ids';
import type { Catalogue, DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

/** The word that stands for the city's own currency in the KPI set. */
const CURRENCY = /\bcurrency\b/;
const POWERS: Record<string, string> = { '2': '²', '3': '³' };

/** `ug/m3` as `µg/m³`; what is no unit of measure stays as it is. */
export function unitWords(unit: string): string {
  return unit
    .replaceAll(/\b(k?m|cm|dm|mm)([23])\b/g, (_, length: string, power: string) => {
      return length + (POWERS[power] ?? power);
    })
    .replaceAll(/\bug\b/g, 'µg')
    .replaceAll(/CO2/g, 'CO₂');
}

/** The data points that use a figure of the City profile. */
function pointsOf(catalogue: Catalogue, row: ProfileRow | DataPoint): DataPoint[] {
  if (row.kind === 'data-point') return [row];
  return catalogue.kpis
    .filter(({ key }) => row.usedBy.includes(key))
    .flatMap((kpi) => kpi.dataPoints);
}

/** The currency that the city typed into the unit of this row, or of one that uses it: `EUR` of `EUR/year`. */
function currencyOf(
  catalogue: Catalogue,
  row: ProfileRow | DataPoint,
  get: (cell: string) => string | undefined,
): string | undefined {
  for (const point of pointsOf(catalogue, row)) {
    if (!point.unitSettable || !point.inputs.some(({ input }) => CURRENCY.test(input.unit)))
      continue;
    const currency = get(cellId(point.row, 'unit'))?.split('/')[0]?.trim() ?? '';
    // The unit of the result, typed there by mistake, is no currency.
    if (/^\p{L}|^\p{Sc}/u.test(currency)) return currency;
  }
  return undefined;
}

/** The unit of a figure in a row, with the city's currency where one is filled in. */
export function unitIn(
  source: { catalogue: Catalogue; get(cell: string): string | undefined },
  row: ProfileRow | DataPoint,
  unit: string,
): string {
  if (!CURRENCY.test(unit)) return unitWords(unit);
  const currency = currencyOf(source.catalogue, row, (cell) => source.get(cell));
  return unitWords(currency === undefined ? unit : unit.replace(CURRENCY, currency));
}
