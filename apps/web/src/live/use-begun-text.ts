/** A text in a box of a workbook. Own file because what is kept is known without a workbook too: by who signs out. */
import { useCallback, useState } from 'react';
import { begunText, keepBegun } from './begun-texts.ts';
import { useWorkbook } from './use-workbook.ts';

/** A text as the box has it, kept while it is not sent. `what` names the cell, row or thread that it is about. */
export function useBegunText(what: string): [text: string, change: (text: string) => void] {
  const { id, view } = useWorkbook();
  const { person } = view.me;
  const key = `${id} ${what}`;
  const [text, setText] = useState(() => begunText(person, key));
  const change = useCallback(
    (next: string) => {
      setText(next);
      keepBegun(person, key, next);
    },
    [person, key],
  );
  return [text, change];
}
