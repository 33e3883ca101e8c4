/**
 * The pilot's figures, version by version. One workbook cannot hold forty faults at once, as several are planted in the
 * same cell: they come in two rounds, and each sound variant stands in the workbook when nothing else is amiss in it.
 */
import type { RuleCode } from '@tallystick/domain/screening/rule';
import { type Cells, emptied, PLANTED, UNREPORTED } from '../screening/planted.ts';
import { NOW, THEN } from '../screening/stavanger.ts';

export type PlantedHere = { name: string; code: RuleCode; row: string | null; cells: Pair };
type Pair = { fault: Cells; sound: Cells };

/** A pilot has one last assessment: what fell since another one falls as far since this one. */
const AGAINST_THIS_ONE: Record<string, Pair> = {
  'emissions fell to a third in three years': {
    fault: { 'ghg_emissions.value:numerator': '119400' },
    sound: { 'ghg_emissions.value:numerator': '371400' },
  },
};

const planted: PlantedHere[] = PLANTED.map(({ name, code, row, cells }) => ({
  name,
  code,
  row,
  cells: AGAINST_THIS_ONE[name] ?? cells,
}));

/** What the city had told before: a tertiary treatment there was none, and the rows of a fifth were not reported. */
export const BEFORE: Cells = {
  ...THEN,
  ...emptied([...UNREPORTED, 'wastewater_treatment.tertiary']),
};

/** These lean on households and inhabitants, of which the first round has faults that hide theirs. */
const LATER = ['household_sanitation.value', 'green_area_accessibility.value'];

const WHOLE = planted.filter(({ row }) => row === null);
const rowOf = (cell: string): string => cell.slice(0, cell.indexOf(':'));

/** Faults that can stand beside each other: no row is of two, nor is one emptied, nor hidden by another. */
function divided(): [PlantedHere[], PlantedHere[]] {
  const first = [...WHOLE];
  const second: PlantedHere[] = [];
  const taken = new Set([...UNREPORTED, ...LATER]);
  for (const each of planted) {
    if (each.row === null) continue;
    const rows = Object.keys(each.cells.fault).map(rowOf);
    if (rows.some((row) => taken.has(row))) second.push(each);
    else {
      first.push(each);
      rows.forEach((row) => taken.add(row));
    }
  }
  return [first, second];
}

export const [FIRST, SECOND] = divided();

const all = (of: PlantedHere[], which: keyof Pair): Cells =>
  Object.assign({}, ...of.map(({ cells }) => cells[which])) as Cells;

/** As it is filled in, with the sound variants of the first round: nothing is amiss. */
export const FILLED: Cells = { ...NOW, ...all(FIRST, 'sound') };
/** Version 1: the faults of the first round. */
export const VERSION_1: Cells = { ...FILLED, ...all(FIRST, 'fault') };
/** Version 2: those are mended, and the second round’s are there. */
export const VERSION_2: Cells = {
  ...NOW,
  ...all(
    FIRST.filter(({ row }) => row !== null),
    'sound',
  ),
  ...all(SECOND, 'fault'),
};
/** Version 3: the sound variants of the second round; nothing is amiss. */
export const VERSION_3: Cells = { ...VERSION_2, ...all(SECOND, 'sound') };

/** The cells that are others in `to`, with their texts; an empty text empties one. */
export function changes(from: Cells, to: Cells): Cells {
  const cells: Cells = {};
  for (const cell of new Set([...Object.keys(from), ...Object.keys(to)]))
    if ((from[cell] ?? '') !== (to[cell] ?? '')) cells[cell] = to[cell] ?? '';
  return cells;
}
