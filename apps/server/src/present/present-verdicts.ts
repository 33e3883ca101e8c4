/**
 * Verdicts beside what they were given on, as one member may be told: which still hold, and what has changed under the
 * others. The same for the room and for a locked version.
 */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Verification } from '@tallystick/domain/state';
import { changesSince, type Content } from '@tallystick/domain/nouns/verdict-content';
import type { StaleVerdict } from '@tallystick/protocol/views';

/** `contentNow` answers nothing for a row that is not there. */
export function staleVerdicts(
  verdicts: Iterable<Verification>,
  contentNow: (row: RowId) => Content | undefined,
): StaleVerdict[] {
  return [...verdicts].flatMap((verdict) => {
    const now = contentNow(verdict.row);
    const changed = now === undefined ? [] : changesSince(verdict, now);
    return changed.length === 0 ? [] : [{ row: verdict.row, changed }];
  });
}

/**
 * For whoever reads released versions alone: a verdict may have been given on what stood in the room between two of
 * them, and no text of that is theirs to read.
 */
export function withoutContent(verdict: Verification): Verification {
  const { content: _, ...told } = verdict;
  return told;
}

export function withoutTexts({ row, changed }: StaleVerdict): StaleVerdict {
  return { row, changed: changed.map(({ part }) => ({ part })) };
}
