/** Walking inside of a selection and ending it: habits 37 to 44. */
import { habit } from './habit.ts';

/** Rows that no screen of this height has. */
const MORE_THAN_A_SCREEN = 40;

habit(37, 'An arrow key ends a selection', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P3');
  await sheet.press('ArrowDown');
  await sheet.active('P2');
  await sheet.selected('P2');
});

habit(38, 'Enter goes round inside a selection', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P3');
  for (const name of ['P2', 'P3', 'P1']) {
    await sheet.press('Enter');
    await sheet.active(name);
  }
  await sheet.selected('P1:P3');
});

habit(39, 'Shift+Enter goes round backwards', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P3');
  await sheet.press('Shift+Enter');
  await sheet.active('P3');
  await sheet.selected('P1:P3');
});

habit(40, 'Tab goes round inside a block, row by row', async (sheet) => {
  await sheet.given();
  await sheet.select('V1:W2');
  for (const name of ['W1', 'V2', 'W2', 'V1']) {
    await sheet.press('Tab');
    await sheet.active(name);
  }
  await sheet.selected('V1:W2');
});

habit(41, 'Enter goes on into the next block', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P2');
  await sheet.page.keyboard.down('Control');
  await sheet.drag('P4', 'P5');
  await sheet.page.keyboard.up('Control');
  await sheet.active('P4');
  await sheet.press('Enter');
  await sheet.active('P5');
  await sheet.press('Enter');
  await sheet.active('P1');
  await sheet.selected('P1:P2 P4:P5');
});

habit(42, 'Shift+Backspace keeps only the active cell', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P3');
  await sheet.press('Shift+Backspace');
  await sheet.selected('P1');
  await sheet.editsNothing();
});

habit(43, 'F8 selects without Shift', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.press('F8', 'ArrowDown', 'ArrowDown');
  await sheet.selected('P1:P3');
  await sheet.press('F8', 'ArrowDown');
  await sheet.active('P2');
  await sheet.selected('P2');
});

habit(44, 'Dragging past the edge scrolls on', async (sheet) => {
  await sheet.given();
  const start = await sheet.middle('P1');
  const first = await sheet.indexOf('P1');
  const edge = await sheet.lowerEdge();
  const { mouse } = sheet.page;
  await mouse.move(start.x, start.y);
  await mouse.down();
  try {
    await mouse.move(start.x, edge - 40, { steps: 4 });
    await mouse.move(start.x, edge + 12, { steps: 4 });
    await sheet.soon(async () => await sheet.isInView('P1'), 'the sheet scrolled').toBe(false);
    await sheet
      .soon(async () => (await sheet.lastSelectedIndex()) - first, 'rows that are selected')
      .toBeGreaterThan(MORE_THAN_A_SCREEN);
  } finally {
    await mouse.up();
  }
});
