import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canBeTaken, differences, KEPT, taken } from '../src/kpi-set/differences.ts';
import { isSetFile, linesOf, type SetKpi } from '../src/kpi-set/set-file.ts';
import type { CatalogueFile, KpiLine } from '@tallystick/catalogue/file';

const file = JSON.parse(
  readFileSync(new URL('../../catalogue/data/2017.json', import.meta.url), 'utf8'),
) as CatalogueFile;
const lineOf = (key: string) => file.kpis.find((line) => line.key === key) as KpiLine;

/** A KPI as a gathered set writes it, made from a line of ours that uses no shared inputs but `city_total`. */
function gathered(line: KpiLine): SetKpi {
  return {
    ...line,
    aliases: line.aliases.map(({ code, note }) => (note === null ? code : `${code} (${note})`)),
    dimension_id: line.dimensionId,
    subdimension_id: line.subdimensionId,
    inputs: line.inputs.map((input) =>
      'shared' in input
        ? { key: input.shared, label: '', unit: '', shared: true }
        : {
            key: input.key,
            label: input.label,
            unit: input.unit,
            ...(input.kind === 'yes-no' && { boolean: true }),
            ...(input.integer && { integer: true }),
            ...(input.min !== null && { min: input.min }),
            ...(input.max !== null && { max: input.max }),
          },
    ),
    data_points: line.dataPoints,
    reporting_period: line.reportingPeriod,
    suggested_source: line.suggestedSource,
    department_hint: line.departmentHint,
    sdg_indicator: line.sdgIndicators.length === 0 ? null : line.sdgIndicators,
    collection_difficulty: line.collectionDifficulty,
    plausibility: line.plausibility.map((rule) => {
      if (rule.kind === 'compare') {
        const { other, ...rest } = rule;
        return { ...rest, kpi: lineOf(other).id };
      }
      if (rule.kind !== 'range') return rule;
      const { expectedMin, ...rest } = rule;
      return expectedMin === null ? rest : { ...rest, expected_min: expectedMin };
    }),
    provenance_detail: {
      verified_fields: line.provenanceDetail.confirmed,
      secondary_fields: line.provenanceDetail.secondary,
      memory_fields: line.provenanceDetail.unconfirmed,
      sources: line.provenanceDetail.sources,
      basis: line.provenanceDetail.basis,
    },
  };
}

const asGathered = () => ({ kpis: file.kpis.map(gathered) });

describe('a gathered KPI set beside ours', () => {
  it('is read into the same lines, field by field', () => {
    expect(differences(file.kpis, linesOf(asGathered()))).toEqual([]);
  });

  it('is told apart field by field, and what may change within an edition is taken', () => {
    const theirs = asGathered();
    const [first, second] = theirs.kpis as [SetKpi, SetKpi];
    first.definition = 'Another definition.';
    second.id = 'EC: ICT: ICT: 9C';
    const found = differences(file.kpis, linesOf(theirs));
    expect(found.map(({ kpi, field }) => [kpi, field])).toEqual([
      [first.key, 'definition'],
      [second.key, 'id'],
    ]);
    expect(found.map(canBeTaken)).toEqual([true, false]);
    const next = taken(file, found);
    expect(next.kpis[0]?.definition).toBe('Another definition.');
    expect(next.kpis[1]?.id).toBe(lineOf(second.key).id);
    expect(next.kpis.slice(2)).toEqual(file.kpis.slice(2));
  });

  it('leaves standing what ours keeps on purpose, and names only fields that are there', () => {
    const theirs = asGathered();
    for (const { kpi, field } of KEPT) {
      expect(Object.keys(lineOf(kpi))).toContain(field);
      const line = theirs.kpis.find(({ key }) => key === kpi) as SetKpi;
      Object.assign(line, { [field]: field === 'plausibility' ? [] : 'theirs' });
    }
    const found = differences(file.kpis, linesOf(theirs));
    expect(found).toHaveLength(KEPT.length);
    expect(found.some(canBeTaken)).toBe(false);
  });

  it('names a KPI that one of both lacks', () => {
    const lines = linesOf(asGathered());
    const without = lines.slice(1);
    expect(differences(file.kpis, without)).toEqual([
      { kpi: lines[0]?.key, field: 'key', ours: lines[0]?.key, theirs: undefined },
    ]);
    expect(differences(without, lines)[0]).toMatchObject({ kpi: lines[0]?.key, ours: undefined });
  });

  it('is refused where it is something else', () => {
    for (const other of [null, 3, {}, { kpis: 3 }, { kpis: [{}] }])
      expect(isSetFile(other)).toBe(false);
  });
});
