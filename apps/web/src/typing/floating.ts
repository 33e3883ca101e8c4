/**
 * Keeps a box beside a cell while it is open: below it, above it where there is no room, never beyond the window, from
 * the cell's own start in either direction of writing.
 */
import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom';

const GAP_PX = 2;
const EDGE_PX = 8;
/** Higher lists scroll, longer sentences break. */
const MOST_PX = { block: 340, inline: 380 };

export type Side = 'below' | 'above';

/** Hangs `box` at `anchor`; returns the way to let go. The box lies in the sheet, so that it belongs to its region. */
export function hangAt(anchor: HTMLElement, box: HTMLElement, side: Side = 'below'): () => void {
  const sheet = anchor.closest('.ts-sheet') ?? document.body;
  sheet.append(box);
  // Not over the panel beside the sheet.
  const within = { padding: EDGE_PX, boundary: sheet };
  const place = async (): Promise<void> => {
    const { x, y } = await computePosition(anchor, box, {
      strategy: 'fixed',
      placement: side === 'below' ? 'bottom-start' : 'top-start',
      middleware: [
        offset(GAP_PX),
        flip(within),
        shift(within),
        size({
          ...within,
          apply: ({ availableHeight, availableWidth }) => {
            box.style.maxBlockSize = `${Math.min(MOST_PX.block, availableHeight)}px`;
            box.style.maxInlineSize = `${Math.min(MOST_PX.inline, availableWidth)}px`;
          },
        }),
      ],
    });
    // Physical on purpose: the window's own coordinates.
    box.style.left = `${x}px`;
    box.style.top = `${y}px`;
  };
  const stop = autoUpdate(anchor, box, () => void place());
  return () => {
    stop();
    box.remove();
  };
}
