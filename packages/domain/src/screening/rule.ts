/**
 * A result of the screening of a whole submission, for the verifier: which rule, at which cells, with which numbers.
 * A rule is data: its code, how grave it is and where it comes from. No word for a person stands here; the catalogues of
 * texts say each code, and why it matters, with the numbers put in by name.
 */
import type { CellId, RowId } from '../cells/ids.ts';
import type { ReadCell, Result } from '../formula/compute.ts';
import type { Screening } from './reading.ts';
import { type Facts, type Warning, WARNING_CODES } from './warning.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** `ask`: somebody should say a word on it. `investigate`: as it stands it is most likely wrong. */
export type Severity = 'ask' | 'investigate';

/** Rules whose results only the verifier is told. */
const SCREENING_CODES = [
  'denominator-changed',
  'denominator-in-formula',
  'denominator-in-text',
  'result-apart',
  'part-above-whole',
  'household-size',
  'scale-factor',
  'count-as-result',
  'ppm-suspected',
  'currencies-mixed',
  'not-reported-share',
  'basis-thin',
  'jump',
  'yes-became-no',
  'no-longer-reported',
  'outlier',
  'level-of-data',
  'source-circular',
  'link-dead',
] as const;
export const RULE_CODES = [...WARNING_CODES, ...SCREENING_CODES] as const;
export type RuleCode = (typeof RULE_CODES)[number];

/**
 * Where a rule comes from: pages of the Verification Manual (2022), the KPI's own sheet, or this project where all are
 * silent.
 */
export type RuleSource =
  | { work: 'manual'; pages: string }
  | { work: 'sheet' }
  | { work: 'project' };

export type Rule = { severity: Severity; source: RuleSource };

/** Numbers by name: canonical decimals, years, units and names as typed. */
export type Numbers = Readonly<Record<string, string>>;

/** What a family finds, before its rule and its id are put to it. */
export type Found<Code extends RuleCode = RuleCode> = {
  code: Code;
  /** The row that it is about; null where it is about the submission as a whole. */
  row: RowId | null;
  cells: readonly CellId[];
  numbers: Numbers;
  /** Where it is graver or less grave than its rule says. */
  severity?: Severity;
  facts?: Facts;
};

export type ScreeningResult = {
  /** The same as long as its rule, its row and the figures it rests on are the same: a dismissal is bound to it. */
  id: string;
  code: RuleCode;
  severity: Severity;
  row: RowId | null;
  cells: readonly CellId[];
  numbers: Numbers;
  /** Of what is shown to everybody beside the row, in the words that are used there. */
  facts: Facts | null;
  source: RuleSource;
};

/** The city's last assessment, as it was locked. */
export type LastAssessment = {
  /** What it is called: its title. */
  title: string;
  read: ReadCell;
  result: (row: RowId) => Pick<Result, 'status' | 'text' | 'decimal'> | undefined;
};

export type ScreeningInput = {
  catalogue: Catalogue;
  read: ReadCell;
  last?: LastAssessment;
  /** Verified results of other cities by row: decimals alone, nothing of whose they are. */
  peers?: ReadonlyMap<string, readonly string[]>;
  /** Addresses in sources that were looked at and answer no more, by how they are written there. */
  deadLinks?: ReadonlySet<string>;
};

/** What a family looks at: the screening, and what was found row by row before. */
export type Screened = Screening & { input: ScreeningInput; warnings: readonly Warning[] };

/** One kind of check: its rules by code, and how it finds what breaks them. */
export type Family<Code extends RuleCode = RuleCode> = {
  rules: Readonly<Record<Code, Rule>>;
  find: (s: Screened) => Found<Code>[];
};

/** Pages on the initial screening of a submission. */
export const INITIAL_SCREENING: RuleSource = { work: 'manual', pages: '28-31' };
/** Pages on the columns of the template: quality of data, sources. */
export const TEMPLATE_COLUMNS: RuleSource = { work: 'manual', pages: '162-166' };
export const PROJECT: RuleSource = { work: 'project' };
