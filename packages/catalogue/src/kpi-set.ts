/**
 * The KPI set as the product speaks of it: dimensions, KPIs, data points, inputs and the one home cell of each input.
 * Source: Recommendation ITU-T Y.4903/L.1603 (10/2016); U4SSC Collection Methodology (2017).
 */

export type Level = 'core' | 'advanced';
/** Whether more is better; `info` is neither, `target` is best at one value (gender income equity: 1). */
export type Direction = 'higher' | 'lower' | 'info' | 'target';
/** How far the fields of a KPI were confirmed against ITU's sheets. */
export type Provenance = 'verified' | 'partly';
/** How hard a figure is to come by, and who says so: it is not ITU's word. */
export type Difficulty = { grade: 'low' | 'medium' | 'high' | 'very high'; by: string };
/** Columns in which an input can stand. */
export type InputColumn = 'numerator' | 'denominator' | 'further';

export type Subdimension = {
  id: string;
  name: string;
  kpiCount: number;
  core: number;
  advanced: number;
  categories: string[];
};
export type Dimension = {
  id: string;
  name: string;
  kpiCount: number;
  core: number;
  advanced: number;
  subdimensions: Subdimension[];
};

/** A figure that somebody types. `min` and `max` are inclusive. */
export type InputSpec = {
  key: string;
  label: string;
  unit: string;
  kind: 'number' | 'yes-no';
  integer: boolean;
  min?: number;
  max?: number;
};

/** A line of the City profile sheet: an input that several KPIs use, typed once. */
export type ProfileRow = {
  kind: 'profile';
  /** `city.${key}` */
  row: string;
  key: string;
  label: string;
  unit: string;
  integer: boolean;
  min?: number;
  max?: number;
  /** Keys of the KPIs that use it. */
  usedBy: string[];
};

/** An input where a data point shows it. */
export type InputUse = {
  column: InputColumn;
  input: InputSpec;
  /** The home cell: the only place where it is typed. */
  cell: string;
  /** False: shown here, typed elsewhere. */
  own: boolean;
};

/** A wide span in the unit of the data point, inclusive; null where it is open. `zero`: nought is an answer as well. */
export type Magnitude = { low: number | null; high: number | null; zero: boolean };

/** A line that is reported, verified and scored by itself. */
export type DataPoint = {
  kind: 'data-point';
  /** `${kpi.key}.${key}` */
  row: string;
  kpi: Kpi;
  key: string;
  label: string;
  unit: string;
  direction: Direction;
  scored: boolean;
  /** Input keys, numbers, `+ - * /` and parentheses. */
  formula: string;
  inputs: InputUse[];
  valueKind: 'number' | 'yes-no';
  /** Where results of cities lie; null where nothing is known of it. */
  magnitude: Magnitude | null;
  /** An orange cell of ITU's template: the unit (currency, ug/m3) has to be set by the city. */
  unitSettable: boolean;
};

/** A question that screening asks. Kinds without figures (`unit`, `external`, `method`, `source`) are for a person. */
export type Plausibility =
  | { kind: 'unit' | 'external' | 'method' | 'source'; note: string }
  /** Compares the KPI's only data point with that of the KPI whose key is `other`. */
  | { kind: 'compare'; op: '<=' | '>='; other: string; note: string }
  /** `a <= b` over input keys of the KPI. */
  | { kind: 'inputs'; rule: string; note: string }
  | { kind: 'range'; expectedMin: number | null; note: string }
  /** The data points of the KPI add up to `expected`, give or take `tolerance`. */
  | { kind: 'sum'; expected: number; tolerance: number; note: string }
  /** Keys of data points, each at most as large as the next. */
  | { kind: 'order'; dataPoints: string[]; note: string };

export type Benchmark = { value: number | null; source: string; note?: string | null };

export type Kpi = {
  key: string;
  /** ITU's code, `EC: ICT: ICT: 1C`. The category is not derived from it. */
  id: string;
  /** Other codes found in print; `note` says where. */
  aliases: { code: string; note: string | null }[];
  /** Place in the set, from 1. */
  order: number;
  /** The code's last part, `1C`. */
  number: string;
  name: string;
  dimension: string;
  dimensionId: string;
  subdimension: string;
  subdimensionId: string;
  category: string;
  level: Level;
  type: 'smart' | 'sustainable' | 'structural';
  definition: string;
  rationale: string;
  unit: string;
  direction: Direction;
  kind: 'formula' | 'multi' | 'direct' | 'boolean';
  /** Goals (`3`: the target is not known) and targets (`17.8`). */
  sdg: string[];
  /** Indicators of the goals that measure the same or nearly so: `17.8.1`. */
  sdgIndicators: string[];
  collectionDifficulty: Difficulty;
  plausibility: Plausibility[];
  reportingPeriod: string;
  suggestedSource: string;
  departmentHint: string;
  provenance: Provenance;
  /** Names of fields. */
  confirmed: string[];
  /** Confirmed by a list at second hand that agrees with every sheet it was compared with, not by the sheet itself. */
  secondary: string[];
  unconfirmed: string[];
  sources: string[];
  /** Field name to how it was confirmed where it was not read on ITU's sheet itself. */
  basis: Record<string, string>;
  benchmark: Benchmark | null;
  notes: string | null;
  dataPoints: DataPoint[];
};

export type Catalogue = {
  edition: string;
  standard: string;
  title: string;
  sourceNotes: string[];
  dimensions: Dimension[];
  profile: ProfileRow[];
  kpis: Kpi[];
  /** 112 in the order of the sheet. */
  dataPoints: DataPoint[];
  /** By row id. */
  rows: Map<string, ProfileRow | DataPoint>;
  choices: { quality: string[]; origin: string[] };
  /** Lists that ITU has not confirmed. */
  unconfirmedChoices: ('quality' | 'origin')[];
};
