/**
 * The levels at which scores are summed: category groups, sub-dimensions, dimensions, the whole. A category group lies
 * inside one dimension and across its sub-dimensions, as the published reports group their rows.
 */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';

export type Group = {
  /** `EC` of a dimension, `EC: ICT` of a sub-dimension, `EC/Water and Sanitation` of a category group. */
  id: string;
  name: string;
  dimension: string;
  points: readonly DataPoint[];
};

export type Groups = {
  /** Of one name two groups can be: water, and waste, in Economy and in Environment. */
  categories: readonly Group[];
  subdimensions: readonly Group[];
  dimensions: readonly Group[];
};

const made = new WeakMap<Catalogue, Groups>();

/** The groups of a catalogue, each in the order in which its first data point stands on the sheet. Made once. */
export function groupsOf(catalogue: Catalogue): Groups {
  const known = made.get(catalogue);
  if (known !== undefined) return known;
  const groups: Groups = {
    categories: grouped(catalogue, categoryIdOf, ({ kpi }) => kpi.category),
    subdimensions: grouped(
      catalogue,
      ({ kpi }) => kpi.subdimensionId,
      ({ kpi }) => kpi.subdimension,
    ),
    dimensions: grouped(
      catalogue,
      ({ kpi }) => kpi.dimensionId,
      ({ kpi }) => kpi.dimension,
    ),
  };
  made.set(catalogue, groups);
  return groups;
}

/** The category group in which a data point is summed. */
export const categoryIdOf = ({ kpi }: Pick<DataPoint, 'kpi'>): string =>
  `${kpi.dimensionId}/${kpi.category}`;

function grouped(
  { dataPoints }: Catalogue,
  idOf: (point: DataPoint) => string,
  nameOf: (point: DataPoint) => string,
): Group[] {
  return [...Map.groupBy(dataPoints, idOf)].flatMap(([id, points]) => {
    const [first] = points;
    return first === undefined
      ? []
      : [{ id, name: nameOf(first), dimension: first.kpi.dimensionId, points }];
  });
}
