/** The cells of the version before, for whoever is about to make the next one of it. */
import type { CellId } from '@tallystick/domain/cells/ids';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import type { MomentView } from '@tallystick/protocol/views-history';
import { useEffect, useMemo, useState } from 'react';
import { askPast } from '../server/ask-past.ts';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';

export type Cells = ReadonlyMap<CellId, string>;
/** `version` is undefined where there was none. `before` is undefined until it is there. */
export type VersionBefore = {
  version: number | undefined;
  before: Cells | undefined;
  /** The cells as they are now. */
  now: Cells;
  refusal: Refusal | undefined;
};

export function useVersionBefore(): VersionBefore {
  const { id, state, cells } = useWorkbook();
  useAllCells();
  // The lock that this dialog makes is a version too: what it is held against must not move on with it.
  const [last] = useState(() => state.submissions.at(-1));
  const [answer, setAnswer] = useState<Outcome<MomentView>>();
  const number = last?.number;
  useEffect(() => {
    if (number === undefined) return undefined;
    let isCurrent = true;
    void askPast<MomentView>(`${workbookApi(id)}/at/${number}`).then((outcome) => {
      if (isCurrent) setAnswer(outcome);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, number]);
  const before = useMemo(
    () =>
      answer?.ok ? new Map(Object.entries(answer.value.cells) as [CellId, string][]) : undefined,
    [answer],
  );
  const now = new Map(cells.entries() as Iterable<[CellId, string]>);
  const refusal = answer && !answer.ok ? answer.refusal : undefined;
  return { version: last?.submission, before, now, refusal };
}
