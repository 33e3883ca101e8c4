/** Runs something that can wait until the browser has painted what is there now. */

/** Without a frame by then, as in a hidden page, it is done all the same; in milliseconds. */
const LATEST_MS = 1_000;

/** Runs it once, in a task after the next painting. */
export function afterPainting(run: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (!isDone) run();
    isDone = true;
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, LATEST_MS);
}

const { port1: drawn, port2: asks } = new MessageChannel();

/** Asked for in a frame: runs it as soon as that frame has been drawn. What is asked for next takes its place. */
export function whenDrawn(run: () => void): void {
  drawn.onmessage = run;
  asks.postMessage(null);
}
