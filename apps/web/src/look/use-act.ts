/** One act of a person on its way to the server: busy until it is answered, and why it was refused. */
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import { useCallback, useState } from 'react';

export type Act = {
  busy: boolean;
  /** Why the last one was not carried out; gone as soon as one is. */
  refusal: Refusal | undefined;
  /** Carries it out and answers what came of it. */
  run: <T>(act: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
  /** Puts aside what was said of the last one. */
  forget: () => void;
};

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const run = useCallback(async <T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    setBusy(true);
    const outcome = await act();
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    return outcome;
  }, []);
  const forget = useCallback(() => setRefusal(undefined), []);
  return { busy, refusal, run, forget };
}
