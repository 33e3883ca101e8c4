/** A few lines that must not be overlooked: a refusal, a warning, a success with something to do. */
import type { ReactNode } from 'react';
import './notice.css';

type Props = {
  tone: 'bad' | 'warn' | 'good';
  /** `alert` interrupts a screen reader, `status` waits. */
  role?: 'alert' | 'status';
  title?: ReactNode;
  children: ReactNode;
  testId?: string;
};

export function Notice({ tone, role, title, children, testId }: Props) {
  return (
    <div className="notice" data-tone={tone} role={role} data-testid={testId}>
      {title !== undefined && <div className="notice-title">{title}</div>}
      {children}
    </div>
  );
}
