/** The matrix of sub-dimensions: a row a dimension, a box a sub-dimension, coloured and counted by its range. */
import { element, escaped, shown, unturned } from './markup.ts';
import type { Band, Language, Picture, Score } from './model.ts';
import { BANDS, FONTS, INK, LINES, MUTED, NO_BAND, PAPER } from './palette.ts';
import { inLines, widthOf } from './text-width.ts';
import { filled, percentWords, scoreWords, type Words, wordsOf } from './words/words.ts';

export type MatrixBox = { name: string; score: Score | null; categories: string[] };
export type MatrixRow = { name: string; score: Score | null; boxes: MatrixBox[] };
export type MatrixOptions = { prefix: string; language: Language };

/** A unit is a fifth of a millimetre on A4. */
const WIDTH = 900;
const NAMES = 150;
const GAP = 8;
const PAD = 13;
const SIZE = { name: 16, small: 11.5 };
const LEADING = 1.35;
const CELL = { width: 12, height: 9, gap: 3 };
const HEAD = 34;
const FOOT = 26;
const LEAST_HEIGHT = 104;

type Line = { text: string; x: number; y: number; size: number; fill: string; weight?: number };

/** Draws on the one side in English and on the other in Arabic: `x` is counted from where reading begins. */
class Pen {
  readonly #isMirrored: boolean;

  constructor(language: Language) {
    this.#isMirrored = language === 'ar';
  }

  line({ text, x, y, size, fill, weight }: Line, isAtEnd = false): string {
    const isRight = this.#isMirrored !== isAtEnd;
    return element(
      'text',
      {
        x: this.#isMirrored ? WIDTH - x : x,
        y,
        fill,
        'font-size': size,
        'font-weight': weight,
        'text-anchor': isRight ? 'end' : undefined,
      },
      escaped(shown(text)),
    );
  }

  box(
    x: number,
    y: number,
    size: { width: number; height: number },
    given: Record<string, string>,
  ) {
    const left = this.#isMirrored ? WIDTH - x - size.width : x;
    return element('rect', { x: left, y, ...size, ...given });
  }
}

/** Four cells, of which as many are filled as the range has points. */
function cellsOf(pen: Pen, band: Band, x: number, y: number): string {
  const ink = BANDS[band].text;
  const { width, height, gap } = CELL;
  return [0, 1, 2, 3]
    .map((at) =>
      pen.box(
        x + at * (width + gap),
        y,
        { width, height },
        { fill: at < band ? ink : 'none', stroke: ink },
      ),
    )
    .join('');
}

type Place = { x: number; y: number; width: number; height: number };

function boxOf(pen: Pen, box: MatrixBox, { x, y, width, height }: Place, words: Words): string {
  const { name, score, categories } = box;
  const { fill, text, outline } = score === null ? NO_BAND : BANDS[score.band];
  const room = width - 2 * PAD;
  const said = score === null ? words.noScore : percentWords(words, score.text);
  const names = inLines(name, SIZE.name, room - widthOf(said, SIZE.name, true) - PAD, true);
  const small = inLines(categories.join(words.list), SIZE.small, room);
  const first = y + PAD + SIZE.name * 0.8;
  const below = first + (names.length - 1) * SIZE.name * LEADING + SIZE.small * 1.8;
  const cells = 4 * CELL.width + 3 * CELL.gap;
  const line = { fill: text, size: SIZE.name, weight: 700 };
  return [
    element('title', {}, escaped(unturned(`${name}${words.list}${scoreWords(words, score)}`))),
    pen.box(x, y, { width, height }, { fill, stroke: score === null ? outline : 'none', rx: '3' }),
    ...names.map((one, at) =>
      pen.line({ ...line, text: one, x: x + PAD, y: first + at * SIZE.name * LEADING }),
    ),
    pen.line({ ...line, text: said, x: x + width - PAD, y: first }, true),
    ...small.map((one, at) =>
      pen.line({
        text: one,
        x: x + PAD,
        y: below + at * SIZE.small * LEADING,
        size: SIZE.small,
        fill: text,
      }),
    ),
    score === null
      ? ''
      : cellsOf(pen, score.band, x + width - PAD - cells, y + height - PAD - CELL.height),
  ].join('');
}

/** How high a row has to be for the longest of its boxes. */
function heightOf(row: MatrixRow, width: number, words: Words): number {
  const heights = row.boxes.map(({ name, score, categories }) => {
    const said = score === null ? words.noScore : percentWords(words, score.text);
    const room = width - 2 * PAD;
    const names = inLines(name, SIZE.name, room - widthOf(said, SIZE.name, true) - PAD, true);
    const small = inLines(categories.join(words.list), SIZE.small, room);
    return (
      HEAD + (names.length - 1) * SIZE.name * LEADING + small.length * SIZE.small * LEADING + FOOT
    );
  });
  return Math.max(LEAST_HEIGHT, ...heights);
}

function rowOf(pen: Pen, row: MatrixRow, y: number, words: Words): { svg: string; height: number } {
  const count = Math.max(1, row.boxes.length);
  const width = (WIDTH - NAMES - GAP * (count - 1)) / count;
  const height = heightOf(row, width, words);
  const names = inLines(row.name, SIZE.name, NAMES - PAD, true);
  const first = y + height / 2 - ((names.length - 1) * SIZE.name * LEADING) / 2 - 2;
  const said = row.score === null ? words.noScore : percentWords(words, row.score.text);
  const head = names.map((text, at) =>
    pen.line({
      text,
      x: 0,
      y: first + at * SIZE.name * LEADING,
      size: SIZE.name,
      fill: INK,
      weight: 700,
    }),
  );
  const below = first + names.length * SIZE.name * LEADING;
  const boxes = row.boxes.map((box, at) => {
    const place = { x: NAMES + at * (width + GAP), y, width, height };
    return element('g', {}, boxOf(pen, box, place, words));
  });
  const score = pen.line({ text: said, x: 0, y: below, size: 14, fill: MUTED });
  return { svg: [...head, score, ...boxes].join('\n'), height };
}

/** The matrix, and the table behind it. */
export function drawMatrix(rows: MatrixRow[], { prefix, language }: MatrixOptions): Picture {
  const words = wordsOf(language);
  const pen = new Pen(language);
  let y = 1;
  const drawn = rows.map((row) => {
    const { svg, height } = rowOf(pen, row, y, words);
    y += height + GAP;
    return svg;
  });
  const said = rows.flatMap(({ boxes }) =>
    boxes.map(({ name, score }) => `${name} ${scoreWords(words, score)}`),
  );
  const about = filled(words.matrix.about, { scores: said.join('; ') });
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${Math.ceil(Math.max(1, y - GAP + 1))}`,
      role: 'img',
      'aria-labelledby': `${prefix}-title`,
      'aria-describedby': `${prefix}-about`,
      lang: language,
      direction: 'ltr',
      'font-family': FONTS,
    },
    [
      element('title', { id: `${prefix}-title` }, escaped(unturned(words.matrix.title))),
      element('desc', { id: `${prefix}-about` }, escaped(unturned(about))),
      ...drawn,
    ].join('\n'),
  );
  const table = {
    caption: words.matrix.title,
    head: words.matrix.head,
    rows: rows.flatMap((row) =>
      row.boxes.map(({ name, score, categories }) => [
        row.name,
        name,
        categories.join(words.list),
        scoreWords(words, score),
      ]),
    ),
  };
  return { svg, table };
}

/** Four small cells to stand beside a score or a data point in words: the points are counted, not only coloured. */
export function drawPoints(band: Band): string {
  const { fill, outline } = BANDS[band];
  const { width, height, gap } = CELL;
  const cells = [0, 1, 2, 3].map((at) => {
    const look = at < band ? { fill, stroke: outline } : { fill: PAPER, stroke: LINES };
    return element('rect', { x: 0.5 + at * (width + gap), y: 0.5, width, height, ...look });
  });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${4 * width + 3 * gap + 1} ${height + 1}`,
      // The words beside it say the same.
      'aria-hidden': 'true',
    },
    cells.join(''),
  );
}
