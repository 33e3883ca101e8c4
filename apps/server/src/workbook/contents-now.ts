/**
 * What verdicts are compared with in the room, made once for each number of the journal: after a lock every page of a
 * workbook asks for its view at once.
 */
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { evidenceOfRow } from '@tallystick/domain/nouns/evidence/evidence';
import { type Content, contentOf } from '@tallystick/domain/nouns/verdict-content';
import type { WorkbookNow } from './deps.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Texts = ReadonlyMap<CellId, string>;
type Made = { head: number; texts: Texts; contents: Map<RowId, Content> };
const made = new WeakMap<object, Made>();

/** The content of a data point as the room holds it now; nothing for a row that is none. */
export function contentsNow(
  workbook: Pick<WorkbookNow, 'head' | 'room' | 'state'>,
  catalogue: Catalogue,
): (row: RowId) => Content | undefined {
  const { contents, texts } = madeOf(workbook);
  const { state } = workbook;
  const read = (cell: CellId) => texts.get(cell);
  const backing = (row: string) => evidenceOfRow(state, row);
  return (row) => {
    if (catalogue.rows.get(row)?.kind !== 'data-point') return undefined;
    const known = contents.get(row);
    if (known !== undefined) return known;
    const content = contentOf({ catalogue, read, backing }, row);
    contents.set(row, content);
    return content;
  };
}

/** A room of another generation has texts of its own, whatever the number. */
function madeOf(workbook: Pick<WorkbookNow, 'head' | 'room'>): Made {
  const { head } = workbook;
  const { texts } = workbook.room.index;
  const known = made.get(workbook);
  if (known?.head === head && known.texts === texts) return known;
  const fresh: Made = { head, texts, contents: new Map() };
  made.set(workbook, fresh);
  return fresh;
}
