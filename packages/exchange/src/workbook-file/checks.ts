/**
 * What a spreadsheet checks of typed cells. A figure outside its bounds, or far from what cities report, is a warning
 * that can be passed over: the workbook asks again when the file comes back.
 */
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import type { OutValidation } from '../xlsx/write/out-book.ts';
import { absolute, quotedSheet } from '../xlsx/write/write-xlsx.ts';
import type { Making } from './making.ts';

const YEARS = { first: 1900, last: 2100 };

/** The cells of the tab of lists, from which the drop-downs are filled: two columns of choices, then yes and no. */
export const LISTS = ['quality', 'origin', 'yesNo'] as const;

export function listOf({ asked, words }: Making, list: (typeof LISTS)[number]): readonly string[] {
  return list === 'yesNo' ? [words.yes, words.no] : asked.catalogue.choices[list];
}

/** `at`: the cell's address. `beside`: the address of another column in the same row. */
export function checkOf(
  making: Making,
  spec: CellSpec,
  { at, point, beside }: { at: string; point?: DataPoint; beside: (column: string) => string },
): OutValidation | undefined {
  const { check } = making.words;
  const title = check.title;
  switch (spec.kind) {
    case 'number':
      return spec.column === 'override' && point !== undefined
        ? resultCheck(making, point, at)
        : figureCheck(making, spec, { at, point, beside });
    case 'year': {
      const { first, last } = YEARS;
      const formula = `AND(ISNUMBER(${at}),${at}=INT(${at}),${at}>=${first},${at}<=${last})`;
      return { at, rule: { kind: 'custom', formula }, title, says: check.year(first, last) };
    }
    case 'choice': {
      const from = listRange(making, spec.column === 'quality' ? 'quality' : 'origin');
      return { at, rule: { kind: 'list', from }, title, says: check.choice, stops: true };
    }
    case 'yes-no':
      return {
        at,
        rule: { kind: 'list', from: listRange(making, 'yesNo') },
        title,
        says: check.yesNo,
      };
    case 'unit':
    case 'text':
      return undefined;
  }
}

function listRange(making: Making, list: (typeof LISTS)[number]): string {
  const letter = 'ABC'.charAt(LISTS.indexOf(list));
  const range = absolute(`${letter}2:${letter}${listOf(making, list).length + 1}`);
  return `${quotedSheet(making.words.sheets.lists)}!${range}`;
}

type At = { at: string; point: DataPoint | undefined; beside: (column: string) => string };

function figureCheck(
  { words: { check } }: Making,
  spec: CellSpec,
  { at, point, beside }: At,
): OutValidation {
  const { min, max, integer } = spec;
  const rules = [`ISNUMBER(${at})`];
  const says = [integer ? check.whole : check.number];
  if (integer) rules.push(`${at}=INT(${at})`);
  if (min !== undefined) rules.push(`${at}>=${min}`);
  if (max !== undefined) rules.push(`${at}<=${max}`);
  if (min !== undefined && max !== undefined) says.push(check.between(String(min), String(max)));
  else if (min !== undefined) says.push(check.from(String(min)));
  else if (max !== undefined) says.push(check.to(String(max)));
  for (const { small, large } of orderedIn(point)) {
    if (small.column !== spec.column && large.column !== spec.column) continue;
    const [less, more] = [beside(small.column), beside(large.column)];
    rules.push(`OR(${less}="",${more}="",${less}<=${more})`);
    says.push(check.atMost(small.input.label, large.input.label));
  }
  const formula = `AND(${rules.join(',')})`;
  return { at, rule: { kind: 'custom', formula }, title: check.title, says: says.join(' ') };
}

/** Inputs of one row of which the KPI set says that one is at most the other. */
function orderedIn(point: DataPoint | undefined) {
  if (point === undefined) return [];
  return point.kpi.plausibility.flatMap((rule) => {
    if (rule.kind !== 'inputs') return [];
    const [a, b] = rule.rule.split('<=').map((key) => key.trim());
    const small = point.inputs.find(({ input }) => input.key === a);
    const large = point.inputs.find(({ input }) => input.key === b);
    return small && large ? [{ small, large }] : [];
  });
}

/** A result typed instead of computed: where results of cities lie. */
function resultCheck({ words: { check } }: Making, point: DataPoint, at: string): OutValidation {
  const rules = [`ISNUMBER(${at})`];
  const { low = null, high = null, zero = false } = point.magnitude ?? {};
  const bounds = [low === null ? '' : `${at}>=${low}`, high === null ? '' : `${at}<=${high}`];
  const usual = bounds.filter((bound) => bound !== '');
  if (usual.length > 0) {
    const inside = usual.length === 1 ? (usual[0] ?? '') : `AND(${usual.join(',')})`;
    rules.push(zero ? `OR(${at}=0,${inside})` : inside);
  }
  const span = [low === null ? '' : `≥ ${low}`, high === null ? '' : `≤ ${high}`];
  const shown = span.filter((each) => each !== '').join(', ');
  const says = shown === '' ? check.number : `${check.number} ${check.usual(shown)}`;
  const formula = rules.length === 1 ? (rules[0] ?? '') : `AND(${rules.join(',')})`;
  return { at, rule: { kind: 'custom', formula }, title: check.title, says };
}
