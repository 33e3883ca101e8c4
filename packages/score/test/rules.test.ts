import { describe, expect, test } from 'vitest';
import { exact } from '@tallystick/domain/formula/formula-value';
import { pointsOf, shareOf, shownPercent } from '../src/rules.ts';

const percent = (text: string) => shareOf(exact(text), exact('100'));

describe('a share', () => {
  test.each([
    ['0', 1],
    ['32.9999999999999999999999999999999999', 1],
    ['33', 2],
    ['65.9999999999999999999999999999999999', 2],
    ['66', 3],
    ['94.9999999999999999999999999999999999', 3],
    ['95', 4],
    ['100', 4],
  ])('of %s %% has %d points: a border belongs to the upper band', (share, points) => {
    expect(pointsOf(percent(share))).toBe(points);
  });

  test('is compared before it is rounded, and never shown as a border that it has not reached', () => {
    expect(shownPercent(percent('94.996'))).toBe('94.99');
    expect(shownPercent(percent('32.999999'))).toBe('32.99');
    expect(shownPercent(percent('95.004'))).toBe('95.00');
    expect(shownPercent(percent('50.005'))).toBe('50.01');
    expect(shownPercent(shareOf(2, 3))).toBe('66.67');
    expect(shownPercent(shareOf(1, 3))).toBe('33.33');
  });

  test('is not divided before it is compared', () => {
    expect(pointsOf(shareOf(exact('0.561'), exact('1.7')))).toBe(2);
    expect(pointsOf(shareOf(exact('0.5609999999999999999999'), exact('1.7')))).toBe(1);
  });
});
