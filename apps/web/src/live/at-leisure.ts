/**
 * Listening to what changes all the time. Own file because counts and bars are read, not watched: drawn at every frame
 * they would take the time in which the cells are painted.
 */

/** Between two words to the same listener lie at least so many milliseconds. */
const REST_MS = 500;

type Subscribe = (listener: () => void) => () => void;

/** The same subscription, told at once after a rest and then twice a second. */
export function atLeisure(subscribe: Subscribe): Subscribe {
  return (listener) => {
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      last = performance.now();
      listener();
    };
    const stop = subscribe(() => {
      if (timer !== undefined) return;
      const rest_ms = last + REST_MS - performance.now();
      if (rest_ms <= 0) tell();
      else timer = setTimeout(tell, rest_ms);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  };
}
