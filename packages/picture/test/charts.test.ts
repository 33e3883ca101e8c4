import { describe, expect, it } from 'vitest';
import { sharesOf } from '../src/charts/bars.ts';
import { drawProgress, LINES_MAX } from '../src/charts/lines.ts';
import { drawRadar, placeOn } from '../src/charts/radar.ts';
import { drawPoints } from '../src/matrix.ts';
import type { Band, Language, Score } from '../src/model.ts';
import { inLines } from '../src/text-width.ts';
import { inventedCharts } from './invented-charts.ts';
import { idsNamed, readSvg } from './read-svg.ts';

const LANGUAGES: Language[] = ['en', 'ar'];
const NAMES = [
  'radar-EC',
  'radar-EN',
  'radar-SC',
  'coverage',
  'quality',
  'progress',
  'trend',
  'versions',
  'matrix',
];
const plain = (text: string) => text.replaceAll(/[\u2067\u2069\u2060]/g, '');

describe.each(LANGUAGES)('the charts, %s', (language) => {
  const charts = inventedCharts(language);

  it('are all there', () => {
    expect(Object.keys(charts)).toEqual(NAMES);
  });

  it.each(NAMES)('are pictures with a name, a description and a table: %s', (name) => {
    const chart = charts[name];
    const elements = readSvg(chart?.svg ?? '');
    const [root] = elements;
    expect(root?.attributes).toMatchObject({ role: 'img', lang: language, direction: 'ltr' });
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !id.startsWith(`${name}-`))).toEqual([]);
    expect(elements.flatMap(idsNamed).filter((id) => !ids.includes(id))).toEqual([]);
    const said = elements.filter(
      (one) => one.within.length === 1 && /^(title|desc)$/.test(one.name),
    );
    expect(said.map((one) => one.name)).toEqual(['title', 'desc']);
    for (const { text } of said) expect(text).not.toMatch(/^$|[{}]|undefined|NaN/);
    expect(chart?.table.caption).toBe(plain(said[0]?.text ?? ''));
    expect(chart?.table.rows.length).toBeGreaterThan(0);
    for (const row of chart?.table.rows ?? [])
      expect(row).toHaveLength(chart?.table.head.length ?? 0);
  });

  it.each(NAMES)(
    'hold no trace of the library, nothing that moves, and no broken number: %s',
    (name) => {
      const svg = charts[name]?.svg ?? '';
      expect(svg).not.toMatch(/ecmeta|\bzr\d|<style|<animate|<script|NaN|undefined/);
    },
  );

  it.each(NAMES)('keep the middle of each text within the view: %s', (name) => {
    const elements = readSvg(charts[name]?.svg ?? '');
    const [, , width = 0, height = 0] = (elements[0]?.attributes.viewBox ?? '')
      .split(' ')
      .map(Number);
    const texts = elements.filter((one) => one.name === 'text');
    expect(texts.length).toBeGreaterThan(5);
    for (const { attributes, text } of texts) {
      const moved = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes.transform ?? '');
      const x = Number(attributes.x ?? 0) + Number(moved?.[1] ?? 0);
      const y = Number(attributes.y ?? 0) + Number(moved?.[2] ?? 0);
      expect([text, x >= 0 && x <= width && y >= 0 && y <= height]).toEqual([text, true]);
    }
  });
});

describe('charts', () => {
  it('have the same bytes whatever was drawn before', () => {
    const once = inventedCharts('en');
    inventedCharts('ar');
    expect(inventedCharts('en')).toEqual(once);
  });

  it.each([
    '</text><script>alert(1)</script>',
    '{score|x} {a|b',
    '"><a href="#zr1-c0">',
    '\u0000\uD800\u202E',
    'url(#zr0-c0)',
  ])('write names that people typed as they are: %j', (hostile) => {
    const kinds = (all: ReturnType<typeof inventedCharts>) =>
      Object.values(all).map(({ svg }) =>
        [...new Set(readSvg(svg).map((one) => one.name))].toSorted().join(' '),
      );
    const charts = inventedCharts('en', () => hostile);
    expect(kinds(charts)).toEqual(kinds(inventedCharts('en', () => 'Name')));
    for (const { svg } of Object.values(charts)) {
      expect(svg).not.toContain('<script');
      for (const sign of ['\u0000', '\u202E']) expect(svg).not.toContain(sign);
    }
    // Drawn whole, in whatever lines.
    const drawn = readSvg(charts.coverage?.svg ?? '')
      .filter((one) => one.name === 'text')
      .map((one) => plain(one.text))
      .join('');
    const wanted = hostile
      .replaceAll('\u202E', '')
      .replaceAll('\u0000', '\uFFFD')
      .replaceAll('\uD800', '\uFFFD');
    expect(drawn.replaceAll(' ', '')).toContain(wanted.replaceAll(' ', ''));
  });

  it('draw nothing on an axis without a score, and never 0', () => {
    const score = (value: number): Score => ({
      value,
      text: String(value),
      band: 2,
      counted: 1,
      of: 1,
    });
    const axes = [score(40), null, score(60), score(80), null].map((one, at) => ({
      name: `Category ${at}`,
      score: one,
    }));
    const draw = (given: typeof axes) => {
      const { svg, table } = drawRadar(
        { name: 'D', axes: given },
        { prefix: 'r', language: 'en', width: 500 },
      );
      return {
        shapes: readSvg(svg).filter(({ attributes }) =>
          attributes.fill?.startsWith('rgb(58,124,168'),
        ),
        table,
      };
    };
    const { shapes, table } = draw(axes);
    expect(shapes).toHaveLength(1);
    expect((shapes[0]?.attributes.points ?? '').split(' ')).toHaveLength(6);
    expect(table.rows.map((row) => row[1])).toEqual([
      '40\u202F%, 33 to 66\u202F% of target',
      'no score',
      '60\u202F%, 33 to 66\u202F% of target',
      '80\u202F%, 33 to 66\u202F% of target',
      'no score',
    ]);
    // Between two points there is no shape.
    expect(draw(axes.slice(0, 3)).shapes).toEqual([]);
  });

  it('turn a radar the other way for who reads from the right', () => {
    const net = { x: 0, y: 0, radius: 100, count: 4, isMirrored: false };
    const there = placeOn(net, 1, 50);
    expect(there[0]).toBeCloseTo(50);
    expect(placeOn({ ...net, isMirrored: true }, 1, 50)[0]).toBeCloseTo(-50);
    expect(placeOn(net, 0, 100)[1]).toBeCloseTo(-100);
  });

  it('give shares in whole percent that add up to 100', () => {
    expect(sharesOf([1, 1, 1])).toEqual([34, 33, 33]);
    expect(sharesOf([0, 0])).toEqual([0, 0]);
    expect(sharesOf([7])).toEqual([100]);
    for (let at = 1; at < 200; at += 1) {
      const shares = sharesOf([at, at % 7, at % 11, at % 13]);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBe(100);
    }
  });

  it('draw as many lines as can be told apart, those that came furthest; the table has all', () => {
    const lines = Array.from({ length: LINES_MAX + 3 }, (_, at) => ({
      name: `E${at}`,
      counts: [0, at],
    }));
    const moments = [0, 1].map((at) => ({ at, text: `t${at}` }));
    const { svg, table } = drawProgress(lines, moments, {
      prefix: 'p',
      language: 'en',
      width: 600,
    });
    const texts = readSvg(svg)
      .filter(({ name }) => name === 'text')
      .map(({ text }) => text);
    expect(texts.filter((text) => /^E\d+$/.test(text)).toSorted()).toEqual(
      lines
        .slice(3)
        .map(({ name }) => name)
        .toSorted(),
    );
    expect(table.rows).toHaveLength(lines.length);
  });

  it.each([1, 2, 3, 4] as Band[])('count %s of four cells beside words', (band) => {
    const cells = readSvg(drawPoints(band)).filter(({ name }) => name === 'rect');
    expect(cells).toHaveLength(4);
    expect(cells.filter(({ attributes }) => attributes.fill !== '#FFFFFF')).toHaveLength(band);
  });
});

describe('lines of a width', () => {
  it('break at spaces alone, and lose no word', () => {
    const text = 'Safety, Housing and Social Inclusion';
    const lines = inLines(text, 12, 90);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(text);
    expect(inLines('Unbreakable', 12, 1)).toEqual(['Unbreakable']);
  });
});
