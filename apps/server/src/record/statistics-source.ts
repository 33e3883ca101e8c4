/** What the statistics of a workbook are made of: as it stands, or a locked version as its reader is told it. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { rowLife } from '@tallystick/domain/nouns/row-life';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { StatisticsSource } from '@tallystick/exchange/statistics/observations';
import type { SubmissionView } from '@tallystick/protocol/views';
import type { Exported } from './export-workbook.ts';

/** Of a workbook that is being worked in every figure is provisional, and none of it may be published. */
export function statisticsNow(of: Exported, now: number): StatisticsSource {
  const { state, catalogue, results, workbook } = of;
  const texts = new Map<string, string>(of.cells.map(({ cell, text }) => [cell, text]));
  const read = (cell: string) => texts.get(cell);
  return {
    catalogue,
    city: state.city,
    title: state.title,
    workbook,
    version: null,
    at: now,
    read,
    result: (row) => results.get(row),
    absence: (row) => {
      const mark = state.marks.get(row);
      const stands = mark !== undefined && rowLife({ catalogue, read, mark }, row);
      return stands === 'not-available' ? (mark?.why ?? 'not-found') : undefined;
    },
    isVerified: () => false,
    isPublic: false,
  };
}

/** A version holds no marks of rows, so of a figure that is missing there is not said why. */
export function statisticsOfVersion(view: SubmissionView, catalogue: Catalogue): StatisticsSource {
  const { submission, verifications, stale } = view;
  const { cells, results, city, title, workbook } = JSON.parse(view.snapshot) as Snapshot;
  const changed = new Set<string>(stale.map(({ row }) => row));
  const verified = new Set<string>(
    verifications.filter(({ verdict }) => verdict === 'yes').map(({ row }) => row),
  );
  return {
    catalogue,
    city,
    title,
    workbook,
    version: submission.submission,
    at: submission.at,
    read: (cell) => cells[cell],
    result: (row) => results[row],
    absence: () => undefined,
    isVerified: (row) => verified.has(row) && !changed.has(row),
    isPublic: submission.released && submission.consent !== undefined,
  };
}
