/**
 * The open workbook as screens read it. Panel, grid and dialogs know its shape and nothing of what keeps it up to date.
 */
import type { Command } from '@tallystick/domain/commands';
import type { Outcome } from '@tallystick/domain/refusals';
import type { Actor } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { WorkbookView } from '@tallystick/protocol/views';
import type { Focus } from '../../lines/focus.ts';
import type { QueuedCommand } from '../kept/keeping.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import type { Given } from '../kept/queued-commands.ts';
import type { Results } from '../cells/results.ts';
import type { Connection } from '../room/connection.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/**
 * What screens read; a new object whenever a part of it has changed. What moves with every step of somebody, the cell in
 * focus and who is where, is not in it: `useFocus` and `usePeople` tell those who show it.
 */
export type WorkbookHandle = {
  id: string;
  view: WorkbookView;
  state: WorkbookState;
  actor: Actor;
  catalogue: Catalogue;
  cells: LiveCells;
  results: Results;
  connection: Connection;
  /** What stands in the cells is known. Before that nothing is counted and no cell is called empty. */
  isKnown: boolean;
  /** Without a connection: of when that is what is shown, milliseconds since 1970; null while it is of now. */
  seenAt: number | null;
  /** Commands that wait to be sent, and those that were refused when they were. */
  queued: readonly QueuedCommand[];
  /** Moves on whenever a proposal was handed in or settled: then the list is asked for anew. */
  proposalsAt: number;
  /** Entry to which the audit side's journal has come, as told while the page is open; nobody else is told. */
  auditAt?: number;
  retryCommand(id: string): void;
  dropCommand(id: string): void;
  /** Everything unsaved would outlive this page. */
  isKept(): boolean;
  setFocus(focus: Focus): void;
  /** Says whether this person is typing in the cell in focus. */
  setEditing(editing: boolean): void;
  /** Without a connection, what may wait is kept and sent later: then the answer says so. */
  command(command: Command): Promise<Outcome<Given>>;
  nameOf(person: string): string;
  /** Milliseconds since 1970, UTC, by the server's clock. */
  now(): number;
  refetch(): void;
};
