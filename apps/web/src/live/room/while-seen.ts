/** Calls a function when a person looks at the page again, and from time to time while the page is visible. */
import { ASK_ANEW_MS } from '../kept/limits.ts';

/** Until the answer is called. A page that nobody sees calls nothing. */
export function whileSeen(run: () => void): () => void {
  const runIfSeen = (): void => {
    if (document.visibilityState === 'visible') run();
  };
  const timer = setInterval(runIfSeen, ASK_ANEW_MS);
  window.addEventListener('focus', runIfSeen);
  document.addEventListener('visibilitychange', runIfSeen);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', runIfSeen);
    document.removeEventListener('visibilitychange', runIfSeen);
  };
}
