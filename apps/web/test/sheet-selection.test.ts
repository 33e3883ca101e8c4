/** What a selection means: ranges over the order of the screen, and how gestures change them. */
import { describe, expect, test } from 'vitest';
import {
  edgeOfData,
  lastFilled,
  nextTaking,
  regionAround,
  stepped,
} from '../src/spreadsheet/moving.ts';
import type { Place } from '../src/spreadsheet/port.ts';
import { screenOrder } from '../src/spreadsheet/screen-order.ts';
import {
  added,
  boxesOf,
  carried,
  everything,
  extended,
  NOTHING,
  only,
  removed,
  selectionOf,
  walked,
  widened,
  wholeFrom,
} from '../src/spreadsheet/selection.ts';
import { SheetSelection } from '../src/spreadsheet/sheet-selection.ts';

const order = screenOrder(['1', '2', '3', '4', '5', '6'], ['A', 'B', 'C', 'D']);
const at = (name: string): Place => ({ column: name[0] ?? '', row: name.slice(1) });
const name = (place: Place | null | undefined): string =>
  place ? `${place.column}${place.row}` : '';
/** `A1:B2 C3 @B2`: the ranges, then the focus. */
const seen = (selected: Parameters<typeof selectionOf>[1], on = order): string => {
  const { ranges, focus } = selectionOf(on, selected);
  return [...ranges.map(({ from, to }) => `${name(from)}:${name(to)}`), `@${name(focus)}`].join(
    ' ',
  );
};

describe('ranges', () => {
  test('stretch from the focus in any direction, and are given out from the top and the start', () => {
    expect(seen(extended(only(at('C3')), at('A1')))).toBe('A1:C3 @C3');
    expect(seen(extended(extended(only(at('C3')), at('A1')), at('D5')))).toBe('C3:D5 @C3');
  });

  test('are added one after the other, and the last one is the one that stretches', () => {
    const two = extended(added(extended(only(at('A1')), at('A2')), at('C3')), at('D4'));
    expect(seen(two)).toBe('A1:A2 C3:D4 @C3');
  });

  test('lose a place that is taken out again, and the last place stays', () => {
    const out = removed(order, extended(only(at('A1')), at('C3')), at('B2'));
    expect(boxesOf(order, out)).toHaveLength(4);
    expect(out.focus).toEqual(at('A1'));
    expect(seen(removed(order, only(at('B2')), at('B2')))).toBe('B2:B2 @B2');
    expect(removed(order, extended(only(at('A1')), at('A2')), at('A1')).focus).toEqual(at('A2'));
  });

  test('take whole rows and columns; the columns of rows are everything', () => {
    const some = extended(only(at('B2')), at('C3'));
    expect(seen(widened(some, 'rows'))).toBe('A2:D3 @B2');
    expect(seen(widened(some, 'columns'))).toBe('B1:C6 @B2');
    expect(seen(widened(widened(some, 'rows'), 'columns'))).toBe('A1:D6 @B2');
    expect(seen(everything(only(at('D4'))))).toBe('A1:D6 @D4');
    expect(seen({ spans: [wholeFrom(at('C2'), at('B4'), 'rows')], focus: at('C2') })).toBe(
      'A2:D4 @C2',
    );
    expect(seen({ spans: [wholeFrom(at('C2'), at('B4'), 'columns')], focus: at('C2') })).toBe(
      'B1:C6 @C2',
    );
  });
});

describe('Tab', () => {
  const takes = (places: string) => (place: Place) => places.split(' ').includes(name(place));
  const tab = (from: string, places: string, back = false): string =>
    name(nextTaking(order, at(from), { takes: takes(places), back }));

  test('goes to the next place that takes something, over rows, and back the same way', () => {
    expect(tab('A1', 'A1 C1 D3')).toBe('C1');
    expect(tab('C1', 'A1 C1 D3')).toBe('D3');
    expect(tab('D3', 'A1 C1 D3', true)).toBe('C1');
  });

  test('leaves the sheet behind the last of them, and goes one on where there is none', () => {
    expect(tab('D3', 'A1 C1 D3')).toBe('');
    expect(tab('A1', 'A1 C1 D3', true)).toBe('');
    expect(tab('D1', '')).toBe('A2');
    expect(tab('D6', '')).toBe('');
  });
});

describe('Tab and Enter inside of a selection', () => {
  const tab = { by: 'row', back: false } as const;
  const enter = { by: 'column', back: false } as const;
  const way = (start: Parameters<typeof walked>[1], step: Parameters<typeof walked>[2]) => {
    const places: string[] = [];
    let selected = start;
    for (let times = 0; times < 8; times++) {
      selected = walked(order, selected, step);
      places.push(name(selected.focus));
    }
    return places.join(' ');
  };
  const square = extended(only(at('B2')), at('C3'));

  test('go row by row and column by column, round and round', () => {
    expect(way(square, tab)).toBe('C2 B3 C3 B2 C2 B3 C3 B2');
    expect(way(square, enter)).toBe('B3 C2 C3 B2 B3 C2 C3 B2');
  });

  test('go backwards with shift', () => {
    expect(way(square, { by: 'row', back: true })).toBe('C3 B3 C2 B2 C3 B3 C2 B2');
    expect(way(square, { by: 'column', back: true })).toBe('C3 C2 B3 B2 C3 C2 B3 B2');
  });

  test('go from range to range, and the ranges stay what they were', () => {
    const two = extended(added(extended(only(at('A1')), at('A2')), at('D4')), at('D5'));
    expect(way(two, enter)).toBe('D5 A1 A2 D4 D5 A1 A2 D4');
    const back = { by: 'column', back: true } as const;
    expect(way(two, back)).toBe('A2 A1 D5 D4 A2 A1 D5 D4');
    const after = walked(order, walked(order, two, enter), enter);
    expect(seen(after)).toBe('D4:D5 A1:A2 @A1');
  });
});

describe('moving', () => {
  const filled = new Set(['A1', 'A2', 'A3', 'A5', 'B2', 'C2', 'B3']);
  const field = { order, isFilled: (place: Place) => filled.has(name(place)) };

  test('stops at the edges of the sheet', () => {
    expect(name(stepped(order, at('A1'), 'up'))).toBe('A1');
    expect(name(stepped(order, at('A1'), 'down', 40))).toBe('A6');
    expect(name(stepped(order, at('B1'), 'end'))).toBe('C1');
  });

  test.each([
    ['A1', 'down', 'A3'],
    ['A3', 'down', 'A5'],
    ['A5', 'down', 'A6'],
    ['A6', 'up', 'A5'],
    ['A5', 'up', 'A3'],
    ['A2', 'end', 'C2'],
    ['C2', 'end', 'D2'],
    ['D2', 'start', 'C2'],
    ['D4', 'start', 'A4'],
    ['A1', 'up', 'A1'],
  ] as const)('with ctrl goes from %s %s to %s', (from, direction, to) => {
    expect(name(edgeOfData(field, at(from), direction))).toBe(to);
  });

  test('finds the last row and column with data, and the data around a place', () => {
    expect(name(lastFilled(field))).toBe('C5');
    expect(regionAround(field, at('B2'))).toEqual({ top: 0, bottom: 2, first: 0, last: 2 });
    expect(regionAround(field, at('D6'))).toEqual({ top: 5, bottom: 5, first: 3, last: 3 });
  });
});

describe('a screen that changes', () => {
  const range = extended(only(at('A2')), at('B4'));

  test('keeps a range whose rows are still together, also where some are folded away', () => {
    const folded = screenOrder(['1', '2', '4', '5', '6'], ['A', 'B', 'C', 'D']);
    expect(seen(carried(order, folded, range), folded)).toBe('A2:B4 @A2');
  });

  test('shrinks a range to the focus before it takes in a row that was not in it', () => {
    const sorted = screenOrder(['2', '6', '5', '4', '3', '1'], ['A', 'B', 'C', 'D']);
    expect(seen(carried(order, sorted, range), sorted)).toBe('A2:A2 @A2');
    const unfolded = screenOrder(['1', '2', '3', 'new', '4'], ['A', 'B']);
    expect(seen(carried(order, unfolded, range), unfolded)).toBe('A2:A2 @A2');
  });

  test('drops the selection where the focus is gone, and whole columns follow', () => {
    const gone = screenOrder(['1', '3'], ['A', 'B']);
    expect(carried(order, gone, range)).toBe(NOTHING);
    const column = widened(only(at('B1')), 'columns');
    expect(seen(carried(order, gone, column), gone)).toBe('B1:B3 @B1');
  });
});

describe('the selection of a sheet', () => {
  test('tells of each change, gives its places once and keeps its snapshot until then', () => {
    const selection = new SheetSelection();
    let told = 0;
    const stop = selection.subscribe(() => {
      told += 1;
    });
    selection.reorder(['1', '2', '3'], ['A', 'B']);
    selection.select([
      { from: at('A1'), to: at('B2') },
      { from: at('B2'), to: at('B3') },
    ]);
    expect(told).toBe(2);
    expect(selection.current()).toBe(selection.current());
    expect(selection.current().focus).toEqual(at('B2'));
    expect(selection.blocks().map((rows) => rows.map((row) => row.map(name)))).toEqual([
      [
        ['A1', 'B1'],
        ['A2', 'B2'],
      ],
      [['B2'], ['B3']],
    ]);
    expect(selection.places().map(name)).toEqual(['A1', 'B1', 'A2', 'B2', 'B3']);
    selection.reorder(['1', '2', '3'], ['A', 'B']);
    expect(told).toBe(2);
    stop();
    selection.set(NOTHING);
    expect(told).toBe(2);
  });
});
