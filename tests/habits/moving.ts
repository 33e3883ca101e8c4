/** Moving about the sheet: habits 1 to 20. */
import { expect } from 'vitest';
import { FIRST_ROW, LAST_COLUMN, LAST_ROW } from './bench.ts';
import { habit } from './habit.ts';

/** Rows that a screen has at least. */
const SCREEN_ROWS = 10;
/** Far enough down that the bench is gone, in CSS px. */
const FAR = 2_400;

const FILLED = { P1: '1', P2: '2', P3: '3', P5: '5' };
const FIRST_COLUMN = 'code';

habit(1, 'A click makes a cell active', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.click('P3');
  await sheet.active('P3');
  await sheet.selected('P3');
});

habit(2, 'Arrow keys move by one cell', async (sheet) => {
  await sheet.given();
  await sheet.go('P2');
  for (const [key, name] of [
    ['ArrowDown', 'P3'],
    ['ArrowRight', 'Q3'],
    ['ArrowUp', 'Q2'],
    ['ArrowLeft', 'P2'],
  ] as const) {
    await sheet.press(key);
    await sheet.active(name);
  }
});

habit(3, 'Arrow keys step over group rows', async (sheet) => {
  await sheet.given();
  await sheet.go('P5');
  await sheet.press('ArrowDown');
  await sheet.active('P6');
  await sheet.press('ArrowUp');
  await sheet.active('P5');
});

habit(4, 'Ctrl+Down goes to the edge of data', async (sheet) => {
  await sheet.given(FILLED);
  await sheet.go('P1');
  await sheet.press('Control+ArrowDown');
  await sheet.active('P3');
});

habit(5, 'Ctrl+Down from an edge goes to the next filled cell', async (sheet) => {
  await sheet.given(FILLED);
  await sheet.go('P3');
  await sheet.press('Control+ArrowDown');
  await sheet.active('P5');
});

habit(6, 'Ctrl+Down over empty cells goes to the last row', async (sheet) => {
  await sheet.given({ P1: '1' });
  await sheet.go('P1');
  await sheet.press('Control+ArrowDown');
  await sheet.active({ row: LAST_ROW, column: 'override' });
});

habit(7, 'Ctrl+Up goes to the edge of data', async (sheet) => {
  await sheet.given(FILLED);
  await sheet.go('P3');
  await sheet.press('Control+ArrowUp');
  await sheet.active('P1');
});

habit(8, 'Ctrl+Right and Ctrl+Left go to the edge of data', async (sheet) => {
  await sheet.given();
  await sheet.go('J1');
  await sheet.press('Control+ArrowRight');
  await sheet.active('O1');
  await sheet.press('Control+ArrowLeft');
  await sheet.active('D1');
});

habit(9, 'Home goes to the first column', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Home');
  await sheet.active('D3');
});

habit(10, 'End goes to the last column', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('End');
  await sheet.active({ row: sheet.row(3), column: LAST_COLUMN });
});

habit(11, 'Ctrl+Home goes to the first cell', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Control+Home');
  await sheet.active({ row: FIRST_ROW, column: FIRST_COLUMN });
});

habit(12, 'Ctrl+End goes to the last cell', async (sheet) => {
  await sheet.given();
  await sheet.go('P3');
  await sheet.press('Control+End');
  await sheet.active({ row: LAST_ROW, column: LAST_COLUMN });
});

habit(13, 'Page Down moves by a screen', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  const before = await sheet.activeRow();
  await sheet.press('PageDown');
  await sheet
    .soon(async () => (await sheet.activeRow()).index - before.index)
    .toBeGreaterThanOrEqual(SCREEN_ROWS);
  await sheet.soon(async () => (await sheet.activeRow()).isInView).toBe(true);
  expect(await sheet.activeName()).toMatch(/:override$/);
});

habit(14, 'Page Up moves back by a screen', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  const before = await sheet.activeRow();
  await sheet.press('PageDown');
  await sheet.soon(async () => (await sheet.activeRow()).index).not.toBe(before.index);
  await sheet.press('PageUp');
  await sheet.active('P1');
});

habit(15, 'Tab and Shift+Tab move sideways, over what takes nothing', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.press('Tab');
  await sheet.active('T1');
  await sheet.press('Shift+Tab');
  await sheet.active('P1');
});

habit(16, 'Tab in the last column goes to the next row', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.press('End');
  await sheet.active({ row: sheet.row(1), column: LAST_COLUMN });
  await sheet.press('Tab');
  await sheet.active('J2');
});

habit(17, 'Enter and Shift+Enter move down and up', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.press('Enter');
  await sheet.active('P2');
  await sheet.editsNothing();
  await sheet.press('Shift+Enter');
  await sheet.active('P1');
  await sheet.editsNothing();
});

habit(18, 'Enter after a run of tabs goes back to its first column', async (sheet) => {
  await sheet.given();
  await sheet.go('V1');
  await sheet.type('a');
  await sheet.press('Tab');
  await sheet.active('W1');
  await sheet.type('b');
  await sheet.press('Enter');
  await sheet.active('V2');
  await sheet.shows({ V1: 'a', W1: 'b' });
});

habit(19, 'Enter on a figure shown from elsewhere goes to its home', async (sheet) => {
  await sheet.given();
  await sheet.go('L1');
  await sheet.press('Enter');
  await sheet.workbook.get('sheet-profile').waitFor();
  await sheet.active({ row: 'city.households_total', column: 'value' });
});

habit(20, 'Ctrl+Backspace brings the active cell back', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.page.mouse.wheel(0, FAR);
  await sheet.soon(async () => await sheet.isInView('P1')).toBe(false);
  await sheet.press('Control+Backspace');
  await sheet.soon(async () => await sheet.isInView('P1')).toBe(true);
  await sheet.active('P1');
});
