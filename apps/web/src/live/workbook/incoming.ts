/**
 * Files that are handed in, of the open workbook: on their way, refused, or open beside its cells. One at a time; the
 * same for whichever part of the page asks.
 */
import type { Refusal } from '@tallystick/domain/refusals';
import { IncomingFile } from '../cells/incoming-file.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import { handInFile } from '../../server/hand-in-file.ts';
import type { WorkbookHandle } from './workbook-handle.ts';
import { whyNot } from './open-cells.ts';

export type Handing =
  | { is: 'nothing' }
  /** `part` of it has left; once all of it has, it is read. */
  | { is: 'sent'; name: string; part: number }
  | { is: 'refused'; name: string; refusal: Refusal }
  | { is: 'open'; file: IncomingFile };

const NOTHING: Handing = { is: 'nothing' };

class Incoming {
  handing: Handing = NOTHING;
  private sending = new AbortController();
  private readonly listeners = new Set<() => void>();
  private readonly cells: LiveCells;

  constructor(cells: LiveCells) {
    this.cells = cells;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = (): Handing => this.handing;

  /** Hands a file in, in place of another one; `handle` answers the workbook as it is whenever it is asked. */
  async handIn(file: File, handle: () => WorkbookHandle): Promise<void> {
    this.putAside();
    const { signal } = this.sending;
    const { name } = file;
    this.become({ is: 'sent', name, part: 0 });
    const answer = await handInFile({
      workbook: handle().id,
      file,
      signal,
      left: (part) => !signal.aborted && this.become({ is: 'sent', name, part }),
    });
    if (signal.aborted) return;
    if (!answer.ok) return this.become({ is: 'refused', name, refusal: answer.refusal });
    const { catalogue, now } = handle();
    const permit = (cell: string): Refusal | undefined => whyNot(handle(), cell, now());
    const opened = new IncomingFile(answer.value, { catalogue, cells: this.cells, permit });
    opened.subscribe((cells) => this.cells.touch(cells));
    this.become({ is: 'open', file: opened });
    this.cells.touch(opened.lines().map(({ cell }) => cell));
  }

  putAside(): void {
    this.sending.abort();
    this.sending = new AbortController();
    const { handing } = this;
    this.become(NOTHING);
    if (handing.is === 'open') this.cells.touch(handing.file.close());
  }

  private become(handing: Handing): void {
    this.handing = handing;
    for (const listener of this.listeners) listener();
  }
}

const ofCells = new WeakMap<LiveCells, Incoming>();

export function incomingTo(cells: LiveCells): Incoming {
  const known = ofCells.get(cells) ?? new Incoming(cells);
  ofCells.set(cells, known);
  return known;
}

/** The file that is open beside these cells. */
export function openFile(cells: LiveCells): IncomingFile | undefined {
  const { handing } = incomingTo(cells);
  return handing.is === 'open' ? handing.file : undefined;
}
