/** A history as it is told: what was taken over from a file is one line, the file's, with its cells beneath. */
import type { HistoryChange, Moment } from '@tallystick/protocol/views-history';

export type EditMoment = Extract<Moment, { kind: 'edit' }>;

/** `edits`: of a file, those that it brought; of an edit itself; of all else none. */
export type HistoryLine = { moment: Moment; edits: readonly EditMoment[] };

export type ChangeOf = { of: EditMoment; change: HistoryChange };

/** Of moments newest first. An edit whose file's line is not among them, since only one cell is asked for, stays a line. */
export function historyLines(moments: readonly Moment[]): HistoryLine[] {
  const files = new Set(
    moments.flatMap((moment) =>
      moment.kind === 'event' && moment.event.type === 'file-imported' ? moment.number : [],
    ),
  );
  const fileOf = (moment: Moment): number | undefined =>
    moment.kind === 'edit' && moment.file !== undefined && files.has(moment.file.number)
      ? moment.file.number
      : undefined;
  const edits = Map.groupBy(
    moments.filter((moment) => moment.kind === 'edit'),
    (moment) => fileOf(moment) ?? moment.number,
  );
  return moments.flatMap((moment): HistoryLine[] => {
    if (fileOf(moment) !== undefined) return [];
    if (moment.kind === 'refused') return [{ moment, edits: [] }];
    // In the order in which they were written.
    return [{ moment, edits: (edits.get(moment.number) ?? []).toReversed() }];
  });
}

export const changesOf = (edits: readonly EditMoment[]): ChangeOf[] =>
  edits.flatMap((of) => of.changes.map((change) => ({ of, change })));
