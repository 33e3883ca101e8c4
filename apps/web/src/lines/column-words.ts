/** The name of a cell in words: its column's letter and name, and the input that stands there. */
import { useTranslation } from 'react-i18next';
import { columnsOf } from './sheet-columns.ts';
import { inDirection, inSentence } from '../texts/direction.ts';
import { labelIn } from './subject.ts';
import type { DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

/** `J Numerator: Households with Internet access`, by row and column. */
export function useColumnWords(): (row: ProfileRow | DataPoint, column: string) => string {
  const { t } = useTranslation('grid');
  return (row, column) => {
    const known = columnsOf(row.kind === 'profile' ? 'profile' : 'kpi').find(
      ({ id }) => id === column,
    );
    const name = t(`columns.${column}`, { defaultValue: column });
    const letter = known?.letter ?? '';
    const words = letter === '' ? name : `${inDirection(letter)} ${name}`;
    const label = labelIn(row, column);
    return label === undefined ? words : `${words}: ${inSentence(label)}`;
  };
}
