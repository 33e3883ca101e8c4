/**
 * How many cells are painted in one frame. The number is steered by how long frames take: a cell costs ten times as
 * much on one machine as on another, and where too many are painted at once, frames come late and so do the keys that a
 * person types.
 */

/** From the beginning of painting to the end of drawing a frame shall take so long, of the 16.7 it has; in milliseconds. */
const FRAME_MS = 15;
/** Fewer say nothing of what a cell costs, and would never be done. */
const FEWEST = 16;
const MOST = 600;
/** However slow the machine, nothing waits for more frames than these. */
const WITHIN_FRAMES = 20;
const FIRST = 48;
/** One frame changes the share by no more than this: it may have been something else that took its time. */
const SHRINK = 0.85;
const GROW = 1.08;

export class FrameShare {
  private cells = FIRST;

  /** For a frame that begins `late_ms` after its time, while so many cells wait. */
  cellsFor(late_ms: number, waiting: number): number {
    const left = Math.min(1, Math.max(0, 1 - late_ms / FRAME_MS));
    return Math.max(FEWEST, Math.ceil(waiting / WITHIN_FRAMES), Math.floor(this.cells * left));
  }

  /** So many cells were painted in a frame that kept the page busy for `frame_ms`, drawing included. */
  took(cells: number, frame_ms: number): void {
    if (cells < FEWEST) return;
    const fits = FRAME_MS / frame_ms;
    if (fits < 1) this.cells = Math.max(FEWEST, this.cells * Math.max(SHRINK, fits));
    // Where there was less to paint than might have been, nothing is known of more.
    else if (cells >= Math.floor(this.cells * 0.75))
      this.cells = Math.min(MOST, this.cells * Math.min(GROW, fits));
  }
}
