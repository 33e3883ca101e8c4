import { describe, expect, it } from 'vitest';
import { inTwoLines, widthOf } from '../src/text-width.ts';

describe('the width of a text', () => {
  // Measured by a browser in DejaVu Sans, the widest of the usual families.
  it.each([
    ['Renewable Energy Consumption', 16.232],
    ['Mode Share: Private Vehicles', 14.484],
    ['مجموعات بيانات مفتوحة منشورة', 13.749],
    ['شبكة Wi-Fi في الأماكن العامة', 12.564],
  ])('is that of the widest family and hardly more: %s', (text, measured) => {
    const width = widthOf(text, 1);
    expect(width).toBeGreaterThanOrEqual(measured);
    expect(width).toBeLessThan(measured * 1.1);
  });

  it('grows with the size and with bold letters; what only turns text has none', () => {
    expect(widthOf('abc', 20)).toBeCloseTo(2 * widthOf('abc', 10));
    expect(widthOf('abc', 10, true)).toBeGreaterThan(widthOf('abc', 10));
    expect(widthOf('\u2067abc\u2069', 10)).toBe(widthOf('abc', 10));
    expect(widthOf('é', 10)).toBe(widthOf('e', 10));
    expect(widthOf('漢', 10)).toBe(10);
  });
});

describe('two lines', () => {
  it('are broken where the longer one is shortest', () => {
    expect(inTwoLines('Public Space and Nature')).toEqual(['Public Space', 'and Nature']);
    expect(inTwoLines('Transport')).toEqual(['Transport']);
    // A number stays with the word before it.
    expect(inTwoLines('Employment\u00A068')).toEqual(['Employment\u00A068']);
  });
});
