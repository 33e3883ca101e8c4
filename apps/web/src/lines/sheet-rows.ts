/**
 * The rows of a sheet: data points under their group rows, or the lines of the profile. Grouping and folding are plain
 * list work that the grid component should not hold.
 */
import type { SheetName } from './sheet-columns.ts';
import type { Catalogue, DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

export type GroupRow = {
  kind: 'group';
  id: string;
  /** 0 dimension, 1 sub-dimension, 2 category. */
  depth: 0 | 1 | 2;
  label: string;
  /** Rows under it, as far as the view shows them. */
  rows: string[];
  folded: boolean;
};
export type LineRow =
  | { kind: 'data-point'; id: string; point: DataPoint }
  | { kind: 'profile'; id: string; line: ProfileRow };
export type SheetRow = GroupRow | LineRow;

const DEPTHS = [0, 1, 2] as const;

function groupNames(point: DataPoint): [string, string, string] {
  const { dimension, subdimension, category } = point.kpi;
  return [dimension, subdimension, category];
}

const groupId = (names: string[], depth: number): string =>
  `group:${names.slice(0, depth + 1).join('/')}`;

/** All group ids of a catalogue, for folding everything at once. `depth` 2 folds the categories alone. */
export function allGroups(catalogue: Catalogue, depth: 0 | 1 | 2): string[] {
  return [...new Set(catalogue.dataPoints.map((point) => groupId(groupNames(point), depth)))];
}

/** The group ids above a row, for unfolding them when a cell of the row is to be shown. */
export function groupsAbove(catalogue: Catalogue, row: string): string[] {
  const point = catalogue.rows.get(row);
  if (point?.kind !== 'data-point') return [];
  return DEPTHS.map((depth) => groupId(groupNames(point), depth));
}

/** Rows of a sheet in its order. `visible` undefined shows all; `folded` names groups whose rows are left out. */
export function rowsOf(
  catalogue: Catalogue,
  sheet: SheetName,
  { visible, folded }: { visible: ReadonlySet<string> | undefined; folded: ReadonlySet<string> },
): SheetRow[] {
  if (sheet === 'profile') {
    return catalogue.profile
      .filter((line) => visible?.has(line.row) ?? true)
      .map((line) => ({ kind: 'profile', id: line.row, line }));
  }
  const rows: SheetRow[] = [];
  let above: (GroupRow | undefined)[] = [];
  for (const point of catalogue.dataPoints) {
    if (visible && !visible.has(point.row)) continue;
    const names = groupNames(point);
    for (const depth of DEPTHS) {
      const id = groupId(names, depth);
      if (above[depth]?.id !== id) {
        const group: GroupRow = {
          kind: 'group',
          id,
          depth,
          label: names[depth],
          rows: [],
          folded: folded.has(id),
        };
        const shut = above.slice(0, depth).some((each) => each?.folded);
        if (!shut && !sameAsParent(names, depth)) rows.push(group);
        above = [...above.slice(0, depth), group];
      }
      above[depth]?.rows.push(point.row);
    }
    if (!above.some((each) => each?.folded))
      rows.push({ kind: 'data-point', id: point.row, point });
  }
  return rows;
}

/** `Environment > Environment` and `Energy > Energy` need no second line. */
function sameAsParent(names: string[], depth: number): boolean {
  return depth > 0 && names[depth] === names[depth - 1];
}
