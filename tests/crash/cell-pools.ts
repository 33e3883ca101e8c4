/**
 * Cells of their own for several writers. Who judges loss by value must know that nobody overwrites: a person's edits
 * of one cell that wait together are kept as one, with the last text.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { Random } from '../gate/random.ts';

/** The cells of free text, shuffled, a share for each writer. */
export function cellPools(random: Random, count: number): string[][] {
  const specs = [...cellSpecs(loadCatalogue()).values()].filter((spec) => spec.kind === 'text');
  const cells = specs.map((spec) => spec.cell as string);
  for (let i = cells.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [cells[i], cells[j]] = [cells[j] as string, cells[i] as string];
  }
  return Array.from({ length: count }, (_, i) => cells.filter((_cell, at) => at % count === i));
}
