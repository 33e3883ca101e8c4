/** Which tab of the panel is open, and whether a comment is about to be written. */
import { useMemo, useState } from 'react';

export type PanelTab = {
  tab: string;
  setTab: (tab: string) => void;
  /** The box of comments is to take the focus as soon as it is there. */
  writing: boolean;
  /** Opens the comments and puts the focus into the box. */
  write: () => void;
  /** The box has taken the focus. */
  taken: () => void;
};

export function usePanelTab(): PanelTab {
  const [tab, setTab] = useState('kpi');
  const [writing, setWriting] = useState(false);
  return useMemo(
    () => ({
      tab,
      setTab,
      writing,
      write: () => {
        setTab('comments');
        setWriting(true);
      },
      taken: () => setWriting(false),
    }),
    [tab, writing],
  );
}
