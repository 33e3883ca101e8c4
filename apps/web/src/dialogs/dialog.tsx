/**
 * A dialog as all of ours are: named, closed by a named button, the whole screen on a phone.
 * Own file because the kit's modal leaves each of these to be remembered.
 */
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: 'md' | 'lg';
  children: ReactNode;
};

export function Dialog({ opened, onClose, title, size = 'md', children }: Props) {
  const { t } = useTranslation('people');
  const narrow = useMediaQuery('(max-width: 48em)') ?? false;
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
