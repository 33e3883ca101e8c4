/** The wheel of a KPI set: its dimensions, categories and data points in the order of the sheets. */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { namesOf } from '@tallystick/catalogue/short-names';
import type { Language, Score, Standing, Wheel, WheelGroup } from '../model.ts';

export type WheelContent = {
  city: string;
  note: string;
  language: Language;
  standingOf: (row: string) => Standing;
  /** By the id of a dimension (`EC`), or of a category within one (`EC/Transport`). */
  scoreOf: (id: string) => Score | null;
};

/** Fills the wheel of a KPI set. A category lies within a dimension and across its sub-dimensions. */
export function wheelOfSet(catalogue: Catalogue, content: WheelContent): Wheel {
  const { city, note, language, standingOf, scoreOf } = content;
  const names = namesOf(catalogue, language);
  const groupOf = (id: string, category: string, points: DataPoint[]): WheelGroup => ({
    id,
    name: names.category(category),
    score: scoreOf(id),
    points: points.map((point) => ({
      id: point.row,
      name: names.dataPoint(point),
      standing: standingOf(point.row),
    })),
  });
  const dimensions = catalogue.dimensions.map(({ id }) => {
    const own = catalogue.dataPoints.filter(({ kpi }) => kpi.dimensionId === id);
    const byCategory = Map.groupBy(own, ({ kpi }) => kpi.category);
    return {
      id,
      name: names.dimension(id),
      score: scoreOf(id),
      groups: [...byCategory].map(([category, points]) =>
        groupOf(`${id}/${category}`, category, points),
      ),
    };
  });
  return { city, note, language, dimensions };
}
