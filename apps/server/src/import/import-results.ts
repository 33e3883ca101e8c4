/**
 * Writes published results into a workbook: each printed figure becomes the override of its data point, with its
 * source.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { type Outcome, yes } from '@tallystick/domain/refusals';
import { actorOf, may } from '@tallystick/domain/rights';
import { type PublishedCells, toCells } from '@tallystick/exchange/published-cells';
import type { PublishedResults } from '@tallystick/exchange/published-results';
import { writeCells } from '../workbook/cell-writer.ts';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';

/** Writes the results as one edit of `person`: all of them or none. Answers what was taken and what was not. */
export async function importResults(
  deps: Pick<Deps, 'catalogueOf'>,
  to: { workbook: LiveWorkbook; person: PersonId },
  results: PublishedResults,
): Promise<Outcome<PublishedCells>> {
  const { workbook, person } = to;
  const { state } = workbook;
  const refusal = may(actorOf(state, person), 'import-results', { state });
  if (refusal !== undefined) return { ok: false, refusal };
  const published = toCells(deps.catalogueOf(state.edition), results);
  const written = await writeCells(workbook, { person, door: 'import' }, published.cells);
  return written.ok ? yes(published) : written;
}
