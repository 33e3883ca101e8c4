/** Colours of people: nobody is taken for another, and nobody for what is chosen. */
import { expect, test } from 'vitest';
import { PeopleColours } from '../src/live/room/people-colours.ts';
import { PEOPLE_COLOURS } from '../src/look/people-palette.ts';
import { contrast } from './contrast.ts';

/** The accent of the light and the dark page, and the shades of its scale that mark what is chosen. */
const ACCENTS = ['#1d4071', '#8dabd4', '#35639f', '#264f86', '#4c79b8'];

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
