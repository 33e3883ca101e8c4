/** Runs something once the page has nothing else to do. */

/** A busy page is not asked to wait longer than this, in milliseconds. */
const AT_LATEST_MS = 300;

/** Calls `run` once, soon; returns the way to take it back. */
export function atRest(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, AT_LATEST_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: AT_LATEST_MS });
  return () => cancelIdleCallback(handle);
}
