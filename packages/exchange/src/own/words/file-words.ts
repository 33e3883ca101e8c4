/**
 * What stands for people in a file that the product writes, in the language that was chosen at the export. A file goes to
 * people who never see a screen of the product, so these words are here and not among the page's texts.
 */
import type { QueryOutcome } from '@tallystick/domain/nouns/query';

export const FILE_LANGUAGES = ['en', 'ar'] as const;
export type FileLanguage = (typeof FILE_LANGUAGES)[number];

export type FileSheetName = 'start' | 'profile' | 'data' | 'queries' | 'questions' | 'lists';
/** What stands in a column of a sheet; cells that are filled have the names of `FILLED_COLUMNS`. */
export type FileColumn =
  | 'dimension'
  | 'subdimension'
  | 'category'
  | 'code'
  | 'kpi'
  | 'level'
  | 'type'
  | 'numeratorLabel'
  | 'numerator'
  | 'denominatorLabel'
  | 'denominator'
  | 'furtherLabel'
  | 'further'
  | 'unit'
  | 'year'
  | 'result'
  | 'override'
  | 'reported'
  | 'benchmark'
  | 'verified'
  | 'quality'
  | 'origin'
  | 'source'
  | 'notes'
  | 'entity'
  | 'line'
  | 'label'
  | 'value'
  | 'usedBy';
export type QuestionColumn =
  | 'code'
  | 'kpi'
  | 'question'
  | 'askedBy'
  | 'askedOn'
  | 'status'
  | 'ruling'
  | 'ruledBy'
  | 'ruledOn';

export type QueryColumn =
  | 'code'
  | 'kpi'
  | 'submitted'
  | 'issue'
  | 'question'
  | 'answer'
  | 'date'
  | 'revised'
  | 'outcome'
  | 'footnote';

export type FileWords = {
  isRightToLeft: boolean;
  sheets: Record<FileSheetName, string>;
  columns: Record<FileColumn, string>;
  questions: Record<QuestionColumn, string>;
  queries: Record<QueryColumn, string>;
  outcome: Record<QueryOutcome, string>;
  level: Record<'core' | 'advanced', string>;
  type: Record<'smart' | 'sustainable' | 'structural', string>;
  yes: string;
  no: string;
  /** Of columns Q and S. */
  reported: { yes: string; no: string };
  stale: (verdict: string) => string;
  /** What a verdict covers besides cells. */
  parts: Record<'evidence' | 'exact' | 'rest', string>;
  /** Of column O, where a figure cannot be read. */
  unreadable: string;
  status: Record<'open' | 'answered' | 'closed', string>;
  everyCity: string;
  start: {
    title: string;
    city: string;
    workbook: string;
    edition: string;
    entity: string;
    sheet: string;
    version: string;
    open: string;
    snapshot: string;
    asOf: (number: number, day: string) => string;
    origin: string;
    howTo: string;
    steps: (asked: { isVersion: boolean; isEntity: boolean }) => string[];
    colours: string;
    colour: Record<'input' | 'unit' | 'fixed', string>;
    keys: string;
  };
  hints: { profile: string; data: string; questions: string; queries: string };
  notes: {
    /** On the name of a KPI. */
    definition: (kpi: { definition: string; period: string; source: string }) => string;
    /** On a unit that the city has to set. */
    unit: (unit: string) => string;
    /** On a cell whose figure is typed elsewhere. */
    elsewhere: (place: string) => string;
    comment: (said: { name: string; day: string; text: string }) => string;
    resolved: string;
    /** Beside a value that is another than the one that was submitted. */
    revised: (submitted: string, revised: string) => string;
    /** Beside a stale verdict: the value that it was given on, and what is another since. */
    changed: (judged: string, changes: string) => string;
  };
  check: {
    title: string;
    number: string;
    whole: string;
    from: (least: string) => string;
    to: (most: string) => string;
    between: (least: string, most: string) => string;
    atMost: (small: string, large: string) => string;
    year: (first: number, last: number) => string;
    usual: (span: string) => string;
    choice: string;
    yesNo: string;
  };
};
