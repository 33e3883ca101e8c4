/**
 * Asks with every frame until something has been drawn, for a bounded time. A fixed number of frames would not do:
 * frames go on while a part of the page is still being fetched.
 */

/** Nobody waits longer for the keyboard to move by itself, in milliseconds. */
const LONGEST_MS = 20_000;

/** Asks with every frame until the answer is yes. */
export function atFrames(isDone: () => boolean): void {
  const until = performance.now() + LONGEST_MS;
  const look = (): void => {
    if (!isDone() && performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
