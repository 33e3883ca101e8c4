import { describe, expect, it } from 'vitest';
import type { Language } from '../src/model.ts';
import { widthOf } from '../src/text-width.ts';
import { FULL, SMALL } from '../src/wheel/geometry.ts';
import { centreLabels, dimensionLabels, groupLabels, pointLabel } from '../src/wheel/labels.ts';
import { type Part, partsOf } from '../src/wheel/layout.ts';
import { wordsOf } from '../src/words/words.ts';
import { cornersOf, doMeet } from './boxes.ts';
import { inventedWheel } from './invented-city.ts';

const LANGUAGES: Language[] = ['en', 'ar'];
const isOf =
  <Kind extends Part['kind']>(kind: Kind) =>
  (part: Part): part is Extract<Part, { kind: Kind }> =>
    part.kind === kind;
const distance = ({ x, y }: { x: number; y: number }) => Math.hypot(x, y);

describe('boxes', () => {
  it('meet where they overlap, however they are turned', () => {
    const at = (x: number, turn: number) =>
      cornersOf({ text: 'abc', turn, x, y: 0, anchor: 'start', size: 10, weight: 400, fill: '' });
    expect(doMeet(at(0, 0), at(5, 0))).toBe(true);
    expect(doMeet(at(0, 0), at(0, 45))).toBe(true);
    expect(doMeet(at(0, 0), at(30, 0))).toBe(false);
    expect(doMeet(at(30, 0), at(30, 45))).toBe(false);
  });
});

describe.each(LANGUAGES)('the names of the wheel, %s', (language) => {
  const wheel = inventedWheel(language);
  const parts = partsOf(wheel);
  const words = wordsOf(language);

  it('of data points lie over none of each other, outside of the bars, within the view', () => {
    const boxes = parts
      .filter(isOf('point'))
      .flatMap((part) => pointLabel(part.of, part, FULL))
      .map((label) => ({ label, corners: cornersOf(label) }));
    expect(boxes).toHaveLength(112);
    for (const [at, { label, corners }] of boxes.entries()) {
      expect(label.size).toBe(FULL.size.name);
      for (const corner of corners) {
        expect(Math.max(Math.abs(corner.x), Math.abs(corner.y))).toBeLessThanOrEqual(FULL.half);
        expect(distance(corner)).toBeGreaterThan(FULL.bars.to);
      }
      for (const other of boxes.slice(at + 1)) {
        expect([label.text, other.label.text, doMeet(corners, other.corners)]).toEqual([
          label.text,
          other.label.text,
          false,
        ]);
      }
    }
  });

  it.each([
    ['paper', FULL, 9.5],
    ['a phone', SMALL, 15],
  ] as const)(
    'of categories stay within their segments on %s, in a size that is read',
    (_, form, least) => {
      const groups = parts.filter(isOf('group'));
      for (const part of groups) {
        const labels = groupLabels(part.of, part, form, words);
        expect(labels.map(({ text }) => text).join(' ')).toContain(part.of.name.split(' ')[0]);
        for (const label of labels) {
          expect(label.size).toBeGreaterThanOrEqual(least);
          for (const corner of cornersOf(label)) {
            const angle = (Math.atan2(corner.x, -corner.y) + 2 * Math.PI) % (2 * Math.PI);
            const place = [part.of.name, label.text];
            expect([...place, distance(corner) >= form.groups.from]).toEqual([...place, true]);
            expect([...place, distance(corner) <= form.groups.to]).toEqual([...place, true]);
            expect([...place, angle >= part.from && angle <= part.to]).toEqual([...place, true]);
          }
        }
      }
    },
  );

  it.each([FULL, SMALL])('of dimensions have room on their arcs', (form) => {
    for (const part of parts.filter(isOf('dimension'))) {
      for (const { text, radius, from, to, size } of dimensionLabels(part.of, part, form, words)) {
        expect(size).toBe(form.size.dimension);
        expect(widthOf(text, size, true)).toBeLessThan((to - from) * radius);
        expect(radius - size).toBeGreaterThan(form.dimensions.from - size);
        expect(radius + size * 0.3).toBeLessThan(form.dimensions.to);
      }
    }
  });

  it('stand on their heads nowhere', () => {
    const turns = parts
      .flatMap((part) => (part.kind === 'point' ? pointLabel(part.of, part, FULL) : []))
      .map(({ turn }) => Math.abs(((turn + 540) % 360) - 180));
    expect(Math.max(...turns)).toBeLessThanOrEqual(90);
  });
});

describe('names that are longer than any of the KPI set', () => {
  it('are set smaller within the view, whole', () => {
    const [part] = partsOf(inventedWheel('en')).filter(isOf('point'));
    if (part === undefined) throw new Error('no data point');
    const name = 'A name of the city itself that is far longer than twenty-nine characters';
    const [label] = pointLabel({ ...part.of, name }, part, FULL);
    expect(label?.text).toBe(name);
    expect(label?.size).toBeLessThan(FULL.size.name);
    for (const corner of label === undefined ? [] : cornersOf(label)) {
      expect(distance(corner)).toBeLessThan(FULL.limit + 1);
    }
  });

  it('of cities stay within the middle', () => {
    for (const city of ['Llanfairpwllgwyngyll', 'San Fernando del Valle de Catamarca', 'Å']) {
      for (const label of centreLabels(city, 'a country with a long name', FULL)) {
        for (const corner of cornersOf(label)) expect(distance(corner)).toBeLessThan(FULL.centre);
      }
    }
  });
});
