/** What views and filters are counted on: the open workbook as this person sees it. */
import { useMemo } from 'react';
import { useScreening } from '../live/workbook/use-screening.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Looking } from './row-sets.ts';

export function useLooking(): Looking {
  const { catalogue, state, cells, results, actor, now, view } = useWorkbook();
  const { rulings } = view;
  const screened = useScreening().value?.byRow;
  return useMemo(
    () => ({
      catalogue,
      state,
      cells,
      results,
      entity: actor.entity,
      actor,
      now,
      screened,
      rulings,
    }),
    [catalogue, state, cells, results, actor, now, screened, rulings],
  );
}
