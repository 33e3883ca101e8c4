/**
 * A maturity model as data: levels in order, and for data points the target of each level. Nothing here rests on there
 * being five of them. Source: Recommendation ITU-T Y.4904 (12/2019), of which a revision is under way.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { exact } from '@tallystick/domain/formula/formula-value';
import y4904 from '../../data/maturity-y4904.json' with { type: 'json' };
import type { Standing } from '../benchmarks/benchmark-set.ts';
import { canonicalFigure } from '../benchmarks/plain-forms.ts';

export type MaturityLine = {
  unit: string;
  direction: 'higher' | 'lower';
  /** One for each level, the first level first. null: reached as soon as there is a result at all. */
  targets: readonly (string | null)[];
  standing: Standing;
  source: { title: string; url: string | null };
  note: string;
};

export type MaturityModel = {
  format: 'tallystick-maturity/1';
  id: string;
  edition: string;
  standard: string;
  note: string;
  /** The lowest first; the first one is level 1. */
  levels: readonly { id: string }[];
  /** By row. */
  lines: Readonly<Record<string, MaturityLine>>;
};

export const Y4904 = y4904 as MaturityModel;

/** A city's own interim targets in the place of the model's, line by line; a line that the model has not is added. */
export function withOwnLines(model: MaturityModel, own: MaturityModel['lines']): MaturityModel {
  return { ...model, lines: { ...model.lines, ...own } };
}

export const MODEL_FAULTS = [
  'other-edition',
  'no-levels',
  'level-twice',
  'unknown-row',
  'row-without-figure',
  'other-unit',
  'other-direction',
  'other-number-of-targets',
  'figure-not-plain',
  'target-below-the-one-before',
  'null-after-a-target',
  'text-missing',
] as const;
export type ModelFault = { code: (typeof MODEL_FAULTS)[number]; row?: string };

/** What is wrong with a model; empty for one that levels can be told by. */
export function modelFaults(catalogue: Catalogue, model: MaturityModel): ModelFault[] {
  const faults: ModelFault[] = [];
  if (model.edition !== catalogue.edition) faults.push({ code: 'other-edition' });
  if (model.levels.length === 0) faults.push({ code: 'no-levels' });
  if (new Set(model.levels.map(({ id }) => id)).size < model.levels.length)
    faults.push({ code: 'level-twice' });
  for (const [row, line] of Object.entries(model.lines)) {
    const codes = lineFaults(catalogue, { row, line, levels: model.levels.length });
    faults.push(...codes.map((code) => ({ code, row })));
  }
  return faults;
}

function lineFaults(
  catalogue: Catalogue,
  { row, line, levels }: { row: string; line: MaturityLine; levels: number },
): ModelFault['code'][] {
  const point = catalogue.rows.get(row);
  if (point?.kind !== 'data-point') return ['unknown-row'];
  if (point.valueKind !== 'number') return ['row-without-figure'];
  const faults: ModelFault['code'][] = [];
  if (line.unit !== point.unit) faults.push('other-unit');
  const isOpen = point.direction === 'info' || point.direction === 'target';
  if (
    !['higher', 'lower'].includes(line.direction) ||
    (!isOpen && line.direction !== point.direction)
  )
    faults.push('other-direction');
  if (line.targets.length !== levels) faults.push('other-number-of-targets');
  if (line.source.title.trim() === '') faults.push('text-missing');
  return [...faults, ...orderFaults(line)];
}

/** Each level asks at least as much as the one before. */
function orderFaults({ targets, direction }: MaturityLine): ModelFault['code'][] {
  const figures = targets.filter((target) => target !== null);
  if (figures.some((target) => canonicalFigure(target) !== target)) return ['figure-not-plain'];
  if (targets.slice(0, targets.length - figures.length).some((target) => target !== null))
    return ['null-after-a-target'];
  const falls = figures.some((target, at) => {
    const before = figures[at - 1];
    return before !== undefined && !reaches(direction, target, before);
  });
  return falls ? ['target-below-the-one-before'] : [];
}

/** Whether a value is as good as a target, or better. */
export const reaches = (
  direction: MaturityLine['direction'],
  value: string,
  target: string,
): boolean =>
  direction === 'higher'
    ? exact(value).greaterThanOrEqualTo(target)
    : exact(value).lessThanOrEqualTo(target);
