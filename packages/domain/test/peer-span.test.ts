/** Where other cities lie: by quartiles, of cities alike where there are enough of them, and never of fewer than five. */
import { expect, test } from 'vitest';
import { type PeerCity, peerSpans } from '../src/screening/peer-span.ts';

const ROW = 'life_expectancy.value';
const cities = (population: number | null, ...values: string[]): PeerCity[] =>
  values.map((value) => ({ population, results: new Map([[ROW, value]]) }));
const isShare = (): boolean => false;

test('four cities are told of by nothing, five by quartiles of two digits', () => {
  const of = (...values: string[]) =>
    peerSpans(cities(null, ...values), { population: 90_000, isShare });
  expect(of('1', '2', '3', '4')).toEqual([]);
  const span = { row: ROW, cities: 5, isAlike: false };
  expect(of('123456', '1', '20.44', '3', '90')).toEqual([
    { ...span, low: '3', middle: '20', high: '90' },
  ]);
});

test('five cities of about the size count alone; of fewer, all cities do', () => {
  const small = cities(1_000, '1', '1', '1', '1', '1');
  const near = cities(200_000, '50', '60', '70', '80');
  const asked = { population: 100_000, isShare };
  expect(peerSpans([...small, ...near], asked)).toMatchObject([{ cities: 9, isAlike: false }]);
  const fifth = cities(34_000, '90');
  expect(peerSpans([...small, ...near, ...fifth], asked)).toMatchObject([
    { cities: 5, isAlike: true, low: '60', middle: '70', high: '80' },
  ]);
  const unknown = { ...asked, population: null };
  expect(peerSpans([...small, ...near, ...fifth], unknown)).toMatchObject([{ cities: 10 }]);
});

test('a share is never told as more than 100, nor as less than nothing', () => {
  const many = cities(null, '250', '250', '250', '250', '250');
  expect(peerSpans(many, { population: null, isShare: () => true })).toMatchObject([
    { low: '100', high: '100' },
  ]);
});
