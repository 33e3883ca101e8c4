/**
 * When a page without a socket asks the server by itself: when a person looks at it again, when the network is back,
 * and from time to time.
 */
import type { Surroundings } from '../room/surroundings.ts';

/** Until the answer is called. */
export function asksAnew({ route, whileSeen }: Surroundings, ask: () => void): () => void {
  const { network } = route;
  network?.addEventListener('online', ask);
  const lookNoMore = whileSeen?.(ask);
  return () => {
    network?.removeEventListener('online', ask);
    lookNoMore?.();
  };
}
