/**
 * A dialog as all of ours are: named, closed by a named button, the whole screen on a phone.
 * Own file because the kit's modal leaves each of these to be remembered.
 */
import { Center, Loader, Modal } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '../look/use-media.ts';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: 'md' | 'lg';
  /** May be fetched when it is shown: most people never open most dialogs. */
  children: ReactNode;
};

export function Dialog({ opened, onClose, title, size = 'md', children }: Props) {
  const { t } = useTranslation(['people', 'shell']);
  const narrow = useMedia('(max-width: 48em)');
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
      <Suspense
        fallback={
          <Center mih={120}>
            <Loader aria-label={t('shell:loading')} />
          </Center>
        }
      >
        {children}
      </Suspense>
    </Modal>
  );
}
