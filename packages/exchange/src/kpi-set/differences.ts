/** What a gathered KPI set says otherwise than ours, field by field; and ours with what is taken from it. */
import { isDeepStrictEqual } from 'node:util';
import type { CatalogueFile, KpiLine } from '@tallystick/catalogue/file';

type Field = keyof KpiLine;

export type Difference = { kpi: string; field: Field; ours: unknown; theirs: unknown };

/**
 * Where ours stands although a gathered set says otherwise, and why. A difference that is not named here is one that
 * somebody has to decide.
 */
export const KEPT: { kpi: string; field: Field; why: string }[] = [
  ...['transportation_mode_share', 'solid_waste_treatment'].map((kpi) => ({
    kpi,
    field: 'plausibility' as const,
    why: 'published cities round each share to a whole per cent: sums of 98 and 102 are no fault of theirs',
  })),
  {
    kpi: 'wastewater_treatment',
    field: 'plausibility',
    why: 'the stages are cumulative, so a later one above an earlier one is asked about',
  },
  {
    kpi: 'household_sanitation',
    field: 'definition',
    why: 'theirs tells how it was confirmed, which stands in the provenance here',
  },
  {
    kpi: 'air_pollution',
    field: 'benchmark',
    why: 'the same values, told in the words of this project',
  },
];

/** The fields that cells, results and locked versions hang on. They change with an edition only, never within one. */
const FIXED: ReadonlySet<Field> = new Set<Field>([
  'key',
  'id',
  'order',
  'inputs',
  'dataPoints',
  'kind',
]);

const namesOf = (line: KpiLine) => Object.keys(line) as Field[];

/** Every field of theirs that is not ours; a KPI that one of both lacks is a difference of its `key`. */
export function differences(ours: readonly KpiLine[], theirs: readonly KpiLine[]): Difference[] {
  const mine = new Map(ours.map((line) => [line.key, line]));
  const found: Difference[] = [];
  for (const line of theirs) {
    const own = mine.get(line.key);
    mine.delete(line.key);
    if (own === undefined) {
      found.push({ kpi: line.key, field: 'key', ours: undefined, theirs: line.key });
      continue;
    }
    for (const field of namesOf(line))
      if (!isDeepStrictEqual(own[field], line[field]))
        found.push({ kpi: line.key, field, ours: own[field], theirs: line[field] });
  }
  for (const key of mine.keys())
    found.push({ kpi: key, field: 'key', ours: key, theirs: undefined });
  return found;
}

export function whyKept({ kpi, field }: Difference): string | undefined {
  return KEPT.find((kept) => kept.kpi === kpi && kept.field === field)?.why;
}

/** Whether a difference may be taken over within an edition and is not one that ours keeps. */
export function canBeTaken(difference: Difference): boolean {
  return !FIXED.has(difference.field) && whyKept(difference) === undefined;
}

/** Our file with their words wherever these can be taken. */
export function taken(file: CatalogueFile, found: readonly Difference[]): CatalogueFile {
  const kpis = file.kpis.map((line) => {
    const changes = found.filter((each) => each.kpi === line.key && canBeTaken(each));
    return { ...line, ...Object.fromEntries(changes.map(({ field, theirs }) => [field, theirs])) };
  });
  return { ...file, kpis };
}
