/** A state as a sign and words on a tint that keeps its contrast in light and dark. */
import {
  IconAlertTriangle,
  IconCheck,
  IconEyeOff,
  IconLock,
  IconMinus,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './state-mark.css';

export type Tone = 'good' | 'bad' | 'warn' | 'quiet' | 'locked' | 'hidden';

const SIGNS = {
  good: IconCheck,
  bad: IconX,
  warn: IconAlertTriangle,
  quiet: IconMinus,
  locked: IconLock,
  hidden: IconEyeOff,
} as const;

export function StateMark(props: { tone: Tone; children: ReactNode; testId?: string }) {
  const Sign = SIGNS[props.tone];
  return (
    <span className="state-mark" data-tone={props.tone} data-testid={props.testId}>
      <Sign size={13} stroke={2.2} aria-hidden />
      <span>{props.children}</span>
    </span>
  );
}
