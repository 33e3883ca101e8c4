/** A label and what it says, one line of the panel. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="panel-facts">{children}</dl>;
}

/** `wide` puts the words below the label instead of beside it. */
export function Fact(props: { label: string; children: ReactNode; wide?: boolean }) {
  return (
    <div className={props.wide ? 'panel-fact panel-fact-wide' : 'panel-fact'}>
      <Text component="dt" size="xs" c="var(--ts-muted)">
        {props.label}
      </Text>
      <Text component="dd" size="sm">
        {props.children}
      </Text>
    </div>
  );
}
