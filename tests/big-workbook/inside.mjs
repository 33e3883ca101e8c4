/**
 * Loaded into a server before it starts: on a signal (SIGUSR2) it prints how long its event loop was held up since the
 * last one, and how much heap it used at most.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MS = 5;
const LOOK_MS = 20;

// Threads load this as well; theirs is not the loop that people wait for.
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let heap = 0;
  setInterval(() => {
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }, LOOK_MS).unref();
  process.on('SIGUSR2', () => {
    const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    const seen = { p99_ms: late(delay.percentile(99)), most_ms: late(delay.max), heap };
    process.stdout.write(`inside ${JSON.stringify(seen)}\n`);
    delay.reset();
    heap = 0;
  });
}
