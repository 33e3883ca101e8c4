/** What the grid's callbacks find in their context. */
import { useMemo, useState } from 'react';
import type { ViewBridge } from '../views/view-bridge.ts';
import { CellPainters } from './painting/cell-painters.ts';
import { quickWords } from '../lines/quick-words.ts';
import type { GridContext } from './painting/cell-painters.ts';
import type { SheetContext } from './painting/cell-painters.ts';

/** The same object as long as nothing in it changes. */
export function useGridContext(given: SheetContext & { bridge: ViewBridge }): GridContext {
  const { source, t, readOnly, bridge } = given;
  const [painters] = useState(() => new CellPainters());
  return useMemo(
    () => ({ source, t: quickWords(t), readOnly, bridge, painters }),
    [source, t, readOnly, bridge, painters],
  );
}
