/** Whether this person works in the sheet or in the form. */
import { useCallback, useState } from 'react';

export type As = 'sheet' | 'form';

const KEY = 'tallystick.as';

function kept(): As | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text === 'sheet' || text === 'form' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What was chosen in this browser, else by the room there is; and the way to choose. */
export function useSheetOrForm(narrow: boolean): [As, (as: As) => void] {
  const [chosen, setChosen] = useState(kept);
  const choose = useCallback((as: As) => {
    setChosen(as);
    try {
      localStorage.setItem(KEY, as);
    } catch {
      // Blocked storage: the choice holds in this page.
    }
  }, []);
  return [chosen ?? (narrow ? 'form' : 'sheet'), choose];
}
