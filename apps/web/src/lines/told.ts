/**
 * What a line of the past needs to speak in words: the KPI set, names of people and entities. The live workbook and the
 * pages of the past know them from different sources.
 */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatCell } from '@tallystick/domain/cells/cell-text';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { formulaWords } from './formula-facts.ts';
import { useColumnWords } from './column-words.ts';
import { numberLocale } from '../texts/locale.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Told = {
  /** The workbook. */
  id: string;
  catalogue: Catalogue;
  /** On whose clock deadlines are read; null where the city has named none. */
  zone: string | null;
  personName(person: string): string;
  entityName(entity: string): string;
};

/** The same, knowing the names of more people: those of a history, members or not. */
export function withNames(told: Told, people: Readonly<Record<string, string>>): Told {
  return {
    ...told,
    personName: (person) =>
      (Object.hasOwn(people, person) && people[person]) || told.personName(person),
  };
}

/** A text as the sheet shows it. */
export function asRead(catalogue: Catalogue, cell: string, text: string): string {
  const spec = cellSpec(catalogue, cell);
  if (spec && isFormula(spec, text)) return formulaWords(spec, text, numberLocale());
  return spec ? formatCell(text, spec, numberLocale()) : text;
}

/** The name of a row: its KPI, with the data point where there are several. */
export function rowName(catalogue: Catalogue, id: string): string {
  const row = catalogue.rows.get(id);
  if (!row) return id;
  if (row.kind === 'profile') return row.label;
  return row.kpi.dataPoints.length > 1 ? `${row.kpi.name} – ${row.label}` : row.kpi.name;
}

/** A cell in words, with or without the name of its row. */
export function useCellWords(catalogue: Catalogue): (cell: string, whole: boolean) => string {
  const wordsOf = useColumnWords();
  const { t } = useTranslation('history');
  return (cell, whole) => {
    const place = splitCellId(cell);
    const row = place && catalogue.rows.get(place.row);
    if (!place || !row) return cell;
    const column = wordsOf(row, place.column);
    return whole ? t('cell', { row: rowName(catalogue, row.row), column }) : column;
  };
}
