/** Says in a corner that something was done. */
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Long enough to read a hash's beginning aloud, in milliseconds. */
const SHOWN_MS = 12_000;

/** A window that is too small for messages in its corner. */
export const NARROW_TOASTS = '(max-width: 48em)';

type Done = {
  id: string;
  title: string;
  message: string;
  close: string;
  icon?: ReactNode;
  /** Waits for a screen reader to finish, instead of interrupting it. */
  isQuiet?: boolean;
};

const said = new Set<string>();

/** Takes back what was said: a dialog that opens must not have its button under an old message. */
export function takeBackDone(): void {
  for (const id of said) notifications.hide(id);
  said.clear();
}

/** The same `id` twice is one message. A phone has room for the newest alone. */
export function sayDone({ id, title, message, close, icon, isQuiet }: Done): void {
  if (window.matchMedia(NARROW_TOASTS).matches) takeBackDone();
  said.add(id);
  notifications.show({
    id,
    onClose: () => said.delete(id),
    ...(isQuiet ? { role: 'status' } : {}),
    title,
    message,
    icon: icon ?? <IconCheck size={18} aria-hidden />,
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': close },
    styles: { description: { color: 'var(--ts-muted)' } },
  });
}
