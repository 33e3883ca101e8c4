/** Selecting cells, rows and columns: habits 21 to 36. */
import { expect } from 'vitest';
import { FIRST_ROW, LAST_COLUMN, LAST_ROW } from './bench.ts';
import { habit } from './habit.ts';

const FILLED = { P1: '1', P2: '2', P3: '3' };
/** Rows that a screen has at least. */
const SCREEN_ROWS = 10;
/** Rows of the whole sheet that have cells. */
const SHEET_ROWS = 112;

habit(21, 'Dragging selects a block', async (sheet) => {
  await sheet.given();
  await sheet.drag('V1', 'W3');
  await sheet.selected('V1:W3');
  await sheet.active('V1');
});

habit(22, 'Shift+click selects up to the cell', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.click('P4', 'Shift');
  await sheet.selected('P1:P4');
  await sheet.active('P1');
});

habit(23, 'Shift with arrow keys grows and shrinks the selection', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.press('Shift+ArrowDown', 'Shift+ArrowDown');
  await sheet.selected('P1:P3');
  await sheet.press('Shift+ArrowUp');
  await sheet.selected('P1:P2');
  await sheet.active('P1');
});

habit(24, 'A selection steps over group rows', async (sheet) => {
  await sheet.given();
  await sheet.go('P5');
  await sheet.press('Shift+ArrowDown');
  await sheet.selected('P5:P6');
});

habit(25, 'Ctrl+click adds a cell', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.click('P3', 'Control');
  await sheet.selected('P1 P3');
});

habit(26, 'Ctrl+drag adds a block', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P2');
  await sheet.page.keyboard.down('Control');
  await sheet.drag('P4', 'P5');
  await sheet.page.keyboard.up('Control');
  await sheet.selected('P1:P2 P4:P5');
  await sheet.active('P4');
});

habit(27, 'Ctrl+click on a selected cell takes it out', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P3');
  await sheet.click('P2', 'Control');
  await sheet.selected('P1 P3');
});

habit(28, 'Ctrl+Shift+Down selects to the edge of data', async (sheet) => {
  await sheet.given(FILLED);
  await sheet.go('P1');
  await sheet.press('Control+Shift+ArrowDown');
  await sheet.selected('P1:P3');
});

habit(29, 'Ctrl+Shift+Home selects to the first cell', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Control+Shift+Home');
  await sheet.soon(async () => await sheet.selectedIn(FIRST_ROW)).toContain('code');
  const seen = await sheet.selectedIn(FIRST_ROW);
  expect(seen).toContain('override');
  expect(seen).not.toContain('reported');
  expect(await sheet.selectedNames()).toEqual(expect.arrayContaining(['D1', 'D3', 'P1', 'P3']));
  expect(await sheet.selectedNames()).not.toContain('P4');
});

habit(30, 'Ctrl+Shift+End selects to the last cell', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Control+Shift+End');
  await sheet.soon(async () => await sheet.selectedIn(LAST_ROW)).toContain(LAST_COLUMN);
  const seen = await sheet.selectedIn(LAST_ROW);
  expect(seen).toContain('override');
  expect(seen).not.toContain('result');
});

habit(31, 'Shift+Home selects to the first column', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Shift+Home');
  await sheet.selected('D3:P3');
});

habit(32, 'Shift+Page Down selects a screen', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.press('Shift+PageDown');
  await sheet
    .soon(async () => (await sheet.selectedCells()).length)
    .toBeGreaterThanOrEqual(SCREEN_ROWS);
  const columns = (await sheet.selectedCells()).map(({ column }) => column);
  expect([...new Set(columns)]).toEqual(['override']);
});

habit(33, 'Shift+Space or a click on its number selects the row', async (sheet) => {
  const selects = async (row: 3 | 4): Promise<void> => {
    await sheet.soon(async () => await sheet.selectedIn(sheet.row(row))).toContain(LAST_COLUMN);
    const cells = await sheet.selectedCells();
    expect(cells.length).toBe(await sheet.columnCount());
    expect([...new Set(cells.map((cell) => cell.row))]).toEqual([sheet.row(row)]);
  };
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Shift+Space');
  await selects(3);
  await sheet.number(4).click();
  await selects(4);
});

habit(34, 'Ctrl+Space selects the column', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Control+Space');
  await sheet.selectsColumn('override');
});

habit(35, 'A click on a column’s header selects the column', async (sheet) => {
  await sheet.given();
  await sheet.go('V3');
  await sheet.header('override').locator('.ts-letter').click();
  await sheet.selectsColumn('override');
});

habit(36, 'Ctrl+A selects the data around, then all', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Control+a');
  await sheet
    .soon(async () => await sheet.selectedNames())
    .toEqual(expect.arrayContaining(['J1', 'J9', 'P1', 'P9']));
  await sheet.press('Control+a');
  await sheet.soon(async () => (await sheet.selectedCells()).length).toBe(await sheet.drawnCells());
  await sheet.active('P3');
  expect(await sheet.drawnCells()).toBeLessThan(SHEET_ROWS * (await sheet.columnCount()));
});
