/**
 * Draws the wheel: the city, its dimensions, categories and data points, each a link to its row, as one SVG text that a
 * page and a printed document both take.
 */
import { element, escaped, safeLink, shown, unturned } from '../markup.ts';
import type { Picture, Wheel } from '../model.ts';
import { FONTS, INK, LINES, PAPER } from '../palette.ts';
import { scoreWords, standingWords, type Words, wordsOf } from '../words/words.ts';
import { type Form, FULL, pointAt, SMALL } from './geometry.ts';
import {
  type ArcLabel,
  centreLabels,
  dimensionLabels,
  groupLabels,
  type Label,
  pointLabel,
} from './labels.ts';
import { type Part, partsOf } from './layout.ts';
import { bar, hatchPattern, segment } from './shapes.ts';
import { aboutWheel, wheelTable } from './wheel-table.ts';

export type WheelOptions = {
  /** Begins every id of the picture, since a page may hold several. */
  prefix: string;
  /** With names of data points; without them for a phone. */
  hasNames: boolean;
  /** Where a part leads, by its id; without it nothing is a link, as on paper. */
  hrefOf?: (id: string) => string;
  /** One stop of the keyboard instead of one a part; the page moves on from there with the arrow keys. */
  hasOneStop?: boolean;
};

function textOf(label: Label, usual: number): string {
  const { text, turn, x, y, anchor, size, weight, fill } = label;
  const turned = turn === 0 ? undefined : `rotate(${Math.round(turn * 100) / 100})`;
  return element(
    'text',
    {
      transform: turned,
      x,
      y,
      // The picture says once what most of its names are.
      fill: fill === INK ? undefined : fill,
      'font-size': size === usual ? undefined : size,
      'font-weight': weight === 400 ? undefined : weight,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    escaped(shown(text)),
  );
}

function arcText(label: ArcLabel, id: string): string {
  const { text, radius, from, to, isClockwise, size, weight, fill } = label;
  const [start, end] = (isClockwise ? [from, to] : [to, from]).map((angle) =>
    pointAt(angle, radius),
  );
  if (start === undefined || end === undefined) return '';
  const at = ({ x, y }: { x: number; y: number }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const large = to - from > Math.PI ? 1 : 0;
  const d = `M${at(start)}A${radius.toFixed(1)} ${radius.toFixed(1)} 0 ${large} ${isClockwise ? 1 : 0} ${at(end)}`;
  const along = element('textPath', { href: `#${id}`, startOffset: '50%' }, escaped(shown(text)));
  const given = { fill, 'font-size': size, 'font-weight': weight, 'text-anchor': 'middle' };
  return element('path', { id, d, fill: 'none' }) + element('text', given, along);
}

type Drawing = { options: WheelOptions; form: Form; words: Words };

/** What of a part is seen, and what is said of it. The words begin with what is seen. */
function drawn(part: Part, at: number, { options, form, words }: Drawing) {
  const { prefix } = options;
  const line = (label: Label) => textOf(label, form.size.name);
  if (part.kind === 'dimension') {
    const { score, name } = part.of;
    const { from: inner, to: outer } = form.dimensions;
    const labels = dimensionLabels(part.of, part, form, words).map((label, line) =>
      arcText(label, `${prefix}-arc-${at}-${line}`),
    );
    return {
      said: `${shown(name)} ${scoreWords(words, score)}`,
      inner: segment({ ...part, inner, outer }, score?.band) + labels.join(' '),
    };
  }
  if (part.kind === 'group') {
    const { score, name } = part.of;
    const { from: inner, to: outer } = form.groups;
    const labels = groupLabels(part.of, part, form, words).map(line);
    return {
      said: `${shown(name)} ${scoreWords(words, score)}`,
      inner: segment({ ...part, inner, outer }, score?.band) + labels.join(' '),
    };
  }
  const { standing, name } = part.of;
  const hatch = `${prefix}-hatch`;
  return {
    said: `${shown(name)}${words.list}${standingWords(words, standing)}`,
    inner:
      bar({ ...part, standing, ring: form.bars, hatch }) +
      pointLabel(part.of, part, form).map(line).join(''),
  };
}

function linked(part: Part, at: number, drawing: Drawing): string {
  const { options } = drawing;
  const { said, inner } = drawn(part, at, drawing);
  const href = safeLink(options.hrefOf?.(part.of.id));
  const title = element('title', {}, escaped(said));
  if (href === undefined) return element('g', {}, title + inner);
  const tabindex = options.hasOneStop === true ? (at === 0 ? 0 : -1) : undefined;
  const given = { href, 'aria-label': said, tabindex, 'data-part': part.of.id };
  return element('a', given, title + inner);
}

/** The wheel of a city, and the table behind it. */
export function drawWheel(wheel: Wheel, options: WheelOptions): Picture {
  const form = options.hasNames ? FULL : SMALL;
  const words = wordsOf(wheel.language);
  const drawing: Drawing = { options, form, words };
  const { prefix } = options;
  const { half, centre } = form;
  const table = wheelTable(wheel, words);
  const parts = partsOf(wheel).map((part, at) => linked(part, at, drawing));
  const labels = centreLabels(wheel.city, wheel.note, form).map((label) =>
    textOf(label, form.size.name),
  );
  const body = [
    element('title', { id: `${prefix}-title` }, escaped(unturned(table.caption))),
    element('desc', { id: `${prefix}-about` }, escaped(unturned(aboutWheel(wheel, words)))),
    element('defs', {}, hatchPattern(`${prefix}-hatch`)),
    element('rect', { x: -half, y: -half, width: 2 * half, height: 2 * half, fill: PAPER }),
    ...parts,
    element('circle', { r: centre, fill: PAPER, stroke: LINES }),
    ...labels,
  ];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`,
      // What a picture consists of is hidden by the role of a picture, and here it is links.
      role: options.hrefOf === undefined ? 'img' : 'group',
      'aria-labelledby': `${prefix}-title`,
      'aria-describedby': `${prefix}-about`,
      lang: wheel.language,
      // An Arabic page would hand on its own, which turns anchors in browsers alone.
      direction: 'ltr',
      'font-family': FONTS,
      'font-size': form.size.name,
      fill: INK,
    },
    body.join('\n'),
  );
  return { svg, table };
}
