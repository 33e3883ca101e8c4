/** A folded list in the dialog of a lock whose lines are ways to cells: following one closes the dialog. */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Focus } from '../lines/subject.ts';

/** `jump` goes to the cell and closes the dialog. */
type WayProps = { to: Focus; jump: () => void; testId?: string; children: ReactNode };

export function CellWay({ to, jump, testId, children }: WayProps) {
  const { setFocus } = useWorkbook();
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="start"
      onClick={() => {
        setFocus(to);
        jump();
      }}
      data-testid={testId}
    >
      {children}
    </Anchor>
  );
}

type Props = {
  summary: string;
  /** Said before the list. */
  about?: ReactNode;
  isOpen?: boolean;
  testId: string;
  children: ReactNode;
};

export function CellWays({ summary, about, isOpen = false, testId, children }: Props) {
  return (
    <details className="missing-list" open={isOpen} data-testid={testId}>
      <summary>{summary}</summary>
      {about}
      <div className="missing-scroll" tabIndex={0} role="region" aria-label={summary}>
        {children}
      </div>
    </details>
  );
}
