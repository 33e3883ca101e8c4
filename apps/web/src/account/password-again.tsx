/** Asks for the password again before an act of high stakes, over whatever is open, and lets the act go on. */
import { useEffect, useRef, useState } from 'react';
import { later } from '../look/later.tsx';
import { asksForPassword } from '../server/password-again.ts';

const PasswordDialog = later(() => import('./password-dialog.tsx').then((m) => m.PasswordDialog));

export function PasswordAgain() {
  const answer = useRef<(isTyped: boolean) => void>(undefined);
  const [opened, setOpened] = useState(false);
  useEffect(
    () =>
      asksForPassword(
        () =>
          new Promise((resolve) => {
            answer.current = resolve;
            setOpened(true);
          }),
      ),
    [],
  );
  if (!opened) return null;
  const end = (isTyped: boolean) => {
    setOpened(false);
    answer.current?.(isTyped);
  };
  return <PasswordDialog end={end} />;
}
