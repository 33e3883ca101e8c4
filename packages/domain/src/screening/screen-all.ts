/**
 * The screening of a whole submission for its verifier: every family over every row, in the order of the sheet.
 * Source: Verification Manual (2022) pages 28-31.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { basis } from './basis.ts';
import { circular } from './circular.ts';
import { denominators } from './denominators.ts';
import type {
  Family,
  ScreeningResult,
  RuleCode,
  Found,
  Rule,
  RuleSource,
  Screened,
  ScreeningInput,
} from './rule.ts';
import { jump } from './jump.ts';
import { level } from './level.ts';
import { links } from './links.ts';
import { notReported } from './not-reported.ts';
import { outlier } from './outlier.ts';
import { ownFigures } from './own-figures.ts';
import { profileParts } from './profile-parts.ts';
import { screeningOf } from './reading.ts';
import { rowQuestions } from './row-questions.ts';
import { screenKpi } from './screen.ts';
import { units } from './units.ts';

const FAMILIES: readonly Family[] = [
  notReported,
  denominators,
  profileParts,
  ownFigures,
  units,
  rowQuestions,
  basis,
  jump,
  outlier,
  level,
  circular,
  links,
] as readonly Family[];

/** What a result says as well: where it stands on a row, these would only repeat that the figure is off. */
const SIZE_IS_OFF: readonly RuleCode[] = [
  'final-value-as-numerator',
  'scale-factor',
  'count-as-result',
  'ppm-suspected',
  'magnitude',
];
const FOLLOWS: ReadonlySet<RuleCode> = new Set(['magnitude', 'jump', 'outlier']);

/** All results of the screening of a workbook, the submission as a whole first, then row by row. */
export function screenAll(input: ScreeningInput): ScreeningResult[] {
  const { catalogue, read } = input;
  const screening = screeningOf(catalogue, read);
  const warnings = catalogue.kpis.flatMap((kpi) => screenKpi(screening, kpi));
  const s: Screened = { ...screening, input, warnings };
  const found = FAMILIES.flatMap((family) =>
    family.find(s).map((each) => ({ ...each, rule: family.rules[each.code] })),
  );
  const order = new Map([...catalogue.rows.keys()].map((row, at) => [row, at]));
  const place = ({ row }: Found): number => (row === null ? -1 : (order.get(row) ?? 0));
  return withoutFollowing(found)
    .toSorted((a, b) => place(a) - place(b))
    .map((each) => resultOf(s, each));
}

/** Of several results that say that a figure is of another size the first says it alone. */
function withoutFollowing<F extends Found>(found: readonly F[]): F[] {
  const told = new Map<string, RuleCode>();
  for (const code of SIZE_IS_OFF)
    for (const each of found)
      if (each.code === code && each.row !== null && !told.has(each.row)) told.set(each.row, code);
  return found.filter(({ code, row }) => {
    const by = row === null ? undefined : told.get(row);
    return by === undefined || by === code || !FOLLOWS.has(code);
  });
}

/** Numbers that may become others without making another result of it: what other cities report, what a workbook is called. */
const LOOSE: ReadonlySet<string> = new Set(['from', 'to', 'cities', 'last']);

function resultOf(s: Screened, { rule, ...found }: Found & { rule: Rule }): ScreeningResult {
  const { code, row, cells, numbers, facts } = found;
  const kept = Object.entries(numbers).filter(([name]) => !LOOSE.has(name));
  const texts = cells.map((cell) => [cell, s.read(cell) ?? null]);
  return {
    id: idOf([code, facts?.rule ?? null, row, texts, kept]),
    code,
    severity: found.severity ?? rule.severity,
    row,
    cells,
    numbers,
    facts: facts ?? null,
    source: facts?.rule === undefined ? rule.source : sheetOf(rule),
  };
}

/** What a rule of the KPI set asks stands on the KPI's sheet. */
const sheetOf = ({ source }: Rule): RuleSource =>
  source.work === 'manual' ? { work: 'sheet' } : source;

/** Characters of an id: enough that no two results of a workbook, nor two states of one, share it. */
const ID_CHARS = 24;

function idOf(content: unknown): string {
  return `s_${bytesToHex(sha256(utf8ToBytes(JSON.stringify(content)))).slice(0, ID_CHARS)}`;
}
