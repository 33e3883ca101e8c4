/** Who changed a row last, after something was said of it. */
import { rowSpecs } from '@tallystick/domain/cells/cell-spec';
import type { RowMark } from '@tallystick/domain/state';
import type { HistoryView } from '@tallystick/protocol/views-history';
import { useState } from 'react';
import { useAsked } from '../server/use-asked.ts';
import { historyRequest } from '../addresses/workbook-paths.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { isSaved } from '../live/workbook/row-lives.ts';

export type LastEdit = { by: string; name: string; at: number };

/** Undefined until the answer is there, and where the record knows of no later edit. */
export function useLastEdit(mark: RowMark): LastEdit | undefined {
  const handle = useWorkbook();
  const { id, catalogue, cells } = handle;
  const { row, number } = mark;
  // Asked again whenever a text of the row is saved anew.
  const texts = isSaved(handle, row) ? textsOf(catalogue, cells, row) : undefined;
  // While one is on its way, what was known stands.
  const [saved, setSaved] = useState(texts);
  if (texts !== undefined && texts !== saved) setSaved(texts);
  const path = historyRequest(id, { row, kinds: ['edit'] }, { limit: 1 });
  const asked = saved === undefined ? undefined : path;
  const { value } = useAsked<HistoryView>(asked, { isPast: true, mark: saved ?? '' });
  const moment = value?.moments[0];
  if (!moment || moment.number <= number) return undefined;
  return { by: moment.by.person, name: moment.by.name, at: moment.at };
}

function textsOf(
  catalogue: Parameters<typeof isSaved>[0]['catalogue'],
  cells: Parameters<typeof isSaved>[0]['cells'],
  row: string,
): string {
  return JSON.stringify(rowSpecs(catalogue, row).map(({ cell }) => cells.get(cell) ?? null));
}
