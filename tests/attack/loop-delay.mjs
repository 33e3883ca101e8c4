/** Loaded into a server before it starts: prints, when the server ends, how long its event loop was held up. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MS = 5;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('exit', () => {
  // Threads load this as well; theirs is not the loop that sockets wait for.
  if (!isMainThread) return;
  const late_ms = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS);
  process.stdout.write(`event loop p99 ${late_ms.toFixed(1)} ms late\n`);
});
