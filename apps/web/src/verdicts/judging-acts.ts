/** What is done with the keys of verdicts, for the buttons that do the same. */
import { createContext, type RefObject, useContext } from 'react';

export type JudgingActs = {
  /** Says of the row in focus that it is verified, and goes on to the next that is to be judged. */
  verify: () => void;
  /** Goes to the data point after this one among those shown, or before it. */
  step: (by: 1 | -1) => void;
};

/** Filled by the sheet, which knows the order of the rows. */
export const JudgingActsOf = createContext<RefObject<JudgingActs | null> | undefined>(undefined);

export const useJudgingActs = (): RefObject<JudgingActs | null> | undefined =>
  useContext(JudgingActsOf);
