/**
 * Who was last signed in on this browser, so that the page opens for them without a connection. It is a name to show
 * what is kept by, and never a right: every answer of the server is asked for with the session.
 */
import type { SessionView } from '@tallystick/protocol/views';

type Me = NonNullable<SessionView['me']>;

const KEY = 'tallystick.me';

export function keptMe(): Me | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Me> | null;
    return typeof kept?.person === 'string' && typeof kept.name === 'string' ? (kept as Me) : null;
  } catch {
    return null;
  }
}

/** Null forgets. */
export function keepMe(me: Me | null): void {
  try {
    if (me === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(me));
  } catch {
    // Blocked: then the page needs a connection to open.
  }
}
