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

/** What stands in the corner now. */
const shown = new Set<string>();

/** Takes the messages away: a dialog opens, and in a small window its buttons are in the same corner. */
export function endDone(): void {
  for (const id of shown) notifications.hide(id);
}

/** The same `id` twice is one message. */
export function sayDone({ id, title, message, close, icon, isQuiet }: Done): void {
  shown.add(id);
  notifications.show({
    id,
    onClose: () => shown.delete(id),
    ...(isQuiet ? { role: 'status' } : {}),
    title,
    message,
    icon: icon ?? <IconCheck size={18} aria-hidden />,
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': close },
    styles: { description: { color: 'var(--ts-muted)' } },
  });
}
