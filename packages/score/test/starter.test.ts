/** What the set of public sources holds, and what it never claims to be. */
import { describe, expect, test } from 'vitest';
import { faultsOf } from '../src/benchmarks/check-set.ts';
import { STARTER_SET } from '../src/benchmarks/starter.ts';
import { catalogue, pointOf } from './score-set.ts';

const entries = Object.entries(STARTER_SET.entries);

describe('the set that an installation begins with', () => {
  test('has no fault: each entry has unit, direction, source, and a worst value on the worse side', () => {
    expect(entries.length).toBeGreaterThan(50);
    expect(faultsOf(catalogue, STARTER_SET)).toEqual([]);
  });

  test('is an illustration in each of its entries, and says so of itself', () => {
    expect(entries.filter(([, { standing }]) => standing !== 'illustration')).toEqual([]);
    expect(STARTER_SET.note).toContain('It is not U4SSC’s');
  });

  test('names a public source with its address, and says more than the figure', () => {
    for (const [row, { source, note }] of entries) {
      expect([row, source.url]).toEqual([row, expect.stringMatching(/^https?:\/\/\S+$/)]);
      expect([row, note]).toEqual([row, expect.stringMatching(/^.{10,}\.$/)]);
    }
  });

  test('says of every worst value whose it is', () => {
    const unsaid = entries.filter(
      ([, { worst, note }]) => worst === '100' && !note.includes('The worst value is chosen here'),
    );
    // Ozone: interim target 1 of the guidelines.
    expect(unsaid.map(([row]) => row)).toEqual(['air_pollution.o3']);
  });

  test('has a share of households or people no further than all of them', () => {
    const beyond = entries.filter(([row, { target, worst }]) => {
      const isShare = pointOf(row).unit.startsWith('%');
      return isShare && [target, worst].some((figure) => figure !== null && Number(figure) > 100);
    });
    expect(beyond).toEqual([]);
  });

  test('stands in the order of the sheet', () => {
    const order = catalogue.dataPoints.map(({ row }) => row);
    const places = entries.map(([row]) => order.indexOf(row));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
