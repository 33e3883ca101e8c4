/**
 * What is printed instead of the page: made when the browser is about to print, whoever asked it to (the button, Ctrl and
 * P, the browser's menu), and gone afterwards.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import './paper.css';

/** `children` is asked at each printing with its moment, in milliseconds since 1970. */
export function OnPaper({ children }: { children: (at: number) => ReactNode }) {
  const [printedAt, setPrintedAt] = useState<number>();
  useEffect(() => {
    // The browser takes the page as it stands once this returns.
    const before = (): void => flushSync(() => setPrintedAt(Date.now()));
    const after = (): void => setPrintedAt(undefined);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printedAt === undefined ? null : createPortal(children(printedAt), document.body);
}
