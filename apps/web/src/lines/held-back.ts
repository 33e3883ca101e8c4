/**
 * Values that were refused because of when or where they came, and not because of what they say: trying again later can
 * succeed. Pure.
 */
import type { Refusal, RefusalCode } from '@tallystick/domain/refusals';
import type { RefusedDraft } from './cell-store.ts';

/** Whether another value stands where this one was to: its author is shown both, and takes one by a click. */
export const standsAgainst = ({ code }: Refusal): boolean =>
  code === 'overtaken' || code === 'not-shown' || code === 'restored';

/** The cell took nothing from this person when the value came. */
const CLOSED: ReadonlySet<RefusalCode> = new Set([
  'locked',
  'archived',
  'not-a-member',
  'not-your-role',
  'not-your-row',
  'not-assigned',
]);

/** Whether the value was refused because its cell was closed to its author. */
export const isHeldBack = ({ stored, refusal }: RefusedDraft): boolean =>
  stored !== undefined && CLOSED.has(refusal.code);
