/** When a page that no socket tells anything asks by itself: it is looked at again, the network is back, or a while has passed. */
import { ASK_ANEW_MS } from '../kept/limits.ts';

/** Until the answer is called. Nothing is asked for a page that nobody sees. */
export function asksAnew(network: EventTarget | undefined, ask: () => void): () => void {
  network?.addEventListener('online', ask);
  const leaveNetwork = (): void => network?.removeEventListener('online', ask);
  if (typeof document === 'undefined') return leaveNetwork;
  const askIfSeen = (): void => {
    if (document.visibilityState === 'visible') ask();
  };
  const timer = setInterval(askIfSeen, ASK_ANEW_MS);
  window.addEventListener('focus', askIfSeen);
  document.addEventListener('visibilitychange', askIfSeen);
  return () => {
    leaveNetwork();
    clearInterval(timer);
    window.removeEventListener('focus', askIfSeen);
    document.removeEventListener('visibilitychange', askIfSeen);
  };
}
