/**
 * What a head may want to reopen, as names of cells (`row:column`) and rows: what is selected in the sheet, what the
 * auditor asks about, what has open comments, what was judged not verified, what an entity reports. Pure.
 */
import { openComments, openQueries } from '@tallystick/domain/before-lock';
import { cellSpec, rowSpecs } from '@tallystick/domain/cells/cell-spec';
import { cellId, type CellId, splitCellId } from '@tallystick/domain/cells/ids';
import type { Place } from '../spreadsheet/port.ts';
import { type Looking, rowsInView, rowsOfEntity } from '../views/row-sets.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export const CHOICES = ['selected', 'queried', 'commented', 'refuted'] as const;
export type Choice = (typeof CHOICES)[number];

/** The typed cell that stands at a place, also where it is shown from elsewhere; undefined where nothing is typed there. */
function typedAt(catalogue: Catalogue, { row, column }: Place): CellId | undefined {
  const cell = cellId(row, column);
  if (cellSpec(catalogue, cell)) return cell;
  const known = catalogue.rows.get(row);
  const use = known?.kind === 'data-point' && known.inputs.find((each) => each.column === column);
  return use ? (use.cell as CellId) : undefined;
}

/**
 * Places of the sheet as names: the typed cells there. A row of which every cell is named, or of which only what nobody types
 * is, is named as a whole.
 */
export function namesAt(catalogue: Catalogue, places: readonly Place[]): string[] {
  const known = places.filter(({ row }) => catalogue.rows.has(row));
  const rows = Map.groupBy(known, ({ row }) => row);
  return [...rows].flatMap(([row, of]): string[] => {
    const cells = new Set(of.flatMap((place) => typedAt(catalogue, place) ?? []));
    const own = rowSpecs(catalogue, row).map(({ cell }) => cell);
    if (cells.size === 0) return [row];
    const others = [...cells].filter((cell) => splitCellId(cell)?.row !== row);
    return own.every((cell) => cells.has(cell)) ? [row, ...others] : [...cells];
  });
}

/** The cells with open comments; of a comment on what nobody types the row. */
function commented({ catalogue, state }: Looking): string[] {
  return openComments(catalogue, state).flatMap(({ cell }) => {
    const place = splitCellId(cell);
    return place ? namesAt(catalogue, [place]) : [];
  });
}

export function namesOfChoice(
  looking: Looking,
  choice: Choice,
  selected: readonly Place[],
): string[] {
  switch (choice) {
    case 'selected':
      return namesAt(looking.catalogue, selected);
    case 'queried':
      return [...new Set(openQueries(looking.catalogue, looking.state).map(({ row }) => row))];
    case 'commented':
      return commented(looking);
    case 'refuted':
      return rowsInView(looking, 'kpi', 'refuted');
  }
}

export function namesOfEntity(looking: Looking, entity: string): string[] {
  return (['profile', 'kpi'] as const).flatMap((sheet) => rowsOfEntity(looking, sheet, entity));
}

/** What somebody has named: choices, an entity, and what they added or took out by hand. */
export type Picked = {
  choices: ReadonlySet<Choice>;
  entity: string | null;
  added: readonly string[];
  left: ReadonlySet<string>;
};

/** The names of all that was picked, each once; a cell of a named row goes without saying. */
export function namesPicked(
  looking: Looking,
  picked: Picked,
  selected: readonly Place[],
): string[] {
  const { choices, entity, added, left } = picked;
  const all = new Set([
    ...CHOICES.filter((choice) => choices.has(choice)).flatMap((choice) =>
      namesOfChoice(looking, choice, selected),
    ),
    ...(entity === null ? [] : namesOfEntity(looking, entity)),
    ...added,
  ]);
  for (const name of left) all.delete(name);
  return [...all].filter((name) => {
    const row = splitCellId(name)?.row;
    return row === undefined || !all.has(row);
  });
}

/** The list was changed by hand from `was` to `now`. */
export function editedByHand(
  picked: Picked,
  was: readonly string[],
  now: readonly string[],
): Picked {
  const gone = was.filter((name) => !now.includes(name));
  const come = now.filter((name) => !was.includes(name));
  return {
    ...picked,
    added: [...picked.added.filter((name) => !gone.includes(name)), ...come],
    left: new Set([...[...picked.left].filter((name) => !come.includes(name)), ...gone]),
  };
}

/** A choice or an entity is taken anew: what was taken out of it by hand before is in it again. */
export function chosen(
  picked: Picked,
  { names, next }: { names: readonly string[]; next: Partial<Picked> },
): Picked {
  const left = [...picked.left].filter((name) => !names.includes(name));
  return { ...picked, ...next, left: new Set(left) };
}
