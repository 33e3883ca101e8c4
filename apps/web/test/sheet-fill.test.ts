/** What fills: copies, series and how far; and what the status line adds up. */
import { describe, expect, test } from 'vitest';
import { figuresOf } from '../src/spreadsheet/figures.ts';
import {
  beyond,
  filledBeyond,
  filledInside,
  type Growth,
  rowsBeside,
  takesMore,
} from '../src/spreadsheet/fill.ts';
import type { Place, SheetData } from '../src/spreadsheet/port.ts';
import { screenOrder } from '../src/spreadsheet/screen-order.ts';

const order = screenOrder(['1', '2', '3', '4', '5', '6'], ['A', 'B', 'C', 'D']);
const nameOf = ({ row, column }: Place): string => column + row;

/** A sheet of texts by name; whatever is a plain number is a figure. */
function sheetOf(texts: Record<string, string>): SheetData {
  const text = (place: Place): string => texts[nameOf(place)] ?? '';
  return {
    hasCells: () => true,
    name: nameOf,
    shown: text,
    typedText: text,
    figure: (place) => (/^-?\d+(?:\.\d+)?$/.test(text(place)) ? text(place) : undefined),
    cannot: () => undefined,
    holdsOther: () => undefined,
    isLocked: () => false,
    reads: () => true,
    isText: () => false,
    isEntry: () => true,
    columnName: (column) => column,
    write: () => ({ taken: 0, left: [] }),
  };
}

const seen = (changes: readonly (Place & { typed: string })[]): string =>
  changes.map((each) => `${nameOf(each)}=${each.typed}`).join(' ');

/** Fills beyond A1:A2 or what `box` says. */
function fill(
  texts: Record<string, string>,
  growth: Growth,
  box = { top: 0, bottom: 1, first: 0, last: 0 },
): string {
  return seen(filledBeyond(order, sheetOf(texts), { box, ...growth }));
}

describe('the handle', () => {
  test('stands where something beside the block takes what is filled, and nowhere else', () => {
    const takingOnly = (...names: string[]): SheetData => ({
      ...sheetOf({}),
      cannot: (place) => (names.includes(nameOf(place)) ? undefined : 'no'),
    });
    const at = { top: 1, bottom: 1, first: 1, last: 1 };
    expect(takesMore(order, takingOnly(), at)).toBe(false);
    // Itself, further down or up its column, and along its row; not somewhere else.
    for (const name of ['B2', 'B6', 'B1', 'A2', 'D2'])
      expect(takesMore(order, takingOnly(name), at), name).toBe(true);
    expect(takesMore(order, takingOnly('A1', 'D6'), at)).toBe(false);
  });

  test('goes on with figures that stand equally far from each other, to the last digit', () => {
    expect(fill({ A1: '1', A2: '2' }, { way: 'down', by: 3 })).toBe('A3=3 A4=4 A5=5');
    expect(fill({ A1: '0.1', A2: '0.3' }, { way: 'down', by: 2 })).toBe('A3=0.5 A4=0.7');
    expect(fill({ A1: '2025', A2: '2020' }, { way: 'down', by: 2 })).toBe('A3=2015 A4=2010');
  });

  test('goes on backwards where it is dragged up or to the start', () => {
    const box = { top: 3, bottom: 4, first: 0, last: 0 };
    expect(fill({ A4: '10', A5: '20' }, { way: 'up', by: 2 }, box)).toBe('A3=0 A2=-10');
    const across = { top: 0, bottom: 0, first: 2, last: 3 };
    expect(fill({ C1: '5', D1: '7' }, { way: 'start', by: 2 }, across)).toBe('B1=3 A1=1');
  });

  test('repeats what is no series: one figure, words, figures of uneven steps', () => {
    const single = { top: 0, bottom: 0, first: 0, last: 0 };
    expect(fill({ A1: '2025' }, { way: 'down', by: 2 }, single)).toBe('A2=2025 A3=2025');
    expect(fill({ A1: 'a', A2: '2' }, { way: 'down', by: 3 })).toBe('A3=a A4=2 A5=a');
    const three = { top: 0, bottom: 2, first: 0, last: 0 };
    const uneven = { A1: '1', A2: '2', A3: '4' };
    expect(fill(uneven, { way: 'down', by: 2 }, three)).toBe('A4=1 A5=2');
  });

  test('keeps to the sheet, each column by itself', () => {
    const two = { top: 4, bottom: 4, first: 1, last: 2 };
    expect(fill({ B5: 'x', C5: '3' }, { way: 'down', by: 9 }, two)).toBe('B6=x C6=3');
    expect(beyond(order, { top: 5, bottom: 5, first: 0, last: 0 }, { way: 'down', by: 2 })).toBe(
      undefined,
    );
  });

  test('fills as far as the neighbour before has data, else the one after', () => {
    const texts: Record<string, string> = { A2: 'x', A3: 'x', C2: 'y', C3: 'y', C4: 'y' };
    const isFilled = (place: Place): boolean => texts[nameOf(place)] !== undefined;
    expect(rowsBeside({ order, isFilled }, { top: 0, bottom: 0, first: 1, last: 1 })).toBe(2);
    expect(rowsBeside({ order, isFilled }, { top: 1, bottom: 1, first: 3, last: 3 })).toBe(2);
    expect(rowsBeside({ order, isFilled }, { top: 4, bottom: 4, first: 3, last: 3 })).toBe(0);
  });
});

describe('Ctrl+D and Ctrl+R', () => {
  const data = sheetOf({ A1: 'a', B1: '1', A2: 'x' });
  const box = { top: 0, bottom: 2, first: 0, last: 1 };

  test('copy the first line of a block into the others', () => {
    expect(seen(filledInside(order, data, { box, way: 'down' }))).toBe('A2=a A3=a B2=1 B3=1');
    expect(seen(filledInside(order, data, { box, way: 'end' }))).toBe('B1=a B2=x B3=');
  });

  test('copy from the line before into a single one, and nothing at the edge', () => {
    const row = { top: 1, bottom: 1, first: 0, last: 1 };
    expect(seen(filledInside(order, data, { box: row, way: 'down' }))).toBe('A2=a B2=1');
    const top = { top: 0, bottom: 0, first: 0, last: 1 };
    expect(filledInside(order, data, { box: top, way: 'down' })).toEqual([]);
  });
});

describe('the figures of a selection', () => {
  const of = (...texts: string[]) =>
    figuresOf(
      texts.map((text) => ({
        shown: text,
        figure: /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined,
      })),
    );

  test('are exact where floating point is not', () => {
    expect(of('0.1', '0.2').figures?.sum).toBe('0.3');
    expect(of('9007199254740993', '0.01').figures?.sum).toBe('9007199254740993.01');
  });

  test('count words and leave them out of the sum; empty places are nothing', () => {
    const { count, figures } = of('2', 'word', '', '4', '9');
    expect(count).toBe(4);
    expect(figures).toEqual({ sum: '15', average: '5', least: '2', greatest: '9' });
    expect(of('word', '')).toEqual({ count: 1, figures: undefined });
  });

  test('round an average two digits beyond its figures', () => {
    expect(of('1', '1', '2').figures?.average).toBe('1.33');
  });
});
