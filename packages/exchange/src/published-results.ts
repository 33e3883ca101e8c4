/**
 * Reads a city's published results (a file of facts taken from a U4SSC report, values exactly as printed). The form of
 * the file is checked here once, strictly and within bounds, before anything uses it.
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';

/** One printed line. `value` is verbatim: blanks, `YES`, `more than 8 000`, `0.00`, `Not Reported`. */
export type PublishedResult = {
  code: string;
  name: string;
  printed: string;
  /** Key of the data point where the KPI has several. */
  dataPoint?: string;
  value: string;
  unit: string;
  status: 'reported' | 'not-reported' | 'not-verified';
  page: number;
  from: string;
  benchmark?: 'none';
  note?: string;
};

/** A line of the report's list of what was not reported. Without `dataPoints` the whole KPI is meant. */
export type NotReportedLine = { code: string; dataPoints?: string[]; note?: string };

export type PublishedResults = {
  format: 'tallystick-published-results/1';
  city: string;
  country: string;
  report: string;
  /** As printed: `September 2020`. */
  date: string;
  /** Address of a page; `{page}` stands for its number. */
  pages: string;
  results: PublishedResult[];
  notReported: NotReportedLine[];
  notVerified?: NotReportedLine[];
};

/** Twice the data points of an edition, and texts longer than any printed line. */
export const PUBLISHED_LIMITS = { lines: 250, text: 500, address: 300, page: 10_000 } as const;

type Check = (value: unknown, at: string) => string | undefined;

const text =
  (limit: number = PUBLISHED_LIMITS.text, pattern?: RegExp): Check =>
  (value, at) => {
    if (typeof value !== 'string') return `${at} is not a text`;
    if (value.length > limit) return `${at} is longer than ${limit} characters`;
    return pattern && !pattern.test(value) ? `${at} is not of the form asked for` : undefined;
  };

const oneOf =
  (...words: string[]): Check =>
  (value, at) =>
    typeof value === 'string' && words.includes(value) ? undefined : `${at} is unknown`;

const pageNumber: Check = (value, at) =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= PUBLISHED_LIMITS.page
    ? undefined
    : `${at} is not a page number`;

const listOf =
  (each: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return `${at} is not a list`;
    if (value.length > PUBLISHED_LIMITS.lines) return `${at} has too many lines`;
    for (const [index, item] of value.entries()) {
      const wrong = each(item, `${at}[${index}]`);
      if (wrong) return wrong;
    }
    return undefined;
  };

/** A record with these fields and no other. A key that ends in `?` may be absent. */
const record =
  (fields: Record<string, Check>): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return `${at} is not a record`;
    const given = new Map(Object.entries(value));
    for (const [key, check] of Object.entries(fields)) {
      const name = key.replace('?', '');
      if (given.has(name)) {
        const wrong = check(given.get(name), `${at}.${name}`);
        if (wrong) return wrong;
      } else if (!key.endsWith('?')) return `${at}.${name} is missing`;
      given.delete(name);
    }
    const [unknown] = given.keys();
    return unknown === undefined ? undefined : `${at}.${unknown.slice(0, 40)} is unknown`;
  };

const CODE = text(40, /^[A-Za-z0-9: ]+$/);
const KEY = text(40, /^[a-z0-9_]+$/);
const LINE = record({ code: CODE, 'dataPoints?': listOf(KEY), 'note?': text() });
const FILE = record({
  format: oneOf('tallystick-published-results/1'),
  city: text(120),
  country: text(120),
  report: text(200),
  date: text(40),
  pages: text(PUBLISHED_LIMITS.address, /^https:\/\/[^\s"'<>]*\{page\}[^\s"'<>]*$/),
  results: listOf(
    record({
      code: CODE,
      name: text(200),
      printed: text(200),
      'dataPoint?': KEY,
      value: text(80),
      unit: text(80),
      status: oneOf('reported', 'not-reported', 'not-verified'),
      page: pageNumber,
      from: text(40),
      'benchmark?': oneOf('none'),
      'note?': text(),
    }),
  ),
  notReported: listOf(LINE),
  'notVerified?': listOf(LINE),
});

/** Checks a parsed file. Refusal: not-published-results, with the first place that is wrong. */
export function readPublishedResults(json: unknown): Outcome<PublishedResults> {
  const wrong = FILE(json, 'file');
  return wrong === undefined ? yes(json as PublishedResults) : no('not-published-results', wrong);
}
