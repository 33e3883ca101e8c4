/**
 * What is said beside an editor while somebody types: what the text will become, or what is wrong and what to do. Pure.
 * It only puts words to what the domain reads: `takeTyped`, `readConversion`, the screening. It has no rules of its own
 * and never blocks.
 */
import {
  type Conversion,
  formatCell,
  formatDecimal,
  isPercent,
  readCell,
  readConversion,
  takeTyped,
} from '@tallystick/domain/cells/cell-text';
import { decimalMark } from '@tallystick/domain/cells/decimal-mark';
import { meansFormula } from '@tallystick/domain/formula/formula-text';
import type { RowId } from '@tallystick/domain/cells/ids';
import { splitNumber } from '@tallystick/domain/cells/number-text';
import type { Refusal } from '@tallystick/domain/refusals';
import { screeningOf } from '@tallystick/domain/screening/reading';
import { screenKpi } from '@tallystick/domain/screening/screen';
import type { Warning } from '@tallystick/domain/screening/warning';
import { scaled } from '@tallystick/domain/cells/unit-conversion';
import { sentenceOf } from '../lines/cell-look.ts';
import { questionWords } from '../lines/question-words.ts';
import { unitIn } from '../texts/unit-words.ts';
import { formulaHint } from './formula-hint.ts';
import type { Hint, Typing } from './hint.ts';

/** Characters left from which on they are counted. */
const FEW_LEFT = 50;

/** The hint for a text; undefined where there is nothing to say. */
export function hintOf(typing: Typing, typed: string): Hint | undefined {
  const { spec, t } = typing;
  // A formula is read by its own parser.
  if (meansFormula(spec, typed)) return formulaHint(typing, typed);
  if (typed.trim() === '') return expected(typing);
  if (spec.kind === 'text') return lengthHint(typing, typed);
  if (typed.length > spec.maxLength) return lengthHint(typing, typed);
  const taken = takeTyped(spec, typed, { decimal: markOf(typing) });
  if (!taken.ok) return { tone: 'wrong', text: wrongWords(typing, taken.refusal) };
  if (taken.value === null) return undefined;
  switch (spec.kind) {
    case 'number':
      return { tone: 'read', text: figureWords(typing, typed, taken.value) };
    case 'yes-no': {
      const reading = readCell(spec, taken.value);
      const isYes = reading.ok && reading.value.kind === 'yes-no' && reading.value.yes;
      return { tone: 'read', text: t(isYes ? 'yesNo.yes' : 'yesNo.no') };
    }
    case 'year':
    case 'unit':
    case 'choice':
      return undefined;
  }
}

/** The question that this text would raise, were it kept; undefined where it raises none that stands not yet. */
export function questionOf({ source, spec, t }: Typing, typed: string): Hint | undefined {
  const line = source.catalogue.rows.get(spec.row);
  if (line?.kind !== 'data-point' || typed.trim() === '') return undefined;
  const taken = takeTyped(spec, typed, { decimal: decimalMark(source.locale) });
  if (!taken.ok || taken.value === source.get(spec.cell)) return undefined;
  const asked = (read: (cell: string) => string | undefined): Warning[] =>
    screenKpi(screeningOf(source.catalogue, read), line.kpi).filter(
      ({ row, code }) => row === line.row && !SAID_BY_READING.has(code),
    );
  const before = new Set(asked((cell) => source.get(cell)).map(({ code }) => code));
  const news = asked((cell) =>
    cell === spec.cell ? (taken.value ?? undefined) : source.get(cell),
  ).find(({ code }) => !before.has(code));
  if (!news) return undefined;
  return { tone: 'ask', text: questionWords(news, t) };
}

/** Raised by every half-filled row; the empty cell says so itself. */
const SAID_BY_READING: ReadonlySet<string> = new Set([
  'unit-missing',
  'basis-missing',
  'qualified-input',
  'unreadable-cell',
]);

const markOf = ({ source }: Typing): '.' | ',' => decimalMark(source.locale);

function unitOf({ source, spec }: Typing): string {
  const row = source.catalogue.rows.get(spec.row as RowId);
  return spec.unit === undefined || !row ? '' : unitIn(source, row, spec.unit);
}

function withUnit(typing: Typing, figure: string): string {
  const unit = unitOf(typing);
  return unit === '' ? figure : `${figure} ${unit}`;
}

const LEAST = 1900;
const MOST = 2100;

function expected(typing: Typing): Hint | undefined {
  const { spec, t, source } = typing;
  if (spec.kind === 'year')
    return { tone: 'expected', text: t('typing:expected.year', { least: LEAST, most: MOST }) };
  if (spec.kind !== 'number') return undefined;
  const shown = (n: number): string => formatDecimal(String(n), source.locale);
  const parts = [unitOf(typing)];
  if (spec.integer) parts.push(t('typing:expected.whole'));
  if (spec.min !== undefined && spec.max !== undefined)
    parts.push(t('typing:expected.between', { least: shown(spec.min), most: shown(spec.max) }));
  else if (spec.min !== undefined)
    parts.push(t('typing:expected.from', { least: shown(spec.min) }));
  const text = parts.filter((part) => part !== '').join(' · ');
  return text === '' ? undefined : { tone: 'expected', text };
}

function lengthHint({ spec, t }: Typing, typed: string): Hint | undefined {
  const left = spec.maxLength - typed.trim().length;
  if (left < 0) return { tone: 'wrong', text: t('typing:tooLong', { count: -left }) };
  if (left > FEW_LEFT) return undefined;
  return { tone: 'expected', text: t('typing:left', { count: left }) };
}

function wrongWords(typing: Typing, refusal: Refusal): string {
  const { spec, t, source } = typing;
  const shown = (n: number | undefined): string => formatDecimal(String(n ?? ''), source.locale);
  switch (refusal.code) {
    case 'not-a-number':
      return t('typing:wrong.number', { example: formatDecimal('1234.5', source.locale) });
    case 'leave-empty':
      return t('typing:wrong.nothing');
    case 'not-an-integer':
      return t('typing:wrong.whole', { unit: unitOf(typing) });
    case 'below-minimum':
      return t('typing:wrong.below', { least: withUnit(typing, shown(spec.min)) });
    case 'above-maximum':
      return t('typing:wrong.above', { most: withUnit(typing, shown(spec.max)) });
    case 'not-a-year':
      return t('typing:wrong.year', { least: LEAST, most: MOST });
    case 'not-a-choice':
      return t('typing:wrong.choice');
    case 'gas-not-named':
      return `${sentenceOf({ ...refusal, detail: '' }, t)} ${t('typing:wrong.unit', { unit: unitOf(typing) })}`;
    default:
      return sentenceOf(refusal, t);
  }
}

function figureWords(typing: Typing, typed: string, stored: string): string {
  const { spec, source } = typing;
  const becomes = withUnit(typing, formatCell(stored, spec, source.locale));
  const conversion = readConversion(spec, typed, { decimal: markOf(typing) });
  if (conversion?.ok) return conversionWords(typing, conversion.value);
  const how = markWords(typing, typed, stored);
  return how === '' ? becomes : `${becomes} – ${how}`;
}

/** How the marks were read, where another reader could read them otherwise. */
function markWords({ spec, source, t }: Typing, typed: string, stored: string): string {
  const { figure } = splitNumber(typed, isPercent(spec));
  const mark = /[.,](?=\d+$)/.exec(figure)?.[0];
  if (mark === undefined || figure.indexOf(mark) !== figure.lastIndexOf(mark)) return '';
  const isDecimal = stored.includes('.') || stored.includes(',');
  const couldBeBoth = /^[1-9]\d{0,2}[.,]\d{3}$/.test(figure);
  if (!isDecimal && couldBeBoth) return t('typing:read.thousands');
  if (!isDecimal || (mark === decimalMark(source.locale) && !couldBeBoth)) return '';
  return t(mark === ',' ? 'typing:read.comma' : 'typing:read.point');
}

/** `12 ha × 0.01 = 0.12 km²`, and why the unit was read so. */
export function conversionWords(typing: Typing, conversion: Conversion): string {
  const { spec, source, t } = typing;
  const { factor, from, rounded, stored } = conversion;
  const shown = (decimal: string): string => formatDecimal(decimal, source.locale);
  const result = withUnit(typing, formatCell(stored, spec, source.locale));
  const plain = `${shown(scaled(from, factor))} ${factor.symbol}`.trim();
  const steps: string[] = [];
  if (factor.magnitude !== '') steps.push(`${shown(from)} ${factor.magnitude}`);
  const isSame = factor.times === '1' && factor.by === '1';
  if (!isSame) {
    const times = factor.times === '1' ? '' : ` × ${shown(factor.times)}`;
    const by = factor.by === '1' ? '' : ` ÷ ${shown(factor.by)}`;
    steps.push(`${plain}${times}${by}`);
  }
  const last = `${rounded ? '≈ ' : steps.length > 0 ? '= ' : ''}${result}`;
  const equation = [steps.join(' = '), last].filter((part) => part !== '').join(' ');
  const why = factor.remarks.map((remark) =>
    t(`typing:remark.${remark}`, { gas: factor.gas ?? '' }),
  );
  return [equation, ...why].join(' – ');
}
