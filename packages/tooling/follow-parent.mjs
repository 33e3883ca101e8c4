/**
 * Preloaded into every command by run.mjs: asks it to end when run.mjs is gone, so that no orphan keeps the port. It is
 * handed to Node's --import; a starter that was killed outright can pass on no signal.
 */
import { isMainThread } from 'node:worker_threads';

const WATCH_MS = 500;

if (isMainThread) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, WATCH_MS);
  watch.unref();
}
