/** What a workbook that has just been opened needs next. Pure. */
import type { WorkbookState } from '@tallystick/domain/state';

export type Step = 'entities' | 'rows' | 'people' | 'rest';

/**
 * `rows`: how many the workbook has; `isInvited`: an invitation waits for somebody. Undefined once all rows are
 * somebody's to fill, or a version was locked.
 */
export function nextStep(
  state: Pick<WorkbookState, 'entities' | 'assignments' | 'members' | 'submissions'>,
  rows: number,
  isInvited = false,
): Step | undefined {
  if (state.submissions.length > 0) return undefined;
  if (state.entities.size === 0) return 'entities';
  if (state.assignments.size === 0) return 'rows';
  const hasContributor = [...state.members.values()].some(({ role }) => role === 'contributor');
  // People are asked in once there is something to fill for most of them.
  const isMostlyHandedOut = state.assignments.size * 2 >= rows;
  if (!hasContributor && !isInvited && isMostlyHandedOut) return 'people';
  return state.assignments.size < rows ? 'rest' : undefined;
}
