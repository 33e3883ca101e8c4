/** A KPI set as the people write it who gather it from ITU's publications, read into the lines of our own file. */
import type { InputLine, KpiLine } from '@tallystick/catalogue/file';
import type { Difficulty, Plausibility } from '@tallystick/catalogue/kpi-set';

type SetInput = {
  key: string;
  label: string;
  unit: string;
  integer?: boolean;
  boolean?: boolean;
  shared?: boolean;
  min?: number;
  max?: number;
};

type SetRule = Record<string, unknown> & { kind: string; note: string };

/** A KPI of such a file. */
export type SetKpi = {
  key: string;
  id: string;
  order: number;
  name: string;
  /** `EN: EN: WS: 3C (misprint of the list)` */
  aliases: string[];
  dimension_id: string;
  subdimension_id: string;
  category: string;
  level: KpiLine['level'];
  type: KpiLine['type'];
  definition: string;
  rationale: string;
  unit: string;
  direction: KpiLine['direction'];
  kind: KpiLine['kind'];
  inputs: SetInput[];
  data_points: KpiLine['dataPoints'];
  reporting_period: string;
  suggested_source: string;
  department_hint: string;
  sdg: string[];
  sdg_indicator: string[] | null;
  collection_difficulty: Difficulty;
  benchmark: KpiLine['benchmark'];
  plausibility: SetRule[];
  notes: string | null;
  provenance: KpiLine['provenance'];
  provenance_detail: {
    verified_fields: string[];
    secondary_fields?: string[];
    memory_fields: string[];
    sources: string[];
    basis?: Record<string, string>;
  };
};

export type SetFile = { kpis: SetKpi[] };

/** Whether this could be such a file: it is handed in by path, and may be anything. */
export function isSetFile(value: unknown): value is SetFile {
  const kpis = (value as SetFile | null)?.kpis;
  return Array.isArray(kpis) && kpis.every((kpi) => typeof kpi?.key === 'string');
}

function aliasOf(written: string): KpiLine['aliases'][number] {
  const [, code = written, note = null] = /^(.*?)\s*\((.*)\)$/u.exec(written) ?? [];
  return { code, note };
}

function inputOf(input: SetInput): InputLine | { shared: string } {
  if (input.shared === true) return { shared: input.key };
  return {
    key: input.key,
    label: input.label,
    unit: input.unit,
    kind: input.boolean === true ? 'yes-no' : 'number',
    integer: input.integer ?? false,
    min: input.min ?? null,
    max: input.max ?? null,
  };
}

/** Their rules name KPIs by code; ours by key, which outlives a misprinted code. */
function ruleOf(rule: SetRule, keyOf: (code: string) => string): Plausibility {
  const { expected_min, kpi, ...rest } = rule;
  if (rule.kind === 'range')
    return { kind: 'range', expectedMin: (expected_min as number) ?? null, note: rule.note };
  return (kpi === undefined ? rest : { ...rest, other: keyOf(String(kpi)) }) as Plausibility;
}

/** The KPIs of a file as the lines of our own. */
export function linesOf({ kpis }: SetFile): KpiLine[] {
  const keyOf = (code: string) => kpis.find(({ id }) => id === code)?.key ?? code;
  return kpis.map((kpi) => ({
    key: kpi.key,
    id: kpi.id,
    order: kpi.order,
    name: kpi.name,
    aliases: kpi.aliases.map(aliasOf),
    dimensionId: kpi.dimension_id,
    subdimensionId: kpi.subdimension_id,
    category: kpi.category,
    level: kpi.level,
    type: kpi.type,
    definition: kpi.definition,
    rationale: kpi.rationale,
    unit: kpi.unit,
    direction: kpi.direction,
    kind: kpi.kind,
    inputs: kpi.inputs.map(inputOf),
    dataPoints: kpi.data_points.map((point) => ({
      ...point,
      unit: point.unit === 'yes / no' ? 'yes/no' : point.unit,
    })),
    reportingPeriod: kpi.reporting_period,
    suggestedSource: kpi.suggested_source,
    departmentHint: kpi.department_hint,
    sdg: kpi.sdg,
    sdgIndicators: kpi.sdg_indicator ?? [],
    collectionDifficulty: kpi.collection_difficulty,
    benchmark: kpi.benchmark,
    plausibility: kpi.plausibility.map((rule) => ruleOf(rule, keyOf)),
    notes: kpi.notes,
    provenance: kpi.provenance,
    provenanceDetail: {
      confirmed: kpi.provenance_detail.verified_fields,
      secondary: kpi.provenance_detail.secondary_fields ?? [],
      unconfirmed: kpi.provenance_detail.memory_fields,
      sources: kpi.provenance_detail.sources,
      basis: kpi.provenance_detail.basis ?? {},
    },
  }));
}
