import { describe, expect, it } from 'vitest';
import { BANDS, INK, MUTED, PAPER } from '../src/palette.ts';
import type { Band } from '../src/model.ts';

const ALL: Band[] = [1, 2, 3, 4];
type Triple = [number, number, number];

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const linearOf = (hex: string): Triple =>
  [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Triple;

const times = (matrix: Triple[], [a, b, c]: Triple): Triple =>
  matrix.map(([x, y, z]) => x * a + y * b + z * c) as Triple;

/** WCAG 2.2, relative luminance and contrast. */
const luminance = (hex: string) => {
  const [r, g, b] = linearOf(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

/** CIE Lab of linear sRGB, D65. */
function labOf(rgb: Triple): Triple {
  const xyz = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    rgb.map((part) => Math.min(1, Math.max(0, part))) as Triple,
  );
  const white: Triple = [0.95047, 1, 1.08883];
  const [x, y, z] = xyz.map((part, at) => {
    const share = part / (white[at] ?? 1);
    return share > 216 / 24_389 ? Math.cbrt(share) : (share * 24_389) / 27 / 116 + 16 / 116;
  }) as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** Machado, Oliveira, Fernandes 2009, full strength. */
const BLIND: Record<string, Triple[]> = {
  red: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  green: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  blue: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

describe('the colours of the bands', () => {
  it('carry text that is read: at least 4.5 to 1', () => {
    for (const band of ALL) {
      const { fill, text } = BANDS[band];
      expect([band, contrast(fill, text) >= 4.5]).toEqual([band, true]);
    }
    expect(contrast(MUTED, PAPER)).toBeGreaterThan(4.5);
    expect(contrast(INK, PAPER)).toBeGreaterThan(7);
  });

  it('are seen on white by their outlines: at least 3 to 1', () => {
    for (const band of ALL) expect(contrast(BANDS[band].outline, PAPER)).toBeGreaterThan(3);
  });

  it('grow darker from band to band, evenly, so that grey print keeps their order', () => {
    const lightness = ALL.map((band) => Math.round(labOf(linearOf(BANDS[band].fill))[0]));
    expect(lightness).toEqual([86, 70, 50, 20]);
  });

  it.each([
    ['red', 29],
    ['green', 29],
    ['blue', 21],
  ])('stay apart under %s blindness by at least %s (Lab)', (kind, least) => {
    const seen = ALL.map((band) => labOf(times(BLIND[kind] ?? [], linearOf(BANDS[band].fill))));
    const steps = seen.slice(1).map((lab, at) => distance(lab, seen[at] ?? lab));
    expect(Math.round(Math.min(...steps))).toBeGreaterThanOrEqual(least);
  });
});
