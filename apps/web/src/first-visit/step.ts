/** What a workbook that has just been opened needs next. Pure. */
import type { WorkbookState } from '@tallystick/domain/state';

export type Step = 'entities' | 'rows' | 'people';

/** Undefined once people have rows to fill, or a version was locked. */
export function nextStep(
  state: Pick<WorkbookState, 'entities' | 'assignments' | 'members' | 'submissions'>,
): Step | undefined {
  if (state.submissions.length > 0) return undefined;
  if (state.entities.size === 0) return 'entities';
  if (state.assignments.size === 0) return 'rows';
  const hasContributor = [...state.members.values()].some(({ role }) => role === 'contributor');
  return hasContributor ? undefined : 'people';
}
