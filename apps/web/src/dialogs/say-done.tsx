/**
 * Says in a corner that something was done. Own file because the kit's messages come without a name for their
 * closing button.
 */
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Long enough to read a hash's beginning aloud, in milliseconds. */
const SHOWN_MS = 12_000;

type Done = {
  id: string;
  title: string;
  message: string;
  close: string;
  icon?: ReactNode;
  /** Waits for a screen reader to finish, instead of interrupting it. */
  isQuiet?: boolean;
};

/** The same `id` twice is one message. */
export function sayDone({ id, title, message, close, icon, isQuiet }: Done): void {
  notifications.show({
    id,
    ...(isQuiet ? { role: 'status' } : {}),
    title,
    message,
    icon: icon ?? <IconCheck size={18} aria-hidden />,
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': close },
    styles: { description: { color: 'var(--ts-muted)' } },
  });
}
