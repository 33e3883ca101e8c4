/** The texts of all cells as they were right after an entry of the journal; asked once as long as somebody looks. */
import type { MomentView } from '@tallystick/protocol/views-history';
import { workbookApi } from '../../addresses/workbook-paths.ts';
import { useAsked } from '../../server/use-asked.ts';
import { useWorkbook } from './use-workbook.ts';

type TextsAt = {
  /** By cell; undefined until they are there. */
  texts: Readonly<Record<string, string>> | undefined;
  /** They could not be asked for. */
  isAway: boolean;
};

/** Nothing is asked while `number` is undefined. */
export function useTextsAt(number: number | undefined): TextsAt {
  const { id } = useWorkbook();
  const path = number === undefined ? undefined : `${workbookApi(id)}/at/${number}`;
  const { value, refusal } = useAsked<MomentView>(path, { isPast: true });
  return { texts: value?.cells, isAway: refusal !== undefined && value === undefined };
}
