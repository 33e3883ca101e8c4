/** Says what is wrong with a benchmark set, entry by entry. A set with a fault is neither kept nor scored with. */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { canonicalFigure, isDay } from './plain-forms.ts';
import {
  type Benchmark,
  type BenchmarkSet,
  METHODS,
  type Method,
  STANDINGS,
} from './benchmark-set.ts';
import { BENCHMARK_DIGITS, BENCHMARK_TEXT } from './limits.ts';
import { exact } from '@tallystick/domain/formula/formula-value';

/** Each reason for which a set is refused. */
export const SET_FAULTS = [
  'other-edition',
  'version-not-whole',
  'text-missing',
  'text-too-long',
  'no-entries',
  'unknown-row',
  'row-without-benchmark',
  'other-unit',
  'other-direction',
  'other-method',
  'unknown-standing',
  'figure-missing',
  'figure-not-used',
  'figure-not-plain',
  'target-not-above-zero',
  'worst-is-target',
  'worst-on-the-wrong-side',
  'not-a-day',
] as const;
export type SetFaultCode = (typeof SET_FAULTS)[number];

/** `row` where an entry is at fault, `field` which part of it; `detail` is data: a limit, an accepted word, what stands there. */
export type SetFault = {
  code: SetFaultCode;
  row?: string;
  field?: keyof Benchmark | 'id' | 'title' | 'name' | 'definition';
  detail?: string;
};

/** All faults, those of the set first, then by row in the order of the set; empty for a set that can be scored with. */
export function faultsOf(catalogue: Catalogue, set: BenchmarkSet): SetFault[] {
  return [
    ...wholeFaults(catalogue, set),
    ...Object.entries(set.entries).flatMap(([row, benchmark]) =>
      entryFaults(catalogue, row, benchmark).map((fault) => ({ ...fault, row })),
    ),
  ];
}

function wholeFaults(catalogue: Catalogue, set: BenchmarkSet): SetFault[] {
  const faults: SetFault[] = [];
  if (set.edition !== catalogue.edition)
    faults.push({ code: 'other-edition', detail: catalogue.edition });
  if (!Number.isSafeInteger(set.version) || set.version < 1)
    faults.push({ code: 'version-not-whole' });
  faults.push(...textFaults('id', set.id, { most: BENCHMARK_TEXT.id, needed: true }));
  faults.push(...textFaults('title', set.title, { most: BENCHMARK_TEXT.title, needed: true }));
  faults.push(...textFaults('note', set.note, { most: BENCHMARK_TEXT.note, needed: false }));
  if (Object.keys(set.entries).length === 0) faults.push({ code: 'no-entries' });
  return faults;
}

export function textFaults(
  field: NonNullable<SetFault['field']>,
  text: string,
  { most, needed }: { most: number; needed: boolean },
): SetFault[] {
  if (needed && text.trim() === '') return [{ code: 'text-missing', field }];
  return text.length > most ? [{ code: 'text-too-long', field, detail: String(most) }] : [];
}

function entryFaults(catalogue: Catalogue, row: string, benchmark: Benchmark): SetFault[] {
  const point = catalogue.rows.get(row);
  if (point?.kind !== 'data-point') return [{ code: 'unknown-row' }];
  // The edition says of some data points that they have no benchmark at all.
  if (!point.scored) return [{ code: 'row-without-benchmark' }];
  return benchmarkFaults(point, benchmark);
}

/** What has to be known of a thing to hold it against a benchmark. */
type Measured = Pick<DataPoint, 'unit' | 'direction' | 'valueKind'>;

/** What is wrong with a benchmark of a data point, or of a city's own KPI. */
export const benchmarkFaults = (of: Measured, benchmark: Benchmark): SetFault[] => [
  ...kindFaults(of, benchmark),
  ...figureFaults(benchmark),
  ...saidFaults(benchmark),
];

const FITTING: Record<Benchmark['direction'], readonly Method[]> = {
  higher: ['share', 'between'],
  lower: ['between'],
  target: ['distance'],
};

/** The methods by which a data point can be scored in a direction. */
function methodsFor(
  point: Pick<DataPoint, 'valueKind'>,
  direction: Benchmark['direction'],
): readonly Method[] {
  return point.valueKind === 'yes-no' ? ['yes-no'] : FITTING[direction];
}

function kindFaults(point: Measured, { unit, direction, method, standing }: Benchmark): SetFault[] {
  const faults: SetFault[] = [];
  if (unit !== point.unit) faults.push({ code: 'other-unit', field: 'unit', detail: point.unit });
  const isKnown = Object.hasOwn(FITTING, direction);
  // Where the edition leaves it open whether more is better, the set decides.
  if (!isKnown || (point.direction !== 'info' && point.direction !== direction))
    faults.push({ code: 'other-direction', field: 'direction', detail: point.direction });
  else if (!METHODS.includes(method) || !methodsFor(point, direction).includes(method)) {
    const detail = methodsFor(point, direction).join(' ');
    faults.push({ code: 'other-method', field: 'method', detail });
  }
  if (!STANDINGS.includes(standing))
    faults.push({ code: 'unknown-standing', field: 'standing', detail: STANDINGS.join(' ') });
  return faults;
}

function figureFaults(benchmark: Benchmark): SetFault[] {
  const { method, target, worst } = benchmark;
  const faults = [
    ...figureFault('target', target, method !== 'yes-no'),
    ...figureFault('worst', worst, method === 'between' || method === 'distance'),
  ];
  return faults.length > 0 || target === null ? faults : sideFaults(benchmark, target);
}

function figureFault(
  field: 'target' | 'worst',
  figure: string | null,
  isUsed: boolean,
): SetFault[] {
  if (!isUsed) return figure === null ? [] : [{ code: 'figure-not-used', field }];
  if (figure === null) return [{ code: 'figure-missing', field }];
  const detail = String(BENCHMARK_DIGITS);
  return canonicalFigure(figure) === figure ? [] : [{ code: 'figure-not-plain', field, detail }];
}

/** `worst` is worse than the target; for what is best at one value it is only another one. */
function sideFaults({ method, direction, worst }: Benchmark, target: string): SetFault[] {
  const aim = exact(target);
  if (method === 'share')
    return aim.greaterThan(0) ? [] : [{ code: 'target-not-above-zero', field: 'target' }];
  if (worst === null) return [];
  if (aim.equals(worst)) return [{ code: 'worst-is-target', field: 'worst' }];
  if (direction === 'target' || aim.greaterThan(worst) === (direction === 'higher')) return [];
  return [{ code: 'worst-on-the-wrong-side', field: 'worst' }];
}

function saidFaults({ source, validFrom, note }: Benchmark): SetFault[] {
  return [
    ...textFaults('source', source.title, { most: BENCHMARK_TEXT.title, needed: true }),
    ...textFaults('source', source.url ?? '', { most: BENCHMARK_TEXT.url, needed: false }),
    ...textFaults('note', note, { most: BENCHMARK_TEXT.note, needed: false }),
    ...(isDay(validFrom) ? [] : [{ code: 'not-a-day', field: 'validFrom' } as const]),
  ];
}
