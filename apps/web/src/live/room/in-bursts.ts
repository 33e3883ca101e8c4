/**
 * Handles news that come in bursts: the first one at once after a rest, then all that came within each gap together.
 */

/** Longer than it takes to draw a page, shorter than anybody waits for what somebody else has done. Milliseconds. */
const GAP_MS = 120;

export function inBursts(run: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    timer = undefined;
    run();
    last = performance.now();
  };
  return () => {
    const rest_ms = last + GAP_MS - performance.now();
    if (rest_ms <= 0 && timer === undefined) now();
    else timer ??= setTimeout(now, Math.max(rest_ms, 0));
  };
}
