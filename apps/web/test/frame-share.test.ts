/** How many cells are painted in a frame follows what they cost. */
import { expect, test } from 'vitest';
import { FrameShare } from '../src/grid/painting/frame-share.ts';

/** Frames of a machine where each cell takes `cell_ms` and the rest of a frame `rest_ms`; answers the last one. */
function run(share: FrameShare, frames: number, { cell_ms, rest_ms }: Record<string, number>) {
  let last = { cells: 0, frame_ms: 0 };
  for (let at = 0; at < frames; at += 1) {
    const cells = share.cellsFor(0, 100);
    last = { cells, frame_ms: (rest_ms ?? 0) + cells * (cell_ms ?? 0) };
    share.took(cells, last.frame_ms);
  }
  return last;
}

test('a slow machine paints fewer cells in a frame, a fast one more, and neither is late', () => {
  const slow = run(new FrameShare(), 200, { cell_ms: 0.4, rest_ms: 6 });
  expect(slow.cells).toBeGreaterThan(20);
  expect(slow.frame_ms).toBeLessThan(16.7);
  const fast = run(new FrameShare(), 200, { cell_ms: 0.02, rest_ms: 2 });
  expect(fast.cells).toBeGreaterThan(400);
  expect(fast.frame_ms).toBeLessThan(16.7);
});

test('the share comes back after something else was slow', () => {
  const share = new FrameShare();
  run(share, 200, { cell_ms: 0.1, rest_ms: 5 });
  const usual = share.cellsFor(0, 100);
  run(share, 20, { cell_ms: 0.1, rest_ms: 60 });
  expect(share.cellsFor(0, 100)).toBeLessThan(usual / 2);
  run(share, 60, { cell_ms: 0.1, rest_ms: 5 });
  expect(share.cellsFor(0, 100)).toBeGreaterThan(usual * 0.9);
});

test('a frame that begins late paints less, and what waits is done within 20 frames all the same', () => {
  const share = new FrameShare();
  expect(share.cellsFor(10, 100)).toBeLessThan(share.cellsFor(0, 100));
  expect(share.cellsFor(100, 100)).toBe(16);
  expect(share.cellsFor(100, 4_000)).toBe(200);
});

test('frames with little to paint say nothing of what more would cost', () => {
  const share = new FrameShare();
  const before = share.cellsFor(0, 0);
  for (let at = 0; at < 100; at += 1) share.took(20, 4);
  expect(share.cellsFor(0, 0)).toBe(before);
});
