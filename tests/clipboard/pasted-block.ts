/** Pastes a block of LibreOffice into a workbook and compares, cell by cell, with what must stand there. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { readCell } from '@tallystick/domain/cells/cell-text';
import { DEMO_WORKBOOK } from '../process/api-client.ts';
import type { WorkbookPage } from '../e2e/workbook-page.ts';
import { type Board, putOnBoard } from './board.ts';
import { BLOCK_COLUMNS, BLOCK_ROWS, type BlockName, BLOCKS, type Expected } from './calc-block.ts';

const catalogue = loadCatalogue('2017');

type Cells = Record<string, string>;

/** Number of the journal's last entry, and the cells after it. */
export async function roomNow(page: WorkbookPage): Promise<{ head: number; cells: Cells }> {
  const base = `${new URL(page.page.url()).origin}/api/workbooks/${DEMO_WORKBOOK}`;
  const get = async <T>(path: string): Promise<T> => {
    for (;;) {
      const answer = await page.context.request.get(base + path);
      if (answer.ok()) return (await answer.json()) as T;
      // The index may be a moment behind the journal.
      if (answer.status() !== 503) throw new Error(`${path}: ${answer.status()}`);
    }
  };
  const { head } = await get<{ head: number }>('/moments?points=1');
  const { cells } = await get<{ cells: Cells }>(`/at/${head}`);
  return { head, cells };
}

export type Compared = { cells: number; wrong: string[]; edits: number };

/** Pastes at the first row and column of the block, compares, and takes it back. */
export async function pasteAndCompare(
  page: WorkbookPage,
  { name, board, by }: { name: BlockName; board: Board; by: 'fromHtml' | 'fromText' },
): Promise<Compared> {
  const [row, column] = [BLOCK_ROWS[0], BLOCK_COLUMNS[0]];
  await page.focus(row, column);
  await putOnBoard(page.page, board);
  const before = await roomNow(page);
  await page.page.keyboard.press('Control+V');
  await page.page
    .locator('[data-testid="undo"][aria-label*="paste"]')
    .waitFor({ state: 'attached' });
  await page.saved();
  const after = await roomNow(page);
  const wrong: string[] = [];
  let cells = 0;
  BLOCKS[name].forEach((line, at) => {
    line.forEach((cell, over) => {
      const id = `${BLOCK_ROWS[at]}:${BLOCK_COLUMNS[over]}`;
      if (!cellSpec(catalogue, id)) return;
      cells += 1;
      const stands = after.cells[id];
      if (!isEqual(id, stands, cell[by]))
        wrong.push(`${id}: ${stands} instead of ${said(cell[by])}`);
    });
  });
  await page.page.keyboard.press('Control+Z');
  await page.saved();
  const back = await roomNow(page);
  for (const id of new Set([...Object.keys(before.cells), ...Object.keys(back.cells)]))
    if (before.cells[id] !== back.cells[id]) wrong.push(`${id}: not taken back`);
  return { cells, wrong, edits: after.head - before.head };
}

const said = (expected: Expected): string => JSON.stringify(expected);

function isEqual(id: string, stands: string | undefined, expected: Expected): boolean {
  if (expected === null) return stands === undefined;
  if ('text' in expected) return stands === expected.text;
  const spec = cellSpec(catalogue, id);
  const reading = spec && stands !== undefined ? readCell(spec, stands) : undefined;
  if (!reading?.ok || reading.value.kind !== 'number') return false;
  return Number(reading.value.decimal) === Number(expected.figure);
}
