/** Waits for the sheet, which takes the keyboard to a cell some frames after the focus was set there. */
import { atFrames } from './at-frames.ts';

/** Frames in which the sheet goes to a cell; one whose column is hidden, or that a form shows, never takes the keyboard. */
const FRAMES_TO_CELL = 10;

/** The sheet takes the keyboard to the cell first, and would take it out of the box again. */
export function onceAtCell(column: string, then: () => void): void {
  let frames = 0;
  atFrames(() => {
    frames += 1;
    const isThere = document.activeElement?.getAttribute('col-id') === column;
    if (!isThere && frames < FRAMES_TO_CELL) return false;
    then();
    return true;
  });
}
