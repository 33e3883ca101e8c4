/** A dialog as all of ours are: named, closed by a named button, the whole screen on a phone. */
import { Center, Loader, Modal } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '../look/use-media.ts';
import { takeBackDone } from './say-done.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: 'md' | 'lg' | 'xl';
  children: ReactNode;
};

export function Dialog({ opened, onClose, title, size = 'md', children }: Props) {
  const { t } = useTranslation('people');
  const narrow = useMedia('(max-width: 48em)');
  useEffect(() => {
    if (opened) takeBackDone();
  }, [opened]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('close') }}
      // A header of a dialog is no second banner of the page.
      attributes={{ header: { role: 'none' } }}
    >
      {children}
    </Modal>
  );
}

/** Where a dialog that was whole at once begins; whoever went elsewhere meanwhile stays there. */
function toFirstField(): void {
  const at = document.activeElement;
  const dialog = at?.closest('[role="dialog"]');
  if (at?.matches('.mantine-Modal-close'))
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
}

/** Stands in a dialog until what it holds has been fetched: most people never open most dialogs. */
export function DialogWaiting() {
  const { t } = useTranslation('shell');
  // The dialog gave the keyboard to its button before it held anything else.
  useEffect(() => toFirstField, []);
  return (
    <Center mih={120}>
      <Loader aria-label={t('loading')} />
    </Center>
  );
}
