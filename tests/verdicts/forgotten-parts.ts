/** Contents that forget one thing that they should cover: what the oracle of these tests must notice, or it is none. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { seededRandom } from '../ledger/seeded-random.ts';
import { emptyTally } from './tally.ts';
import type { Forgetting } from './tally.ts';
import { runSequence } from './verdict-run.ts';

const column =
  (...names: string[]): Forgetting =>
  (part) =>
    names.some((name) => part.endsWith(`:${name}`));

const homeOf = (cell: string): string => cell.split(':')[0] ?? '';
/** Rows that the formula of a row takes figures from, the row itself among them. */
function homesOf(row: string): string[] {
  const point = loadCatalogue().dataPoints.find((each) => each.row === row);
  return [row, ...(point?.inputs ?? []).map(({ cell }) => homeOf(cell))];
}
const isShared: Forgetting = (part, row) =>
  homeOf(part) !== row && homesOf(row).includes(homeOf(part));

export const FORGOTTEN: readonly { part: string; forgets: Forgetting }[] = [
  { part: 'numerators', forgets: column('numerator') },
  { part: 'denominators', forgets: column('denominator') },
  { part: 'overrides', forgets: column('override') },
  { part: 'results', forgets: column('result') },
  { part: 'units', forgets: column('unit') },
  { part: 'years', forgets: column('year') },
  { part: 'qualities', forgets: column('quality') },
  { part: 'origins', forgets: column('origin') },
  { part: 'sources', forgets: column('source') },
  { part: 'notes', forgets: column('notes') },
  { part: 'files and links', forgets: column('evidence') },
  { part: 'figures of the City profile', forgets: column('value') },
  { part: 'shared figures and all that is said of them', forgets: isShared },
  {
    part: 'the sources of shared figures',
    forgets: (part, row) => isShared(part, row) && part.endsWith(':source'),
  },
  {
    part: 'what formulas in cells lead to',
    forgets: (part, row) => !homesOf(row).includes(homeOf(part)),
  },
];

/** Sequences after which a forgotten part counts as not noticed. */
const TRIES = 1_500;

/** Whether the oracle finds such a content out. */
export function noticed(forgets: Forgetting, seed: number): boolean {
  const tally = emptyTally();
  for (let i = 0; i < TRIES && tally.wrong.length === 0; i++)
    runSequence(seededRandom(seed + i), tally, forgets);
  return tally.wrong.length > 0;
}
