/**
 * Where unsaved work is kept in this browser: what the live layer asks of a place that may be a database, the browser's
 * plain storage, or neither.
 */
import type { Command } from '@tallystick/domain/commands';
import type { Refusal } from '@tallystick/domain/refusals';
import type { WorkbookView } from '@tallystick/protocol/views';
import type { RefusedDraft } from '../../lines/cell-store.ts';
import type { OwnValues } from './own-values.ts';
import type { Unsaved } from './pending-writes.ts';

/** A command that waits to be sent, or that was refused when it was: then its author decides. */
export type QueuedCommand = {
  id: string;
  command: Command;
  /** Milliseconds since 1970, this browser's clock. */
  at: number;
  refusal?: Refusal;
};

/** A workbook as it was when it was last in step with the server. `at`: milliseconds since 1970, UTC; `form`: see `VIEW_FORM`. */
export type KeptView = { view: WorkbookView; at: number; form?: number };

/** Of a choice also what stood in the cell then: where that has changed, nobody has chosen. */
export type Choice = { takes: boolean; over: string | null };

/** `sheet`: of several with the same rows, the one that counts. */
export type Chosen = { sheet: number; choices: [cell: string, choice: Choice][] };

/** A file that was handed in to a workbook and not yet let go. */
export type KeptFile = {
  /** SHA-256, hexadecimal. */
  hash: string;
  name: string;
  /** Null until something is chosen. */
  chosen: Chosen | null;
};

/** The unsaved work of one person in one workbook. What is read is what is in memory; writes follow in order. */
export type Keeping = {
  drafts(): RefusedDraft[];
  keepDrafts(drafts: RefusedDraft[]): void;
  dropDrafts(cells: string[]): void;
  unsaved(): [cell: string, unsaved: Unsaved][];
  /** Keeps values; drops others, each only while it is still this text: a second tab may have kept a newer one. */
  changeUnsaved(keep: [string, Unsaved][], drop: [cell: string, text: string | null][]): void;
  commands(): QueuedCommand[];
  keepCommand(command: QueuedCommand): void;
  dropCommand(id: string): void;
  /** What of this person's saved values stands. */
  readonly own: OwnValues;
  /** True while all of it would outlive this page. */
  readonly isSafe: boolean;
  /** Nothing is written any more. */
  close(): void;
};
