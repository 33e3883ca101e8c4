/** Which tab of the panel is open, and what is about to be written in it. */
import { useMemo, useState } from 'react';

/** `query`: a question to the city; `reason`: the note of a verdict, or why a data point is not verified. */
export type Writing = 'comment' | 'query' | 'reason';

export type PanelTab = {
  tab: string;
  setTab: (tab: string) => void;
  /** Whose box is to take the focus as soon as it is there. */
  writing: Writing | undefined;
  /** Opens the tab in which it is written and puts the focus into its box. */
  write: (what: Writing) => void;
  /** The box has taken the focus. */
  taken: () => void;
};

export function usePanelTab(): PanelTab {
  const [tab, setTab] = useState('kpi');
  const [writing, setWriting] = useState<Writing>();
  return useMemo(
    () => ({
      tab,
      setTab,
      writing,
      write: (what) => {
        setTab(what === 'comment' ? 'comments' : 'kpi');
        setWriting(what);
      },
      taken: () => setWriting(undefined),
    }),
    [tab, writing],
  );
}
