/** What lies over the sheet while it is read: the list, or the panel of a small window. Escape and F6 lead out of it. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Side } from './use-away.ts';

type Props = {
  side: Side;
  title: string;
  opened: boolean;
  close: () => void;
  /** False where the keyboard goes on to something else than it came from. */
  givesBack: boolean;
  /** From below on a screen that is higher than wide. */
  isTall?: boolean;
  entered?: () => void;
  children: ReactNode;
};

export function OverSheet(props: Props) {
  const { t } = useTranslation('shell');
  const { side, isTall = false } = props;
  const end = isTall ? 'bottom' : 'right';
  return (
    <Drawer.Root
      opened={props.opened}
      onClose={props.close}
      returnFocus={props.givesBack}
      position={side === 'list' ? 'left' : end}
      size={isTall ? '75%' : 320}
      {...(props.entered && { onEnterTransitionEnd: props.entered })}
    >
      <Drawer.Overlay />
      <Drawer.Content data-area={side}>
        <Drawer.Header>
          <Drawer.Title>{props.title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('side.close')} />
        </Drawer.Header>
        <Drawer.Body {...(side === 'panel' && { p: 0 })}>{props.children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
