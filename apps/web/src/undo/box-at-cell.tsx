/** A box that hangs at a cell of the sheet and asks something of it, with values side by side: beneath it, or above where there is no room. */
import { Group, Kbd, Portal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Box } from './box-of-cell.ts';
import './undo.css';

const WIDTH = 340;
const HEIGHT = 200;

type Props = { box: Box; label: string; testId: string; children: ReactNode };

export function BoxAtCell({ box, label, testId, children }: Props) {
  const left = Math.max(8, Math.min(box.left, window.innerWidth - WIDTH - 8));
  const isAbove = box.bottom + HEIGHT > window.innerHeight;
  const style = isAbove
    ? { left, bottom: window.innerHeight - box.top + 4, width: WIDTH }
    : { left, top: box.bottom + 4, width: WIDTH };
  return (
    <Portal>
      <div
        className="ts-popover ts-asked"
        style={style}
        role="dialog"
        aria-label={label}
        data-testid={testId}
        data-area="asked"
      >
        {children}
      </div>
    </Portal>
  );
}

/** One of the values, in a `dl` of the class `ts-asked-values`. `about`: whose it is, or where it stands. */
export function ValueAtCell(props: { label: string; value: string; about?: string | undefined }) {
  const { label, value, about } = props;
  return (
    <div>
      <dt>{label}</dt>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long value is scrolled by keys */}
      <dd tabIndex={0}>
        <bdi translate="no">{value}</bdi>
        {about !== undefined && <span className="ts-asked-about">{about}</span>}
      </dd>
    </div>
  );
}

/** The answers, and the key that leads to them from the cell. */
export function AnswersAtCell({ children }: { children: ReactNode }) {
  return (
    <Group gap={6} mt={8}>
      {children}
      <span className="ts-asked-key">
        <Kbd size="xs">F6</Kbd>
      </span>
    </Group>
  );
}
