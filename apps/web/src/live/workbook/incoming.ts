/**
 * Files that are handed in, of the open workbook: on their way, refused, or open beside its cells. One at a time; the
 * same for whichever part of the page asks, and there again after the page was closed until its person lets it go.
 */
import type { Refusal } from '@tallystick/domain/refusals';
import { IncomingFile } from '../cells/incoming-file.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { isAway } from '../../server/api.ts';
import { compareAnew, handInFile } from '../../server/hand-in-file.ts';
import type { KeptFile } from '../kept/keeping.ts';
import { forgetFile, keepFile, keptFile, type Whose } from '../kept/kept-file.ts';
import type { WorkbookHandle } from './workbook-handle.ts';
import { whyNot } from './open-cells.ts';

export type Handing =
  | { is: 'nothing' }
  /** `part` of it has left; once all of it has, it is read. */
  | { is: 'sent'; name: string; part: number }
  | { is: 'refused'; name: string; refusal: Refusal }
  /** It was left undecided for so long that the server has it no more. */
  | { is: 'gone'; name: string }
  | { is: 'open'; file: IncomingFile };

const NOTHING: Handing = { is: 'nothing' };

class Incoming {
  handing: Handing = NOTHING;
  private sending = new AbortController();
  /** What this browser remembers of the file. */
  private kept: (Whose & KeptFile) | undefined;
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
    const { hash } = answer.value.file;
    this.keep({ ...whose(handle()), hash, name, chosen: null });
    this.open(answer.value, handle);
  }

  /** Opens the file that this person has left undecided here, unless another one is there. */
  async reopen(handle: () => WorkbookHandle): Promise<void> {
    const { signal } = this.sending;
    const isElsewhere = () => signal.aborted || this.handing.is !== 'nothing';
    if (isElsewhere()) return;
    const here = whose(handle());
    const kept = await keptFile(here);
    if (kept === undefined || isElsewhere()) return;
    this.kept = { ...here, ...kept };
    const { hash, name } = kept;
    this.become({ is: 'sent', name, part: 1 });
    const answer = await compareAnew(here.workbook, hash);
    if (signal.aborted) return;
    if (answer.ok) {
      // What was decided to the end need not be let go by hand.
      if (this.open(answer.value, handle).isSettled) this.putAside();
      return;
    }
    // Asked again once there is a connection.
    if (isAway(answer.refusal)) return this.become(NOTHING);
    if (answer.refusal.code !== 'unknown-file')
      return this.become({ is: 'refused', name, refusal: answer.refusal });
    void forgetFile(here, hash);
    this.become({ is: 'gone', name });
  }

  putAside(): void {
    this.sending.abort();
    this.sending = new AbortController();
    const { handing, kept } = this;
    this.kept = undefined;
    if (kept) void forgetFile(kept, kept.hash);
    this.become(NOTHING);
    if (handing.is === 'open') this.cells.touch(handing.file.close());
  }

  private keep(kept: Whose & KeptFile): void {
    this.kept = kept;
    const { hash, name, chosen } = kept;
    void keepFile(kept, { hash, name, chosen });
  }

  private open(view: IncomingFileView, handle: () => WorkbookHandle): IncomingFile {
    const { kept } = this;
    const { catalogue, now } = handle();
    const opened = new IncomingFile(view, {
      catalogue,
      cells: this.cells,
      permit: (cell) => whyNot(handle(), cell, now()),
      chosen: kept?.chosen ?? null,
      keep: (chosen) => this.kept && this.keep({ ...this.kept, chosen }),
    });
    opened.subscribe((cells) => this.cells.touch(cells));
    this.become({ is: 'open', file: opened });
    this.cells.touch(opened.lines().map(({ cell }) => cell));
    return opened;
  }

  private become(handing: Handing): void {
    this.handing = handing;
    for (const listener of this.listeners) listener();
  }
}

const whose = ({ id, view }: WorkbookHandle): Whose => ({
  person: view.me.person,
  workbook: id,
});

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
