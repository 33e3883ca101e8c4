/** Who is signed in. Own file because the sign-in page, the pages behind it and a lost session share it. */
import type { Outcome } from '@tallystick/domain/refusals';
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
import { api } from './api.ts';

export type Me = NonNullable<SessionView['me']>;

export type SessionHandle = {
  /** Undefined while the first answer is on its way. */
  session: SessionView | undefined;
  /** The server could not be reached at all. */
  unreachable: boolean;
  refresh: () => Promise<void>;
  signIn: (who: { email: string; password: string }) => Promise<Outcome<void>>;
  enterAs: (person: string) => Promise<Outcome<void>>;
  signOut: () => Promise<void>;
};

const ask = (): Promise<Outcome<SessionView>> => api.get<SessionView>('/api/session');

const SessionContext = createContext<SessionHandle | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<SessionView>();
  const [unreachable, setUnreachable] = useState(false);
  const take = useCallback((answer: Outcome<SessionView>) => {
    setUnreachable(!answer.ok);
    if (answer.ok) setSession(answer.value);
  }, []);
  const refresh = useCallback(() => ask().then(take), [take]);
  useEffect(() => {
    void ask().then(take);
  }, [take]);
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
        await api.delete<void>('/api/session');
        await refresh();
      },
    };
  }, [session, unreachable, refresh]);
  return createElement(SessionContext.Provider, { value: handle }, children);
}

/** The session. Throws outside of `SessionProvider`: a defect. */
export function useSession(): SessionHandle {
  const handle = useContext(SessionContext);
  if (!handle) throw new Error('useSession outside of SessionProvider');
  return handle;
}
