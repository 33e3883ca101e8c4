/** A text that somebody begins in a box (a comment, a question, a note), kept in the browser until it is sent. */
import { useCallback, useState } from 'react';
import { begunText, keepBegun } from '../kept/begun-texts.ts';
import { useWorkbook } from './use-workbook.ts';

type Begun = [text: string, change: (text: string) => void];

/** Whose text it is, and of which workbook. */
export type BegunIn = { workbook: string; person: string };

/** A text as the box has it, kept while it is not sent. `what` names the cell, row or thread that it is about. */
export function useBegunText(what: string): Begun {
  const { id, view } = useWorkbook();
  return useBegunTextIn({ workbook: id, person: view.me.person }, what);
}

/** The same outside of an open workbook. */
export function useBegunTextIn({ workbook, person }: BegunIn, what: string): Begun {
  const key = `${workbook} ${what}`;
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
