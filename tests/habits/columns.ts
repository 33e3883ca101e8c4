/** Columns and groups: habits 108 to 111. Own file: what changes the look of the sheet and none of its cells. */
import { expect } from 'vitest';
import { habit } from './habit.ts';

/** How far the edge of a header is dragged, in CSS px. */
const WIDER = 60;

habit(109, 'Dragging a header’s edge sets the width', async (sheet) => {
  await sheet.given();
  const before = await sheet.widthOf('override');
  const edge = await sheet.header('override').locator('.ag-header-cell-resize').boundingBox();
  if (!edge) throw new Error('the header has no edge to drag');
  const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
  const { mouse } = sheet.page;
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + WIDER, y, { steps: 4 });
  await mouse.up();
  await sheet.soon(async () => await sheet.widthOf('override')).toBe(before + WIDER);
  await mouse.dblclick(x + WIDER, y);
  await sheet.soon(async () => await sheet.widthOf('override')).toBeLessThan(before + WIDER);
});

habit(111, 'A group folds and unfolds', async (sheet) => {
  await sheet.given();
  const waste = sheet.workbook.get('fold-group:Economy/Infrastructure/Waste');
  await waste.click();
  await sheet.soon(async () => await sheet.at('P6').count(), 'row 6').toBe(0);
  await sheet.go('P5');
  await sheet.press('ArrowDown');
  await sheet.active('P7');
  await waste.click();
  await sheet.soon(async () => await sheet.at('P6').count(), 'row 6').toBe(1);
  expect(await sheet.text('P6')).toBe('');
});
