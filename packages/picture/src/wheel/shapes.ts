/** The shapes of the wheel: segments, and the bars of four cells by which the points of a data point are counted. */
import { arc } from 'd3-shape';
import type { Band, Standing } from '../model.ts';
import { element } from '../markup.ts';
import { BANDS, INK, LINES, MUTED, NO_BAND, PAPER, UNREPORTED } from '../palette.ts';
import type { Form } from './geometry.ts';

type Angles = { from: number; to: number };
type Sector = Angles & { inner: number; outer: number };

const draw = arc<Sector>()
  .innerRadius(({ inner }) => inner)
  .outerRadius(({ outer }) => outer)
  .startAngle(({ from }) => from)
  .endAngle(({ to }) => to)
  .digits(1);

const pathOf = (sector: Sector): string => draw(sector) ?? '';

const CELLS = 4;
/** Between two cells of a bar, and on each side of it. */
const GAP = 1.2;

/** A segment of a ring. */
export function segment(sector: Sector, band: Band | undefined): string {
  const { fill } = band === undefined ? NO_BAND : BANDS[band];
  const stroke = band === undefined ? LINES : PAPER;
  return element('path', { d: pathOf(sector), fill, stroke, 'stroke-width': 1.6 });
}

/** Written numbers by their tenths. Writing a broken number takes longer than all that is computed for it. */
const TENTHS = new Map<number, string>();

function tenth(value: number): string {
  const tenths = Math.round(value * 10);
  const known = TENTHS.get(tenths);
  if (known !== undefined) return known;
  const text = String(tenths / 10);
  TENTHS.set(tenths, text);
  return text;
}

/**
 * The cells of a bar from the inside out, as one path. There are some hundreds in a wheel, all between two angles of
 * their bar: drawn from these they take a fraction of the time of as many arcs.
 */
function cells({ from, to }: Angles, ring: Form['bars'], first: number, end: number): string {
  const height = (ring.to - ring.from - GAP * (CELLS - 1)) / CELLS;
  const [startX, startY, endX, endY] = [
    Math.sin(from),
    -Math.cos(from),
    Math.sin(to),
    -Math.cos(to),
  ];
  const isLarge = to - from > Math.PI ? 1 : 0;
  let path = '';
  for (let at = first; at < end; at += 1) {
    const inner = ring.from + at * (height + GAP);
    const outer = inner + height;
    const [r, s] = [tenth(inner), tenth(outer)];
    path += `M${tenth(startX * outer)},${tenth(startY * outer)}A${s},${s},0,${isLarge},1,${tenth(endX * outer)},${tenth(endY * outer)}L${tenth(endX * inner)},${tenth(endY * inner)}A${r},${r},0,${isLarge},0,${tenth(startX * inner)},${tenth(startY * inner)}Z`;
  }
  return path;
}

function counted(angles: Angles, ring: Form['bars'], points: Band): string {
  const full = cells(angles, ring, 0, points);
  const open = cells(angles, ring, points, CELLS);
  const { fill, outline } = BANDS[points];
  return (
    element('path', { d: full, fill, stroke: outline, 'stroke-width': 0.8 }) +
    (open === ''
      ? ''
      : element('path', { d: open, fill: PAPER, stroke: LINES, 'stroke-width': 0.8 }))
  );
}

type Bar = { from: number; to: number; standing: Standing; ring: Form['bars']; hatch: string };

/** The bar of a data point. `hatch` is the id of the pattern for what was not reported. */
export function bar({ from, to, standing, ring, hatch }: Bar): string {
  // The same gap on both sides, measured in the middle of the bar.
  const side = Math.min(GAP / (ring.from + ring.to), (to - from) / 4);
  const angles = { from: from + side, to: to - side };
  const whole = pathOf({ ...angles, inner: ring.from, outer: ring.to });
  const outlined = (given: Record<string, string | number>) =>
    element('path', { d: whole, fill: 'none', ...given });
  switch (standing.kind) {
    case 'scored':
      return counted(angles, ring, standing.points);
    case 'not-verified':
      return (
        (standing.points === null ? '' : counted(angles, ring, standing.points)) +
        outlined({ stroke: MUTED, 'stroke-width': 1.4, 'stroke-dasharray': '3.4 2.2' })
      );
    case 'no-benchmark':
    case 'not-comparable':
      return outlined({ fill: PAPER, stroke: INK, 'stroke-width': 0.9 });
    case 'not-reported':
      return outlined({ fill: `url(#${hatch})` });
  }
}

/** The pattern of what was not reported. */
export function hatchPattern(id: string): string {
  const ground = element('rect', { width: 5, height: 5, fill: UNREPORTED.fill });
  const line = element('path', { d: 'M0 0V5', stroke: UNREPORTED.line, 'stroke-width': 1.8 });
  return element(
    'pattern',
    {
      id,
      width: 5,
      height: 5,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    ground + line,
  );
}
