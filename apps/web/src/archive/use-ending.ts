/** The open workbook's archiving and deletion, as screens read it. */
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Ending } from './ending.ts';

export function useEnding(): Ending {
  const { id, state, nameOf } = useWorkbook();
  const { archived, deletion, city, title, zone } = state;
  return {
    workbook: id,
    city,
    title,
    zone,
    archived: archived && { ...archived, name: nameOf(archived.by) },
    deletion: deletion && { ...deletion, name: nameOf(deletion.by) },
  };
}
