/**
 * Reads a unit behind a figure and finds the factor to the unit of a cell: `12 ha` in a cell of km² is `× 0.01`. Pure,
 * exact decimals. What a unit means is decided here once, for typing, pasting and the words beside the editor. The
 * units themselves are data, with their sources: `unit-table.ts`.
 */
import { type Exact, exact } from '../formula/formula-value.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import {
  AIR_FACTORS,
  AMBIGUOUS_UNITS,
  MAGNITUDES,
  UNITS,
  type UnitLine,
  type UnitRemark,
} from './unit-table.ts';

/** What a figure has to become: the unit of the cell, and the data point's key where it may name a gas. */
export type UnitTarget = {
  unit: string;
  point?: string;
  /** Pieces are counted: `meters` are instruments then, not lengths. */
  counted?: boolean;
};

/** From the typed unit to the cell's: multiply by `times`, divide by `by`; both are decimals, one of them at least 1. */
export type Factor = {
  times: string;
  by: string;
  /** The typed unit as it is shown, `ha`, `MWh/day`; empty where only a magnitude was typed. */
  symbol: string;
  /** `million` where it was typed, and what it multiplies by; 1 without it. */
  magnitude: string;
  scale: string;
  remarks: UnitRemark[];
  /** Set where a share of the air's volume was converted. */
  gas?: string;
};

/** Digits of a quotient that does not end: what a spreadsheet keeps. */
const QUOTIENT_DIGITS = 15;
/** Digits of a product that are kept as they are; a room's figure has 30 at most. */
const EXACT_DIGITS = 30;

const FIGURE_AND_UNIT = /^((?:[-+] ?)?\d[\d.,' ]*?)\s*([\p{L}%‰°µ].*)$/u;
const EXPONENT = /^e[+-]?\d+$/i;

/** Takes `1 200 l` apart; undefined where no unit follows a figure. The text is in ASCII figures, without qualifier. */
export function splitUnit(text: string): { figure: string; unit: string } | undefined {
  const match = FIGURE_AND_UNIT.exec(text);
  const [, figure = '', unit = ''] = match ?? [];
  if (!match || EXPONENT.test(unit)) return undefined;
  return { figure, unit: unit.trim() };
}

/** The factor from a typed unit to that of the cell. Refusals: unknown-unit, other-quantity, ambiguous-unit and others. */
export function factorTo(target: UnitTarget, typed: string): Outcome<Factor> {
  const { magnitude, size, rest } = takeMagnitude(typed);
  const none: Factor = { times: '1', by: '1', symbol: '', magnitude, scale: size, remarks: [] };
  if (rest === '') return yes(none);
  const parts = partsOf(rest);
  const wanted = partsOf(target.unit);
  const base = baseFactor(target, parts[0] ?? '', wanted[0] ?? '');
  if (!base.ok) return base;
  const factor: Sizes = { times: base.value.times, by: base.value.by };
  const remarks = [...base.value.remarks];
  const left = wanted.slice(1);
  for (const per of parts.slice(1)) {
    const at = left.findIndex((each) => sameKind(each, per));
    if (at < 0) return no('other-quantity', `${rest} / ${target.unit}`);
    const [to = ''] = left.splice(at, 1);
    const by = perFactor(per, to);
    // What is counted for one hour is counted more often in a day: the sizes stand the other way round.
    factor.times = factor.times.times(by.by);
    factor.by = factor.by.times(by.times);
    remarks.push(...by.remarks);
  }
  const found: Factor = {
    ...none,
    ...reduced(factor),
    symbol: [base.value.symbol, ...parts.slice(1).map(symbolOf)].join('/'),
    remarks: [...new Set(remarks)],
  };
  if (base.value.gas) found.gas = base.value.gas;
  return yes(found);
}

/** The figure in the unit of the cell, and whether it had to be rounded. `decimal` is canonical. */
export function convert(decimal: string, factor: Factor): { decimal: string; rounded: boolean } {
  const product = exact(scaled(decimal, factor)).times(factor.times);
  const quotient = product.dividedBy(factor.by);
  const isExact = quotient.times(factor.by).equals(product) && quotient.precision() <= EXACT_DIGITS;
  const kept = isExact ? quotient : quotient.toSignificantDigits(QUOTIENT_DIGITS);
  return { decimal: kept.isZero() ? '0' : kept.toFixed(), rounded: !isExact };
}

/** The typed figure with its magnitude written out: `2500000` of `2,5 million`. */
export function scaled(decimal: string, { scale }: Factor): string {
  return scale === '1' ? decimal : exact(decimal).times(scale).toFixed();
}

type Sizes = { times: Exact; by: Exact };
type Found = Sizes & { symbol: string; remarks: UnitRemark[]; gas?: string };

/** `2,5 million m3`: the word that multiplies, and what follows it. */
function takeMagnitude(typed: string): { magnitude: string; size: string; rest: string } {
  const match = /^([\p{L}\p{M}]+)\.?(?:\s+|$)(?:of\s+)?(.*)$/u.exec(typed);
  const word = match?.[1] ?? '';
  const size = MAGNITUDES.get(word.toLowerCase());
  if (size === undefined) return { magnitude: '', size: '1', rest: typed };
  return { magnitude: word, size, rest: match?.[2] ?? '' };
}

const lines = new Map<string, UnitLine>();
for (const line of UNITS) {
  for (const word of line.words.split(' ')) lines.set(word, line);
  for (const word of line.exact?.split(' ') ?? []) lines.set(`=${word}`, line);
}

/** A unit without its dress: `µg / m³` and `ug/m^3` are one. Case is kept. */
function plain(unit: string): string {
  return unit
    .normalize('NFKC')
    .replaceAll(/[µμ]/g, 'u')
    .replaceAll('\u2212', '-')
    .replaceAll(/\s*\bper\b\s*|\s*\/\s*/gi, '/')
    .replaceAll(/[\s^*·⋅_]|\.$/g, '')
    .replace(/co2-?(?:e|eq|equiv\w*)?\.?(?=\/|$)/i, '');
}

function lineOf(part: string): UnitLine | undefined {
  return lines.get(`=${part}`) ?? lines.get(part.toLowerCase());
}

/** `kWh / year / capita` as its parts. A concentration is one word: its parts are not converted apart. */
function partsOf(unit: string): string[] {
  const whole = plain(unit);
  if (lineOf(whole)) return [whole];
  if (whole.startsWith('%')) return ['%'];
  return whole.split('/').filter((part) => part !== '');
}

function baseFactor(target: UnitTarget, typed: string, wanted: string): Outcome<Found> {
  const readings = lineOf(typed) ? undefined : AMBIGUOUS_UNITS.get(typed.toLowerCase());
  if (readings !== undefined) return no('ambiguous-unit', readings);
  const from = lineOf(typed);
  const to = target.counted ? undefined : lineOf(wanted);
  if (!to && sameCount(typed, wanted)) return yes({ ...SAME, symbol: target.unit });
  if (wanted === 'currency') return no('currency-typed');
  if (!from) return no('unknown-unit', `${typed} / ${target.unit}`);
  if (!to) return no('other-quantity', `${from.symbol} / ${target.unit}`);
  if (from.quantity === 'mixing' && to.quantity === 'concentration') return gasFactor(target, from);
  if (from.quantity !== to.quantity) return no('other-quantity', `${from.symbol} / ${target.unit}`);
  return yes(between(from, to));
}

const ONE = exact('1');
const SAME: Found = { times: ONE, by: ONE, symbol: '', remarks: [] };

function between(from: UnitLine, to: UnitLine): Found {
  const remarks: UnitRemark[] = from.remark ? [from.remark] : [];
  if (isCalendar(from) !== isCalendar(to)) remarks.push('year-of-365-days');
  return { times: exact(from.size), by: exact(to.size), symbol: from.symbol, remarks };
}

const isCalendar = ({ symbol }: UnitLine): boolean => symbol === 'years' || symbol === 'months';

/** Parts of volume become a mass only for a gas that the row names. */
function gasFactor({ point }: UnitTarget, from: UnitLine): Outcome<Found> {
  const air = AIR_FACTORS.get(point ?? '');
  if (!air) return no('gas-not-named', from.symbol);
  return yes({
    times: exact(from.size).times(air.factor),
    by: ONE,
    symbol: from.symbol,
    remarks: ['air-at-25-degrees'],
    gas: air.gas,
  });
}

function sameKind(wanted: string, typed: string): boolean {
  const from = lineOf(typed);
  const to = lineOf(wanted);
  return from && to ? from.quantity === to.quantity : sameCount(typed, wanted);
}

function perFactor(typed: string, wanted: string): Found {
  const from = lineOf(typed);
  const to = lineOf(wanted);
  return from && to ? between(from, to) : SAME;
}

function symbolOf(part: string): string {
  return lineOf(part)?.symbol ?? part;
}

/** Words for the people of a city: a figure of inhabitants may be called persons. */
const PEOPLE = new Set(['inhabitant', 'person', 'people', 'resident', 'capita', 'inh', 'citizen']);

/** Whether two words count the same thing: `household`, `Households`. */
function sameCount(typed: string, wanted: string): boolean {
  const [a, b] = [typed, wanted].map((word) => word.toLowerCase().replace(/s$/, ''));
  if (a === undefined || b === undefined || a === '') return false;
  return a === b || (PEOPLE.has(a) && PEOPLE.has(b));
}

/** One number where it ends: times 0.01, or divided by 3.6; both where neither does. */
function reduced({ times, by }: Sizes): { times: string; by: string } {
  const factor = times.dividedBy(by);
  if (factor.times(by).equals(times) && factor.precision() <= EXACT_DIGITS)
    return { times: factor.toFixed(), by: '1' };
  const inverse = by.dividedBy(times);
  if (inverse.times(times).equals(by) && inverse.precision() <= EXACT_DIGITS)
    return { times: '1', by: inverse.toFixed() };
  return { times: times.toFixed(), by: by.toFixed() };
}
