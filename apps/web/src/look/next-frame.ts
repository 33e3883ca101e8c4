/**
 * One run with the next frame, however often it is ordered. A hidden page has no frames and still has work: what is
 * ordered there, or was ordered before it was hidden, comes by a timer.
 */

/** A hidden page is told this often, in milliseconds. */
const HIDDEN_FRAME_MS = 250;

export class NextFrame {
  private readonly run: () => void;
  /** Set while a run is due: takes it back. */
  private takeBack: (() => void) | undefined;

  constructor(run: () => void) {
    this.run = run;
    document.addEventListener?.('visibilitychange', this.changed);
  }

  order(): void {
    if (this.takeBack) return;
    const due = (): void => {
      this.takeBack = undefined;
      this.run();
    };
    if (document.hidden) {
      const timer = setTimeout(due, HIDDEN_FRAME_MS);
      this.takeBack = () => clearTimeout(timer);
    } else {
      const request = requestAnimationFrame(due);
      this.takeBack = () => cancelAnimationFrame(request);
    }
  }

  close(): void {
    this.takeBack?.();
    this.takeBack = undefined;
    document.removeEventListener?.('visibilitychange', this.changed);
  }

  /** A frame that was ordered before the page was hidden would come when it is seen again. */
  private readonly changed = (): void => {
    if (!this.takeBack) return;
    this.takeBack();
    this.takeBack = undefined;
    this.order();
  };
}
