/** What is typed into a cell of a random sequence: few texts, so that the same one stands again now and then. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { figureNames } from '@tallystick/domain/formula/formula-names';
import type { Random } from '../ledger/seeded-random.ts';

const catalogue = loadCatalogue();
const NAMES = figureNames(catalogue).map(({ name }) => name);

export function textFor(random: Random, cell: string): string {
  const one = (of: readonly string[]): string => of[random.below(of.length)] ?? '';
  const spec = cellSpecs(catalogue).get(cell);
  switch (spec?.kind) {
    case 'number':
      return random.below(4) === 0
        ? `=${one(NAMES)}`
        : one(['1', '2', '88400', '88401', '0', 'about 5']);
    case 'yes-no':
      return one(['yes', 'no']);
    case 'choice':
      return one(spec.choices ?? ['x']);
    case 'year':
      return one(['2019', '2025']);
    case 'unit':
      return one(['EUR', 'USD']);
    default:
      return one(['Register', 'Survey, table 4']);
  }
}
