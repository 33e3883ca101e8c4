/** What a cell marks of its row as a whole: the row's state, a query that waits, what stands behind the value. */
import type { LookWords } from '../quick-words.ts';
import type { LineRow } from '../sheet-rows.ts';
import type { SheetSource } from '../sheet-source.ts';

/** The column at the beginning of a line: there the state of the row is marked, and that a query waits. */
const START = { 'data-point': 'code', profile: 'label' } as const;

type Marked = { look: { classes: string[]; says: (() => string)[] }; t: LookWords };

export function addRowMarks(
  source: SheetSource,
  { row, column }: { row: LineRow; column: string },
  marked: Marked,
): void {
  if (column === START[row.kind]) addState(source, row, marked);
  const behind = column === 'source' ? (source.evidence?.(row.id) ?? 0) : 0;
  if (behind === 0) return;
  marked.look.classes.push('ts-evidenced');
  marked.look.says.push(() => marked.t('cell.evidence', { count: behind }));
}

function addState(source: SheetSource, row: LineRow, { look, t }: Marked): void {
  const query = source.queries?.(row.id) ?? 'none';
  if (query !== 'none') look.classes.push(`ts-queried-${query}`);
  if (query !== 'none') look.says.push(() => t(`cell.queries.${query}`));
  const life = source.life?.(row.id);
  if (life === undefined) return;
  look.classes.push('ts-life', `ts-life-${life === 'withdrawn' ? 'in-progress' : life}`);
  look.says.push(() => t(`rows:cell.${life}`));
}
