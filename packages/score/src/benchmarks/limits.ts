/** How much a benchmark set may hold, with the reason. */

/** Significant digits of a target and of its worst value: what a figure of a workbook may have. */
export const BENCHMARK_DIGITS = 30;

/** Texts of a set, in UTF-16 code units. */
export const BENCHMARK_TEXT = {
  /** The name of a set by which programs know it. */
  id: 64,
  /** The title of a set, and that of a source: a line. */
  title: 300,
  /** The address of a source. */
  url: 500,
  /** Why a target is as it is, and what a set is for: half a page. */
  note: 2000,
} as const;

/** A city's own KPIs: a city that was read has 26, four times as many are one a data point of ITU's. Fault `too-many-local-kpis`. */
export const LOCAL_KPIS = 112;

/** Texts of a city's own KPI, in UTF-16 code units. */
export const LOCAL_TEXT = {
  /** What is counted, of whom and how: half a page. */
  definition: 2000,
  /** The longest unit of the KPI set, and twice that. */
  unit: 40,
} as const;
