/** How much a cell and a formula may hold, with the reason. */

/** Characters of a cell (UTF-16 code units), by what stands in it. */
export const MAX_LENGTH = {
  /** A figure with its unit, its percent and the spaces people type. */
  figure: 80,
  /** Some twenty districts added up, or eight names. */
  formula: 400,
  /** A year with the words around it, before it is read. */
  year: 16,
  /** The longest unit of the KPI set, and twice that. */
  unit: 40,
  /** The longest choice of columns T and U. */
  choice: 120,
  /** A source: a title and an address. */
  source: 500,
  /** Notes: half a page. */
  notes: 2000,
} as const;

/** Digits of a figure: longer ones are slips of the keyboard; sums and products of shorter ones stay exact. */
export const MAX_DIGITS = 30;

/** Parts of one formula: fifty districts added up. 250 such that divide, each leading to the next, take 70 ms. */
export const FORMULA_PARTS_MAX = 100;
/** Brackets inside brackets: deeper than anybody can read. */
export const FORMULA_DEPTH_MAX = 20;
/** Powers in a formula: a century of compound growth. Larger ones only make numbers that no city has. */
export const EXPONENT_MAX = 100;
/** Digits before the point of any figure on the way through a formula: what a cell itself can hold. */
export const MAGNITUDE_DIGITS = 30;
/** Decimals that `round` may keep. */
export const ROUND_DECIMALS_MAX = 29;
/** Formulas whose reading is remembered; more than one workbook can hold. */
export const FORMULAS_KNOWN_MAX = 1000;
/**
 * Parts of a data point's content that are kept one by one with a verdict; a row without formulas has twenty at most.
 * Formulas that lead through whole sheets have more, and those are kept as one hash.
 */
export const CONTENT_PARTS_MAX = 200;
/** Sources and notes whose hash is remembered; more than one workbook can hold. */
export const HASHES_KNOWN_MAX = 1000;
/** Cells looked at to name the way of circles, over one state: more than all, and no way to keep the gate busy. */
export const NAMING_STEPS_MAX = 2_000;
