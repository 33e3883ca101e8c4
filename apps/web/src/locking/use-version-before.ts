/** The cells of the version before, for whoever is about to make the next one of it. */
import type { CellId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import type { MomentView } from '@tallystick/protocol/views-history';
import { useMemo, useState } from 'react';
import { useAsked } from '../server/use-asked.ts';
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
  const path = last && `${workbookApi(id)}/at/${last.number}`;
  const { value, refusal } = useAsked<MomentView>(path, { isPast: true });
  const before = useMemo(
    () => value && new Map(Object.entries(value.cells) as [CellId, string][]),
    [value],
  );
  const now = new Map(cells.entries() as Iterable<[CellId, string]>);
  return { version: last?.submission, before, now, refusal };
}
