/**
 * A city's own KPIs: each with its own definition and benchmark. They stand apart from ITU's in everything: other keys, a
 * score of their own, and no sum that ITU's data points are in.
 */
import type { Direction } from '@tallystick/catalogue/kpi-set';
import type { Benchmark } from '../benchmarks/benchmark-set.ts';
import { benchmarkFaults, type SetFaultCode, textFaults } from '../benchmarks/check-set.ts';
import { BENCHMARK_TEXT, LOCAL_KPIS, LOCAL_TEXT } from '../benchmarks/limits.ts';
import { type PointScore, type ScoredResult, scoreResult } from '../scores/point-score.ts';
import { type Score, sumOf } from '../scores/scores.ts';

export type LocalKpi = {
  /** `local.` and letters, digits, underscores; no row of an edition begins so. */
  key: string;
  name: string;
  /** What is counted, of whom and how: nobody else's sheet says it. */
  definition: string;
  unit: string;
  valueKind: 'number' | 'yes-no';
  direction: Direction;
  /** Where it is shown; empty where it belongs to none of ITU's dimensions. */
  dimensionId: string;
  /** Its own; null where the city holds it against nothing. */
  benchmark: Benchmark | null;
};

export const LOCAL_FAULTS = [
  'too-many-local-kpis',
  'key-not-local',
  'key-twice',
  'name-twice',
  'unknown-dimension',
] as const;
export type LocalFault = {
  code: (typeof LOCAL_FAULTS)[number] | SetFaultCode;
  key?: string;
  field?: string;
  detail?: string;
};

const KEY = /^local\.[a-z0-9_]{1,60}$/;

/** What is wrong with a city's own KPIs; empty for those that can be kept. `dimensionIds`: of the edition. */
export function localFaults(
  kpis: readonly LocalKpi[],
  dimensionIds: readonly string[],
): LocalFault[] {
  if (kpis.length > LOCAL_KPIS)
    return [{ code: 'too-many-local-kpis', detail: String(LOCAL_KPIS) }];
  const keys = new Set<string>();
  const names = new Set<string>();
  return kpis.flatMap((kpi) => {
    const faults: LocalFault[] = [];
    if (!KEY.test(kpi.key)) faults.push({ code: 'key-not-local' });
    if (keys.has(kpi.key)) faults.push({ code: 'key-twice' });
    const name = kpi.name.normalize('NFKC').trim().toLowerCase();
    if (names.has(name)) faults.push({ code: 'name-twice' });
    keys.add(kpi.key);
    names.add(name);
    if (kpi.dimensionId !== '' && !dimensionIds.includes(kpi.dimensionId))
      faults.push({ code: 'unknown-dimension', detail: kpi.dimensionId });
    return [...faults, ...textsOf(kpi), ...own(kpi)].map((fault) => ({ ...fault, key: kpi.key }));
  });
}

function textsOf({ name, definition, unit }: LocalKpi): LocalFault[] {
  return [
    ...textFaults('name', name, { most: BENCHMARK_TEXT.title, needed: true }),
    ...textFaults('definition', definition, { most: LOCAL_TEXT.definition, needed: true }),
    ...textFaults('unit', unit, { most: LOCAL_TEXT.unit, needed: true }),
  ];
}

function own(kpi: LocalKpi): LocalFault[] {
  return kpi.benchmark === null ? [] : benchmarkFaults(kpi, kpi.benchmark);
}

export type LocalScores = {
  /** In the order of the city. */
  kpis: readonly PointScore[];
  counts: { total: number; benchmarked: number; reported: number };
  score: Score;
};

/** Scores a city's own KPIs by the same rules. `row` of each is its key. */
export function scoreLocal(
  kpis: readonly LocalKpi[],
  results: Readonly<Record<string, ScoredResult>>,
): LocalScores {
  const scores = kpis.map(
    ({ key, benchmark }): PointScore => ({ row: key, ...scoreResult(benchmark, results[key]) }),
  );
  return {
    kpis: scores,
    counts: {
      total: kpis.length,
      benchmarked: kpis.filter(({ benchmark }) => benchmark !== null).length,
      reported: kpis.filter(({ key }) => results[key]?.status === 'reported').length,
    },
    score: sumOf(scores.flatMap((score) => (score.isCounted ? [score.points] : []))),
  };
}
