/** Asks for what an act needs first, over whatever is open, and lets the act go on. */
import { useEffect, useRef, useState } from 'react';
import { later } from '../look/later.tsx';
import { type AskedFirst, asksFirst } from '../server/asked-first.ts';

const PasswordDialog = later(() => import('./password-dialog.tsx').then((m) => m.PasswordDialog));
const InterestDialog = later(() => import('./interest-dialog.tsx').then((m) => m.InterestDialog));

export function AskingFirst() {
  const answer = useRef<(isGiven: boolean) => void>(undefined);
  const [asked, setAsked] = useState<{ what: AskedFirst; path: string }>();
  useEffect(
    () =>
      asksFirst(
        (what, path) =>
          new Promise((resolve) => {
            answer.current = resolve;
            setAsked({ what, path });
          }),
      ),
    [],
  );
  if (asked === undefined) return null;
  const end = (isGiven: boolean) => {
    setAsked(undefined);
    answer.current?.(isGiven);
  };
  return asked.what === 'password-needed' ? (
    <PasswordDialog end={end} />
  ) : (
    <InterestDialog path={asked.path} end={end} />
  );
}
