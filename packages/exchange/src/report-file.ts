/**
 * Reads a report file: the facts of a city's U4SSC report as its readers note them down (`kpis`, `not_reported`,
 * `url_pattern`), and turns it into published results. That shape is older than ours and carries more than we take:
 * unknown keys are passed over, and what is taken is checked as strictly as any published results.
 */
import { no, type Outcome } from '@tallystick/domain/refusals';
import {
  PUBLISHED_LIMITS,
  type PublishedResults,
  readPublishedResults,
} from './published-results.ts';

/** A record with unknown content. */
type Fields = ReadonlyMap<string, unknown>;

/** Places in our form, as the person who wrote the file knows them. */
const THEIR_NAMES: [ours: RegExp, theirs: string][] = [
  [/^file\.pages/, 'file.url_pattern'],
  [/^file\.results/, 'file.kpis'],
  [/^file\.notReported/, 'file.not_reported'],
  [/^file\.notVerified/, 'file.not_verified'],
  [/\.printed\b/, '.printed_name'],
  [/\.dataPoint\b/, '.data_point'],
  [/\.dataPoints\b/, '.data_points'],
  [/\.from\b/, '.source'],
];

/**
 * The published results of a report file. Values are taken verbatim; a value that is a number and no text is refused,
 * since the zeros it was printed with are gone. Refusal: not-published-results, with the first place that is wrong.
 */
export function fromReportFile(json: unknown): Outcome<PublishedResults> {
  const file = fieldsOf(json);
  if (file === undefined) return no('not-published-results', 'file is not a record');
  const pages = file.get('url_pattern');
  const read = readPublishedResults({
    format: 'tallystick-published-results/1',
    city: file.get('city'),
    country: file.get('country'),
    report: file.get('report'),
    date: file.get('date'),
    pages: typeof pages === 'string' ? pages.replace('{N}', '{page}') : pages,
    results: eachOf(file.get('kpis'), resultOf),
    notReported: eachOf(file.get('not_reported') ?? [], lineOf),
    notVerified: eachOf(file.get('not_verified') ?? [], lineOf),
  });
  if (read.ok) return read;
  return no('not-published-results', inTheirNames(read.refusal.detail ?? 'file'));
}

function inTheirNames(place: string): string {
  return THEIR_NAMES.reduce((text, [ours, theirs]) => text.replace(ours, theirs), place);
}

/** The own fields of a record; undefined for anything else. A map, so that no field name reaches a prototype. */
function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

/** Each line converted. What is no list, or too long a one, is left as it is: the check names it. */
function eachOf(list: unknown, convert: (fields: Fields) => object): unknown {
  if (!Array.isArray(list) || list.length > PUBLISHED_LIMITS.lines) return list;
  return list.map((line: unknown) => {
    const fields = fieldsOf(line);
    return fields === undefined ? line : convert(fields);
  });
}

function resultOf(line: Fields): object {
  const status = statusOf(line.get('status'));
  const name = line.get('name') ?? line.get('printed_name');
  return {
    code: line.get('code'),
    name,
    printed: line.get('printed_name') ?? name,
    ...kept('dataPoint', line.get('data_point')),
    value: line.get('value') ?? (status === 'not-reported' ? 'Not Reported' : undefined),
    unit: line.get('unit') ?? '',
    status,
    page: line.get('page'),
    from: wordOf(line.get('source') ?? ''),
    ...(line.get('band') === 'no benchmark' ? { benchmark: 'none' } : {}),
    ...kept('note', line.get('note')),
  };
}

function lineOf(line: Fields): object {
  return {
    code: line.get('code'),
    ...kept('dataPoints', line.get('data_points')),
    ...kept('note', line.get('reason') ?? line.get('note') ?? line.get('from')),
  };
}

/** A field that may be absent; `null` and absent are one. */
function kept(name: string, value: unknown): object {
  return value === undefined || value === null ? {} : { [name]: value };
}

/** `not reported` -> `not-reported`; a status left out means reported. */
function statusOf(status: unknown): unknown {
  if (status === undefined || status === null) return 'reported';
  return wordOf(status);
}

function wordOf(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toLowerCase().replaceAll(/\s+/g, '-') : value;
}
