/** Random benchmark sets and workbooks to score, with results on borders and a hair beside them more often than chance. */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import type { Benchmark, BenchmarkSet } from '@tallystick/score/benchmarks/benchmark-set';
import type { ScoredResult } from '@tallystick/score/scores/point-score';
import type { Workbook } from '@tallystick/score/scores/scores';
import type { Random } from '../ledger/seeded-random.ts';

/** A decimal as a whole number of its last places. */
type Figure = { units: bigint; places: number };

export function randomScene(
  catalogue: Catalogue,
  random: Random,
): { set: BenchmarkSet; workbook: Workbook } {
  const results: Record<string, ScoredResult> = {};
  const verified = new Set<string>();
  const entries: Record<string, Benchmark> = {};
  // Some workbooks are nearly empty, some sets nearly so: sums of nothing have to be met as well.
  const [reported, benchmarked] = [random.below(100), random.below(100)];
  for (const point of catalogue.dataPoints) {
    const ends = endsOf(point, random);
    if (point.scored && random.below(100) < benchmarked)
      entries[point.row] = benchmarkOf(point, ends, random);
    if (random.below(100) < reported) results[point.row] = resultOf(point, ends, random);
    if (random.below(2) === 0) verified.add(point.row);
  }
  const name = { id: 'random', version: 1 + random.below(9), edition: catalogue.edition };
  const set: BenchmarkSet = {
    format: 'tallystick-benchmarks/1',
    ...name,
    title: 'Random',
    note: '',
    entries,
  };
  return { set, workbook: { results, verified } };
}

type Ends = {
  direction: Benchmark['direction'];
  method: Benchmark['method'];
  target: Figure;
  worst: Figure;
};

function endsOf(point: DataPoint, random: Random): Ends {
  const places = random.below(4);
  const size = 10n ** BigInt(1 + random.below(8));
  const some = () => 1n + (size * BigInt(random.below(10_000))) / 10_000n;
  const [near, away] = [some(), some()];
  const direction =
    point.direction === 'info' ? (['higher', 'lower'] as const)[random.below(2)] : point.direction;
  const method = methodOf(point, direction ?? 'higher', random);
  const target = { units: direction === 'lower' ? near : near + away, places };
  const worst = { units: direction === 'lower' ? near + away : near, places };
  return { direction: direction ?? 'higher', method, target, worst };
}

function methodOf(
  point: DataPoint,
  direction: Benchmark['direction'],
  random: Random,
): Benchmark['method'] {
  if (point.valueKind === 'yes-no') return 'yes-no';
  if (direction === 'target') return 'distance';
  return direction === 'higher' && random.below(2) === 0 ? 'share' : 'between';
}

function benchmarkOf(
  point: DataPoint,
  { direction, method, target, worst }: Ends,
  random: Random,
): Benchmark {
  const hasWorst = method === 'between' || method === 'distance';
  return {
    method,
    direction,
    target: method === 'yes-no' ? null : written(target),
    worst: hasWorst ? written(worst) : null,
    unit: point.unit,
    standing: random.below(2) === 0 ? 'adopted' : 'illustration',
    source: { title: 'A random source', url: null },
    validFrom: '2020-01-01',
    note: '',
  };
}

const ANSWERS = ['yes', 'no', 'oui', 'Nein', 'نعم', 'perhaps'];
const UNITS = [undefined, 'ug/m3', 'µg/m³', 'ppm', 'mg/m3', 'as measured'];

function resultOf(point: DataPoint, ends: Ends, random: Random): ScoredResult {
  const luck = random.below(20);
  if (luck === 0) return { status: 'not-reported', text: 'NR', decimal: null };
  if (luck === 1) return { status: 'unreadable', text: 'unreadable', decimal: null };
  if (point.valueKind === 'yes-no') {
    return { status: 'reported', text: ANSWERS[random.below(ANSWERS.length)] ?? '', decimal: null };
  }
  const decimal = written(valueOf(ends, random));
  const unitSaid = point.unit === 'ug/m3' ? UNITS[random.below(UNITS.length)] : undefined;
  return { status: 'reported', text: decimal, decimal, unitSaid };
}

/** Every second value lies on a border of its benchmark, or one unit of its last place (up to the 34th digit) beside it. */
function valueOf({ method, target, worst }: Ends, random: Random): Figure {
  const from = method === 'share' ? 0n : worst.units;
  const border = [0n, 33n, 66n, 95n, 100n][random.below(5)] ?? 0n;
  const percent = random.below(2) === 0 ? border : BigInt(random.below(140) - 20);
  const on = from * 100n + (target.units - from) * percent;
  const more = random.below(15);
  const hair = BigInt(random.below(3) - 1);
  return { units: on * 10n ** BigInt(more) + hair, places: target.places + 2 + more };
}

/** Plain and without needless noughts, as sets and results keep figures. */
function written({ units, places }: Figure): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const text =
    digits.slice(0, digits.length - places) +
    (places === 0 || fraction === '' ? '' : `.${fraction}`);
  return units < 0n ? `-${text}` : text;
}
