/**
 * Reads a city's published results (a file of facts taken from a U4SSC report, values exactly as printed). The form of
 * the file is checked here once, strictly and within bounds, before anything uses it.
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { z } from 'zod';

/** Twice the data points of an edition, and texts longer than any printed line. */
export const PUBLISHED_LIMITS = { lines: 250, text: 500, address: 300, page: 10_000 } as const;

/** What is said of a place: that nothing is there, or what is wrong with it. */
const wrong = (what: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? 'is missing' : what),
});

const text = (limit: number = PUBLISHED_LIMITS.text) =>
  z.string(wrong('is not a text')).max(limit, { error: `is longer than ${limit} characters` });
const shaped = (limit: number, pattern: RegExp) =>
  text(limit).regex(pattern, { error: 'is not of the form asked for' });
const oneOf = <const Word extends string>(...words: Word[]) => z.enum(words, wrong('is unknown'));
const listOf = <Each extends z.ZodType>(each: Each) =>
  z
    .array(each, wrong('is not a list'))
    .max(PUBLISHED_LIMITS.lines, { error: 'has too many lines' });
const record = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, wrong('is not a record'));

const NO_PAGE = 'is not a page number';
const PAGE = z
  .int(wrong(NO_PAGE))
  .min(1, { error: NO_PAGE })
  .max(PUBLISHED_LIMITS.page, { error: NO_PAGE });
const CODE = shaped(40, /^[A-Za-z0-9: ]+$/);
const KEY = shaped(40, /^[a-z0-9_]+$/);

/** One printed line. `value` is verbatim: blanks, `YES`, `more than 8 000`, `0.00`, `Not Reported`. */
const RESULT = record({
  code: CODE,
  name: text(200),
  printed: text(200),
  /** Key of the data point where the KPI has several. */
  dataPoint: KEY.optional(),
  value: text(80),
  unit: text(80),
  status: oneOf('reported', 'not-reported', 'not-verified'),
  page: PAGE,
  from: text(40),
  benchmark: oneOf('none').optional(),
  note: text().optional(),
});

/** A line of the report's list of what was not reported. Without `dataPoints` the whole KPI is meant. */
const NOT_REPORTED = record({
  code: CODE,
  dataPoints: listOf(KEY).optional(),
  note: text().optional(),
});

const FILE = record({
  format: oneOf('tallystick-published-results/1'),
  city: text(120),
  country: text(120),
  report: text(200),
  /** As printed: `September 2020`. */
  date: text(40),
  /** Address of a page; `{page}` stands for its number. */
  pages: shaped(PUBLISHED_LIMITS.address, /^https:\/\/[^\s"'<>]*\{page\}[^\s"'<>]*$/),
  results: listOf(RESULT),
  notReported: listOf(NOT_REPORTED),
  notVerified: listOf(NOT_REPORTED).optional(),
});

export type PublishedResult = z.infer<typeof RESULT>;
export type NotReportedLine = z.infer<typeof NOT_REPORTED>;
export type PublishedResults = z.infer<typeof FILE>;

/** Checks a parsed file. Refusal: not-published-results, with the first place that is wrong. */
export function readPublishedResults(json: unknown): Outcome<PublishedResults> {
  const read = FILE.safeParse(json);
  return read.success ? yes(read.data) : no('not-published-results', placeOf(read.error));
}

/** `file.results[0].page is not a page number`. */
function placeOf({ issues: [first] }: z.ZodError): string {
  if (first === undefined) return 'file';
  const place = first.path.reduce<string>(
    (at, part) => (typeof part === 'number' ? `${at}[${part}]` : `${at}.${String(part)}`),
    'file',
  );
  if (first.code !== 'unrecognized_keys') return `${place} ${first.message}`;
  return `${place}.${(first.keys[0] ?? '').slice(0, 40)} is unknown`;
}
