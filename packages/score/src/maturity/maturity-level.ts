/**
 * The maturity level of a city by a model. The Recommendation leaves it open how data points come together; chosen here: a
 * level is reached when every line of the model reaches it. What is not reported reaches none, because the first level
 * asks for the first figure; how many lines reach each level stands beside, so that one gap does not hide the rest.
 */
import type { ScoredResult } from '../scores/point-score.ts';
import { type MaturityLine, type MaturityModel, reaches } from './maturity-model.ts';

/** `level` from 1, 0 where not even the first is reached. */
export type LineLevel = { row: string; level: number; isReported: boolean };

export type Maturity = {
  model: string;
  /** null where the model has no line at all: nothing can be said then. */
  level: number | null;
  /** The level of the model by its name; null at 0. */
  levelId: string | null;
  lines: readonly LineLevel[];
  /** For each level of the model, how many of its lines reach it. */
  reached: readonly { id: string; lines: number }[];
};

/** The model has no faults. A result that cannot be read is not reported. */
export function maturityOf(
  model: MaturityModel,
  results: Readonly<Record<string, ScoredResult>>,
): Maturity {
  const lines = Object.entries(model.lines).map(([row, line]): LineLevel => {
    const result = results[row];
    const value = result?.status === 'reported' ? result.decimal : null;
    return { row, level: value === null ? 0 : lineLevel(line, value), isReported: value !== null };
  });
  const level = lines.length === 0 ? null : Math.min(...lines.map((line) => line.level));
  return {
    model: model.id,
    level,
    levelId: level === null ? null : (model.levels[level - 1]?.id ?? null),
    lines,
    reached: model.levels.map(({ id }, at) => ({
      id,
      lines: lines.filter((line) => line.level > at).length,
    })),
  };
}

/** The highest level whose target, and with it every one before, is reached. */
function lineLevel({ targets, direction }: MaturityLine, value: string): number {
  const missed = targets.findIndex(
    (target) => target !== null && !reaches(direction, value, target),
  );
  return missed < 0 ? targets.length : missed;
}
