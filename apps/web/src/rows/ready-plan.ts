/**
 * What happens to the rows that a person calls ready together: which of them can be, and what stands against the
 * others. One row that cannot be ready does not stop the rest. Pure.
 */
import { errorsToMend, mayMarkRow } from '@tallystick/domain/nouns/mark';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { RowError } from '@tallystick/domain/screening/readiness';
import type { Refusal } from '@tallystick/domain/refusals';
import type { Actor } from '@tallystick/domain/rights';
import { lifeOf, type Living } from '../live/workbook/row-lives.ts';

export type ReadyPlan = {
  /** Nothing stands against these. */
  can: RowId[];
  already: RowId[];
  /** Something is missing in these. */
  blocked: { row: RowId; errors: RowError[] }[];
  /** The person may not say it of these. */
  refused: { row: RowId; refusal: Refusal }[];
};

export type Marking = Living & { actor: Actor; now: () => number };

export function readyPlan(marking: Marking, rows: Iterable<string>): ReadyPlan {
  const { catalogue, cells, state, actor, now } = marking;
  const plan: ReadyPlan = { can: [], already: [], blocked: [], refused: [] };
  const at = now();
  const read = (cell: string) => cells.get(cell);
  for (const each of rows) {
    const row = each as RowId;
    if (!catalogue.rows.has(row)) continue;
    const refusal = mayMarkRow(state, actor, { row, catalogue, now: at });
    const errors = refusal ? [] : errorsToMend(state, { row, catalogue, read, now: at });
    if (refusal) plan.refused.push({ row, refusal });
    else if (lifeOf(marking, row) === 'ready') plan.already.push(row);
    else if (errors.length > 0) plan.blocked.push({ row, errors });
    else plan.can.push(row);
  }
  return plan;
}
