/** Waiting for a moment, from nothing to a few milliseconds: races need steps far shorter than a timer. */
import type { Random } from '../gate/random.ts';

const TURN_US = 500;
const LONG_MS = 3;

/** Mostly no wait or up to 500 us, now and then some milliseconds. */
export function paceFrom(random: Random): () => Promise<void> {
  return async () => {
    const draw = random.unit();
    if (draw < 0.4) return;
    if (draw > 0.97) {
      await new Promise((done) => setTimeout(done, 1 + random.below(LONG_MS)));
      return;
    }
    const until = performance.now() + random.below(TURN_US) / 1000;
    do await new Promise((done) => setImmediate(done));
    while (performance.now() < until);
  };
}
