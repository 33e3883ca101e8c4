/** Which clarification of a workbook answers one: itself, or the one that it is joined under. */
import type { Clarification } from '@tallystick/domain/state';

/** Undefined where a ruling of another workbook does. */
export function answeredBy(
  { clarifications }: { clarifications: readonly Clarification[] },
  clarification: Clarification,
): Clarification | undefined {
  const { under } = clarification;
  return under === undefined ? clarification : clarifications.find(({ id }) => id === under);
}
