/** Who is signed in. */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { SessionView } from '@tallystick/protocol/views';
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { api, askFirstFor, askFor } from '../../server/api.ts';
import { keepMe, keptMe } from '../kept/kept-me.ts';
import { forgetPerson, isHere } from '../kept/kept-views.ts';

export type Me = NonNullable<SessionView['me']>;

export type SessionHandle = {
  /** Undefined while the first answer is on its way. */
  session: SessionView | undefined;
  /** The server could not be reached at all. */
  unreachable: boolean;
  refresh: () => Promise<void>;
  signIn: (who: { email: string; password: string }) => Promise<Outcome<void>>;
  enterAs: (person: string) => Promise<Outcome<void>>;
  /** Ends the session, and removes from this browser what is the person's but for unsaved work. */
  signOut: () => Promise<Outcome<void>>;
};

const ask = (): Promise<Outcome<SessionView>> => api.get<SessionView>('/api/session');

/** A server that has not answered by then, in milliseconds, is not waited for where there is somebody to show. */
const PATIENCE_MS = 3_000;

/** While nobody is known the server is asked again this often, in milliseconds. */
const AGAIN_MS = 5_000;

const SessionContext = createContext<SessionHandle | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<SessionView>();
  const [unreachable, setUnreachable] = useState(false);
  const take = useCallback((answer: Outcome<SessionView>) => {
    setUnreachable(!answer.ok);
    if (answer.ok) {
      keepMe(answer.value.me);
      askFor(answer.value.me?.person);
      setSession(answer.value);
      return;
    }
    // Without the server the page is for whom it was last for.
    const me = keptMe();
    if (!me) return;
    askFirstFor(me.person);
    setSession((known) => known ?? { me, demo: null });
  }, []);
  const refresh = useCallback(() => ask().then(take), [take]);
  useEffect(() => {
    const patience = setTimeout(() => take(no('unavailable')), PATIENCE_MS);
    void ask().then((answer) => {
      clearTimeout(patience);
      take(answer);
    });
    return () => clearTimeout(patience);
  }, [take]);
  const person = session?.me?.person;
  useEffect(() => {
    if (person !== undefined) isHere(person);
  }, [person]);
  const isUnknown = session === undefined;
  useEffect(() => {
    // An open workbook asks for the sign-in over itself; all other pages begin anew.
    const back = (): void => {
      if (isUnknown || !window.location.pathname.startsWith('/w/')) void refresh();
    };
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [isUnknown, refresh]);
  useEffect(() => {
    if (!isUnknown || !unreachable) return;
    const again = setInterval(() => void refresh(), AGAIN_MS);
    return () => clearInterval(again);
  }, [isUnknown, unreachable, refresh]);
  const handle = useMemo<SessionHandle>(() => {
    const enter = async (path: string, body: unknown): Promise<Outcome<void>> => {
      const answer = await api.post<void>(path, body);
      if (answer.ok) await refresh();
      return answer;
    };
    return {
      session,
      unreachable,
      refresh,
      signIn: (who) => enter('/api/session', who),
      enterAs: (person) => enter('/api/session/demo', { person }),
      signOut: async () => {
        const ended = await api.delete<void>('/api/session');
        if (!ended.ok && ended.refusal.code === 'unavailable') return ended;
        if (session?.me) await forgetPerson(session.me.person);
        // Who has signed out is out, also where the server cannot be asked who is in.
        const answer = await ask();
        take(answer.ok ? answer : yes({ me: null, demo: session?.demo ?? null }));
        return { ok: true, value: undefined };
      },
    };
  }, [session, unreachable, refresh, take]);
  return createElement(SessionContext.Provider, { value: handle }, children);
}

/** The session. Throws outside of `SessionProvider`: a defect. */
export function useSession(): SessionHandle {
  const handle = useContext(SessionContext);
  if (!handle) throw new Error('useSession outside of SessionProvider');
  return handle;
}
