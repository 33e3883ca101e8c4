/** Which block of places a copy of the selection is. */
import type { Place } from './port.ts';

type Block = readonly (readonly Place[])[];

const rowsOf = (block: Block): string => JSON.stringify(block.map((line) => line[0]?.row));
const columnsOf = (block: Block): string => JSON.stringify(block[0]?.map(({ column }) => column));

/** The ranges as one block; undefined where they do not fit together. */
export function joined(
  blocks: readonly Block[],
  order: { rowAt(row: string): number; columnAt(column: string): number },
): Place[][] | undefined {
  const [first, ...others] = blocks.filter((block) => block.length > 0);
  if (!first) return [];
  if (others.length === 0) return first.map((line) => [...line]);
  const all = [first, ...others];
  const at = (block: Block): Place => block[0]?.[0] ?? { row: '', column: '' };
  if (others.every((block) => rowsOf(block) === rowsOf(first))) {
    const sorted = all.toSorted(
      (one, other) => order.columnAt(at(one).column) - order.columnAt(at(other).column),
    );
    return first.map((_, line) => sorted.flatMap((block) => block[line] ?? []));
  }
  if (others.every((block) => columnsOf(block) === columnsOf(first))) {
    const sorted = all.toSorted(
      (one, other) => order.rowAt(at(one).row) - order.rowAt(at(other).row),
    );
    return sorted.flatMap((block) => block.map((line) => [...line]));
  }
  return undefined;
}
