/**
 * Who may set which cell in which state: the reviewed table. Source: Verification Manual (2022) pages 11-32; where it
 * is silent, docs/words.md.
 */
import type { ColumnGroup } from '@tallystick/domain/cells/columns';
import type { ActorName, ROWS } from './scene.ts';

/** What a workbook goes through; in `reopened` one cell is open, of the row and column group that are named. */
export const STAGES = ['open', 'locked', 'reopened', 'unlocked', 'archived'] as const;
export type Stage = (typeof STAGES)[number];
export type RowOf = keyof typeof ROWS;

/** The row and group of the cells that are reopened in the stage `reopened`. */
export const REOPENED: { row: RowOf; group: ColumnGroup } = { row: 'water', group: 'override' };

/** Yes, or the code of the refusal. `no-door`: the person is not let in, so there is nothing to type into. */
export type Expected =
  | 'yes'
  | 'locked'
  | 'archived'
  | 'not-your-role'
  | 'not-your-row'
  | 'not-assigned'
  | 'no-door';

/** Actors that may not enter the room at all, in any state. */
const OUTSIDE: readonly ActorName[] = ['observer', 'admin', 'elsewhere', 'stranger', 'nobody'];
/** Members who read the room and fill in nothing. */
const READERS: readonly ActorName[] = ['head', 'auditor', 'itu'];

/** What must come of an edit. Every column group is filled in by the same people. */
export function expectedOf(edit: {
  actor: ActorName;
  row: RowOf;
  group: ColumnGroup;
  stage: Stage;
}): Expected {
  const { actor, row, group, stage } = edit;
  if (OUTSIDE.includes(actor)) return 'no-door';
  if (stage === 'archived') return 'archived';
  const isReopened = stage === 'reopened' && row === REOPENED.row && group === REOPENED.group;
  const isOpen = stage === 'open' || stage === 'unlocked' || isReopened;
  if (!isOpen) return 'locked';
  if (READERS.includes(actor)) return 'not-your-role';
  if (actor === 'coordinator') return 'yes';
  if (row === 'unassigned') return 'not-assigned';
  return row === actor ? 'yes' : 'not-your-row';
}
