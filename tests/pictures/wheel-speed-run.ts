/** The wheel beside the charting library's own sunburst of the same data: time and bytes, drawn in turn. */
import { drawWheel } from '@tallystick/picture/wheel/wheel';
import type { Wheel } from '@tallystick/picture/model';
import { BANDS, NO_BAND } from '@tallystick/picture/palette';
import { SunburstChart } from 'echarts/charts';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { gzipSync } from 'node:zlib';
import { inventedWheel } from '../../packages/picture/test/invented-city.ts';

use([SunburstChart, SVGRenderer]);

const SIDE = 1_008;

const drawOurs = (wheel: Wheel): string =>
  drawWheel(wheel, { prefix: 'w', hasNames: true, hrefOf: (id) => `#${encodeURIComponent(id)}` })
    .svg;

type Ring = { name: string; itemStyle: { color: string }; value?: number; children?: Ring[] };

function ringsOf({ dimensions }: Wheel): Ring[] {
  const coloured = (name: string, band: keyof typeof BANDS | undefined) => ({
    name,
    itemStyle: { color: (band === undefined ? NO_BAND : BANDS[band]).fill },
  });
  return dimensions.map((dimension) => ({
    ...coloured(dimension.name, dimension.score?.band),
    children: dimension.groups.map((group) => ({
      ...coloured(group.name, group.score?.band),
      children: group.points.map(({ name, standing }) => ({
        ...coloured(name, standing.kind === 'scored' ? standing.points : undefined),
        value: 1,
      })),
    })),
  }));
}

/** Names outside of the last ring, as ours stand. */
function drawTheirs(wheel: Wheel): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: SIDE, height: SIDE });
  try {
    const levels = [
      {},
      { r0: 65, r: 113 },
      { r0: 115, r: 232 },
      { r0: 235, r: 287, label: { position: 'outside' as const } },
    ];
    chart.setOption({
      animation: false,
      series: [{ type: 'sunburst', data: ringsOf(wheel), radius: [62, 287], levels }],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

function timed(draw: () => string): number {
  const began = performance.now();
  draw();
  return performance.now() - began;
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

type Drawn = { firstMs: number; medianMs: number; bytes: number; packedBytes: number };
export type WheelSpeed = { ours: Drawn; theirs: Drawn };

/** Draws both `rounds` times in turn, so that what else the machine does weighs on both. */
export function runWheelSpeed(rounds: number): WheelSpeed {
  const wheel = inventedWheel('en');
  const draws = { ours: () => drawOurs(wheel), theirs: () => drawTheirs(wheel) };
  const times = { ours: [timed(draws.ours)], theirs: [timed(draws.theirs)] };
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(timed(draws.ours));
    times.theirs.push(timed(draws.theirs));
  }
  const drawn = (of: 'ours' | 'theirs'): Drawn => {
    const [firstMs = 0, ...warm] = times[of];
    const svg = draws[of]();
    return {
      firstMs,
      medianMs: median(warm),
      bytes: Buffer.byteLength(svg),
      packedBytes: gzipSync(svg).length,
    };
  };
  return { ours: drawn('ours'), theirs: drawn('theirs') };
}
