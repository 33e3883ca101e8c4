/** How much of what was typed is saved, for the line that says so: told at once and not with the next frame of the cells. */

export type SaveState = {
  /** Values on their way, or waiting for a connection. */
  unsaved: number;
  /** Time of the last acknowledgement, milliseconds since 1970; null before the first. */
  savedAt: number | null;
  /** Values that were not taken. */
  drafts: number;
  /** Gestures of this person so far, taken or not. */
  edits: number;
};

const PARTS = ['unsaved', 'savedAt', 'drafts', 'edits'] as const;

export class SaveWatch {
  private readonly read: () => SaveState;
  private readonly listeners = new Set<() => void>();
  private last: SaveState;

  constructor(read: () => SaveState) {
    this.read = read;
    this.last = read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same object as long as nothing has changed. */
  readonly current = (): SaveState => this.last;

  /** Called after every write, receipt and refusal; who listens is told only where something has changed. */
  look(): void {
    const { last } = this;
    const now = this.read();
    if (PARTS.every((part) => now[part] === last[part])) return;
    this.last = now;
    for (const listener of this.listeners) listener();
  }
}
