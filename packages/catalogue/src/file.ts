/** The form of `data/EDITION.json`. */
import type {
  Benchmark,
  Difficulty,
  Dimension,
  Direction,
  InputSpec,
  Kpi,
  Level,
  Magnitude,
  Plausibility,
  Provenance,
} from './kpi-set.ts';

/** An input as the file writes it: null where no bound is set. */
export type InputLine = Omit<InputSpec, 'min' | 'max'> & { min: number | null; max: number | null };

export type KpiLine = {
  key: string;
  id: string;
  order: number;
  name: string;
  aliases: { code: string; note: string | null }[];
  dimensionId: string;
  subdimensionId: string;
  category: string;
  level: Level;
  type: Kpi['type'];
  definition: string;
  rationale: string;
  unit: string;
  direction: Direction;
  kind: Kpi['kind'];
  /** `shared` names a line of `profile`. */
  inputs: ({ shared: string } | InputLine)[];
  dataPoints: {
    key: string;
    label: string;
    unit: string;
    direction: Direction;
    scored: boolean;
    formula: string;
  }[];
  reportingPeriod: string;
  suggestedSource: string;
  departmentHint: string;
  sdg: string[];
  sdgIndicators: string[];
  collectionDifficulty: Difficulty;
  benchmark: Benchmark | null;
  plausibility: Plausibility[];
  notes: string | null;
  provenance: Provenance;
  provenanceDetail: {
    confirmed: string[];
    secondary: string[];
    unconfirmed: string[];
    sources: string[];
    basis: Record<string, string>;
  };
};

/** `data/EDITION-magnitudes.json`: by row. A file of its own, because ITU's sheets say none of it. */
export type MagnitudesFile = {
  format: 'tallystick-magnitudes/1';
  edition: string;
  note: string;
  magnitudes: Record<string, Magnitude>;
};

type Choices = { values: string[]; confirmed: boolean; source: string };

export type CatalogueFile = {
  format: 'tallystick-catalogue/1';
  edition: string;
  standard: string;
  title: string;
  sourceNotes: string[];
  choices: { quality: Choices; origin: Choices };
  profile: InputLine[];
  dimensions: Dimension[];
  kpis: KpiLine[];
};
