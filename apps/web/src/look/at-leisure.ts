/**
 * Listening to what changes all the time. Counts and bars are read, not watched: drawn at every frame they would take
 * the time in which the cells are painted.
 */

/** Between two words to the same listener lie at least so many milliseconds; half as many more after each, while it never rests. */
const REST_MS = 500;
const MOST_MS = 1_500;

type Subscribe = (listener: () => void) => () => void;

/** The same subscription, told at once after a rest, then twice a second, and less often while the changes go on. */
export function atLeisure(subscribe: Subscribe): Subscribe {
  return (listener) => {
    let last = Number.NEGATIVE_INFINITY;
    let gap_ms = REST_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      last = performance.now();
      listener();
    };
    const tellAgain = (): void => {
      gap_ms = Math.min(gap_ms * 1.5, MOST_MS);
      tell();
    };
    const stop = subscribe(() => {
      if (timer !== undefined) return;
      const rest_ms = last + gap_ms - performance.now();
      if (rest_ms > 0) timer = setTimeout(tellAgain, rest_ms);
      else {
        gap_ms = REST_MS;
        tell();
      }
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  };
}
