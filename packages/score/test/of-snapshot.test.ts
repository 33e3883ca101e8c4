import { expect, test } from 'vitest';
import { type CellId, cellId, type WorkbookId } from '@tallystick/domain/cells/ids';
import { snapshotOf } from '@tallystick/domain/snapshot';
import { emptyState } from '@tallystick/domain/fold';
import { resultsOf } from '../src/scores/of-snapshot.ts';
import { scoreSheet } from '../src/scores/scores.ts';
import { benchmarkOf, catalogue, setOf } from './score-set.ts';

const NO2 = 'air_pollution.no2';
const ENROLLED = 'school_enrollment.value';

test('a snapshot is scored by its results, and by the unit that the city wrote beside one', () => {
  const cells = new Map<CellId, string>([
    [cellId(NO2, 'numerator'), '0.02'],
    [cellId(NO2, 'unit'), 'ppm'],
    [cellId(ENROLLED, 'numerator'), '9 700'],
    [cellId(ENROLLED, 'denominator'), '10 000'],
  ]);
  const head = { workbook: 'wb_1' as WorkbookId, submission: 1, upTo: 4 };
  const state = { ...emptyState(), edition: catalogue.edition };
  const snapshot = snapshotOf({ catalogue, state }, cells, head);
  const set = setOf({
    [NO2]: benchmarkOf(NO2, { method: 'between', direction: 'lower', target: '10', worst: '40' }),
    [ENROLLED]: benchmarkOf(ENROLLED),
  });
  const sheet = scoreSheet(catalogue, set, { results: resultsOf(snapshot), verified: new Set() });
  const pointOf = (row: string) => sheet.points.find((point) => point.row === row);
  expect(pointOf(NO2)).toMatchObject({ isCounted: false, why: 'other-unit' });
  expect(pointOf(ENROLLED)).toMatchObject({ points: 4, percent: '97.00' });
  expect(sheet.whole.counts).toEqual({ total: 112, benchmarked: 2, reported: 2, verified: 0 });
});
