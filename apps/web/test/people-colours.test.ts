/** Colours of people: nobody is taken for another, and nobody for what is chosen. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PeopleColours } from '../src/live/room/people-colours.ts';
import { PEOPLE_COLOURS } from '../src/look/people-palette.ts';
import { contrast } from './contrast.ts';

/** The accent of the light and the dark page, and the shades of its scale that mark what is chosen. */
const ACCENTS = ['#1d4071', '#8dabd4', '#35639f', '#264f86', '#4c79b8'];

/** The dark page and what its cells may be tinted with. */
const DARK_GROUNDS = ['#242424', '#202329', '#22334d', '#403919', '#3b2f1b', '#26251f'];

const person = (n: number, colour: number) => ({
  person: `p_${n}`,
  name: `N ${n}`,
  role: 'contributor',
  colour,
  cell: null,
  editing: false,
});

test('people who are here at once have different colours, also where the server wished them the same', () => {
  const people = Array.from({ length: PEOPLE_COLOURS.length }, (_, n) => person(n, n % 8));
  const settled = new PeopleColours().settle(people).map(({ colour }) => colour);
  expect(new Set(settled).size).toBe(PEOPLE_COLOURS.length);
});

test('who stays keeps a colour while others come and go', () => {
  const colours = new PeopleColours();
  const [first] = colours.settle([person(1, 3)]);
  const both = colours.settle([person(2, 3), person(1, 3)]);
  expect(both.find((each) => each.person === 'p_1')?.colour).toBe(first?.colour);
  expect(both[0]?.colour).not.toBe(first?.colour);
  expect(colours.settle([person(2, 3)])[0]?.colour).toBe(both[0]?.colour);
});

test('no person has the colour of the accent, and white initials are read on each', () => {
  for (const colour of PEOPLE_COLOURS) {
    expect(ACCENTS).not.toContain(colour);
    expect(contrast('#ffffff', colour), colour).toBeGreaterThanOrEqual(4.5);
  }
});

test('the frame of each hand is seen on the dark sheet', () => {
  const css = readFileSync(new URL('../src/grid/painting/cell-marks.css', import.meta.url), 'utf8');
  const [, share = '0'] = /color-mix\(in srgb, var\(--ts-hand\) (\d+)%, white\)/.exec(css) ?? [];
  const mixed = (colour: string): string =>
    `#${[1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
      .map((part) => Math.round(255 + ((part - 255) * Number(share)) / 100))
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('')}`;
  for (const colour of PEOPLE_COLOURS)
    for (const ground of DARK_GROUNDS)
      expect(contrast(mixed(colour), ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(3);
});
