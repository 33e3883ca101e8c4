/** What a workbook that has just been opened needs next. Pure. */
import type { WorkbookState } from '@tallystick/domain/state';

export type Step = 'entities' | 'rows' | 'people' | 'rest';

/** `rows`: how many the workbook has. Undefined once all are somebody's to fill, or a version was locked. */
export function nextStep(
  state: Pick<WorkbookState, 'entities' | 'assignments' | 'members' | 'submissions'>,
  rows: number,
): Step | undefined {
  if (state.submissions.length > 0) return undefined;
  if (state.entities.size === 0) return 'entities';
  if (state.assignments.size === 0) return 'rows';
  const hasContributor = [...state.members.values()].some(({ role }) => role === 'contributor');
  if (!hasContributor) return 'people';
  return state.assignments.size < rows ? 'rest' : undefined;
}
