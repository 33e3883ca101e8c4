/**
 * Draws a chart as one SVG text, in the browser and on the server alike. The library measures text by our own widths,
 * so that both come out the same; what it leaves to be done (a name, ids that are the picture's own, no traces of its
 * data) is done here.
 */
import { BarChart, LineChart, RadarChart, ScatterChart } from 'echarts/charts';
import {
  GraphicComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  RadarComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { element, escaped, unturned } from '../markup.ts';
import type { Language } from '../model.ts';
import { widthOf } from '../text-width.ts';
import { FONTS, INK } from '../palette.ts';

use([
  BarChart,
  LineChart,
  RadarChart,
  ScatterChart,
  GraphicComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  RadarComponent,
  SVGRenderer,
]);

/** `bold 12px Family`, as the library writes a font. */
function measured(text: string, font = ''): { width: number } {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
  return { width: widthOf(text, size, /\b(bold|[6-9]00)\b/.test(font)) };
}

export type Chart = {
  /** Begins every id of the picture. */
  prefix: string;
  language: Language;
  title: string;
  about: string;
  width: number;
  height: number;
  option: EChartsCoreOption;
};

/** The library's own numbers of instances and shapes, within tags alone: a name may read the same. */
function withOwnIds(svg: string, prefix: string): string {
  const numbers = new Map<string, string>();
  const own = (id: string) => {
    const known = numbers.get(id) ?? `${prefix}-${numbers.size}`;
    numbers.set(id, known);
    return known;
  };
  return svg.replaceAll(/<[^>]+>/g, (tag) =>
    tag
      .replace(/ class="[^"]*"/, '')
      .replaceAll(/ ecmeta_[\w-]+="[^"]*"/g, '')
      .replace(/ id="(zr[\w-]+)"/, (_, id: string) => ` id="${own(id)}"`)
      .replaceAll(/url\(#(zr[\w-]+)\)/g, (_, id: string) => `url(#${own(id)})`)
      .replaceAll(/ (xlink:)?href="#(zr[\w-]+)"/g, (_, _ns, id: string) => ` href="#${own(id)}"`),
  );
}

/** What the library draws for a pointer: unseen shapes to be hit, and how they change below it. */
const FOR_POINTERS =
  /<style\b.*?<\/style>|<path [^>]*fill="none" pointer-events="visible"(?![^>]* stroke=)[^>]*><\/path>\n?| pointer-events="visible"/gs;

function named(svg: string, { prefix, language, title, about, width, height }: Chart): string {
  const inner = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${prefix}-title`,
      'aria-describedby': `${prefix}-about`,
      lang: language,
      direction: 'ltr',
    },
    element('title', { id: `${prefix}-title` }, escaped(unturned(title))) +
      element('desc', { id: `${prefix}-about` }, escaped(unturned(about))) +
      withOwnIds(inner.replaceAll(FOR_POINTERS, ''), prefix),
  );
}

/** What every chart has: our letters, and nothing that moves or answers to a pointer. */
const EVERY = {
  animation: false,
  silent: true,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: FONTS, color: INK, fontSize: 12 },
};

/** The chart as SVG. */
export function render(chart: Chart): string {
  setPlatformAPI({ measureText: measured as never });
  const { width, height } = chart;
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption({ ...EVERY, ...chart.option });
    return named(drawing.renderToSVGString(), chart);
  } finally {
    // One that is left open keeps Node from ending.
    drawing.dispose();
  }
}
