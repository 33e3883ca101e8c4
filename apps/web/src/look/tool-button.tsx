/** A small button in the line above the sheet: a sign with a word, and the sign alone where the line is short of room. */
import { Button, type ButtonProps } from '@mantine/core';
import type { IconPrinter } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';

type Props = Pick<ButtonProps, 'variant'> &
  Omit<
    ComponentPropsWithRef<'button'>,
    'aria-label' | 'className' | 'color' | 'disabled' | 'style'
  > & {
    icon: typeof IconPrinter;
    /** What it is called, also where the sign stands alone; it is the word too unless there is another in it. */
    label: string;
    /** It leads out of what is set at this moment, or says that something is. */
    isMarked?: boolean;
    /** Everybody knows its sign: its word gives way first. */
    isKnown?: boolean;
    'data-testid': string;
  };

export function ToolButton(props: Props) {
  const { icon: Icon, label, isMarked = false, isKnown = false, children = label, ...rest } = props;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      {...(isMarked ? {} : { color: 'gray' })}
      leftSection={<Icon size={16} aria-hidden />}
      className={isKnown ? 'ts-tool ts-tool-known' : 'ts-tool'}
      aria-label={label}
      title={label}
      {...rest}
    >
      {children}
    </Button>
  );
}
