/** When a page that no socket tells anything asks by itself: it is looked at again, the network is back, or a while has passed. */
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
