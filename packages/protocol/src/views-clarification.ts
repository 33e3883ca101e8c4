/**
 * The views of reopenings, clarifications and rulings. `views.ts` is the nouns that were there first, and the list of
 * all questions is read without a workbook.
 */
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import type { Clarification, Reopening } from '@tallystick/domain/state';
import type { z } from 'zod';
import type { rulingSchema } from './live.ts';

/** A reopening with its names as lists. */
export type ReopeningView = Omit<Reopening, 'cells' | 'rows'> & { cells: CellId[]; rows: RowId[] };

/** A ruling for every city, as another city's workbook shows it. */
export type RulingView = z.infer<typeof rulingSchema>;

/** GET /api/clarifications: one clarification of one workbook that the person may list. */
export type ClarificationLine = Clarification & {
  workbook: string;
  city: string;
  title: string;
  edition: string;
  /** Name of who asked, and their role in the workbook now; null where they are no longer a member. */
  name: string;
  role: string | null;
};

/** GET /api/clarifications?status=open, the oldest first. */
export type ClarificationsView = {
  clarifications: ClarificationLine[];
  /** There are more than one answer lists. */
  more: boolean;
};
