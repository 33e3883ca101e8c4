/** Reads ITU's KPI codes leniently: they are printed with varying blanks, and one KPI is printed under two codes. */
import type { Catalogue, Kpi } from './kpi-set.ts';

const byCode = new WeakMap<Catalogue, Map<string, Kpi>>();

function normal(code: string): string {
  return code.normalize('NFKC').replaceAll(/\s+/gu, '').toUpperCase();
}

function codesOf(catalogue: Catalogue): Map<string, Kpi> {
  const known = byCode.get(catalogue);
  if (known) return known;
  const codes = new Map<string, Kpi>();
  for (const kpi of catalogue.kpis) codes.set(normal(kpi.id), kpi);
  for (const kpi of catalogue.kpis) {
    for (const alias of kpi.aliases) {
      // A misprinted alias may be the true code of another KPI: the true code wins.
      if (!codes.has(normal(alias.code))) codes.set(normal(alias.code), kpi);
    }
  }
  byCode.set(catalogue, codes);
  return codes;
}

/** The KPI of a printed code (`SC: EH: ED:1C`), in the catalogue given; undefined where there is none. */
export function findKpiByCode(catalogue: Catalogue, code: string): Kpi | undefined {
  return codesOf(catalogue).get(normal(code));
}
