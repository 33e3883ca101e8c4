/** What views and filters are counted on: the open workbook as this person sees it. */
import { useMemo } from 'react';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Looking } from './row-sets.ts';

export function useLooking(): Looking {
  const { catalogue, state, cells, results, actor, now } = useWorkbook();
  return useMemo(
    () => ({ catalogue, state, cells, results, entity: actor.entity, actor, now }),
    [catalogue, state, cells, results, actor, now],
  );
}
