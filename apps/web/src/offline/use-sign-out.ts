/**
 * Signing out in steps: what is in this browser alone is told first, and without a connection nobody is signed out.
 */
import { useState } from 'react';
import { countUnsent } from '../live/kept/kept-views.ts';
import { useSession } from '../live/room/session.ts';
import { navigate } from '../addresses/routes.ts';

/** Why signing out did not simply happen. */
export type LeavingStep = { kind: 'unsent'; unsent: number } | { kind: 'away' };

export function useSignOut() {
  const { session, signOut } = useSession();
  const [step, setStep] = useState<LeavingStep>();
  const leave = async (): Promise<void> => {
    const outcome = await signOut();
    if (!outcome.ok) {
      setStep({ kind: 'away' });
      return;
    }
    setStep(undefined);
    navigate('/');
  };
  const begin = async (): Promise<void> => {
    const unsent = session?.me ? await countUnsent(session.me.person) : 0;
    if (unsent > 0) setStep({ kind: 'unsent', unsent });
    else await leave();
  };
  return { step, begin, leave, stay: () => setStep(undefined) };
}
