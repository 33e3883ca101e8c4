/** Columns and groups: habits 107 to 111. */
import { expect } from 'vitest';
import { FIRST_ROW } from './bench.ts';
import { habit } from './habit.ts';

/** How far the edge of a header is dragged, in CSS px. */
const WIDER = 60;

/** A window in which not all columns fit. */
const NARROW = { width: 1400, height: 1000 };
const DESK = { width: 3200, height: 1000 };
/** How far the wheel is turned, in CSS px. */
const WHEEL = 900;
/** Rows at the top of a sorted sheet that are looked at. */
const TOP_ROWS = 15;

/** Looks that show the same, one after the other, before a sheet is taken to rest. */
const RESTING = 10;

const figure = (text: string): number => Number(text.replaceAll(/[\s,]/gu, ''));
const isRising = (figures: number[]): boolean =>
  figures.every((each, at) => at === 0 || each >= (figures[at - 1] ?? each));

habit(107, 'A column sorts upwards and downwards', async (sheet) => {
  await sheet.given();
  const top = async (): Promise<number[]> =>
    (await sheet.columnTexts('denominator')).slice(0, TOP_ROWS).map(figure);
  const choose = async (item: string): Promise<void> => {
    await sheet.workbook.get('menu-of-denominator').click();
    await sheet.workbook.get(item).click();
    await sheet.page.locator('[row-id] .ag-cell[col-id="level"]').first().click();
    await sheet.press('Control+Home');
  };
  const codes = async (): Promise<string[]> => (await sheet.columnTexts('code')).slice(0, TOP_ROWS);
  await sheet.go('P1');
  await sheet.press('Control+Home');
  await sheet.active({ row: FIRST_ROW, column: 'code' });
  let [template, same] = [await codes(), 0];
  await sheet
    .soon(async () => {
      const before = template;
      template = await codes();
      same = String(template) === String(before) ? same + 1 : 0;
      return same;
    }, 'the sheet rests at its top')
    .toBeGreaterThan(RESTING);
  try {
    await choose('sort-up');
    await sheet.soon(async () => isRising(await top()), 'smallest first').toBe(true);
    await sheet.press('Control+End');
    await sheet.soon(async () => (await sheet.columnTexts('denominator')).at(-1)).toBe('');
    await choose('sort-down');
    await sheet.soon(async () => isRising((await top()).toReversed()), 'largest first').toBe(true);
    expect(new Set(await top()).size).toBeGreaterThan(1);
  } finally {
    await choose('sort-template');
  }
  await sheet.soon(codes, 'the order of the template').toEqual(template);
});

habit(108, 'A column is hidden and shown again', async (sheet) => {
  await sheet.given();
  await sheet.header('level').hover();
  await sheet.workbook.get('menu-of-level').click();
  await sheet.workbook.get('hide').click();
  await sheet.soon(async () => await sheet.header('level').count()).toBe(0);
  await sheet.again();
  await sheet.given();
  expect(await sheet.header('level').count()).toBe(0);
  await sheet.go('E1');
  await sheet.press('ArrowRight');
  await sheet.active('I1');
  await sheet.workbook.get('columns-menu').click();
  await sheet.workbook.get('column-level').click();
  await sheet.press('Escape');
  await sheet.soon(async () => await sheet.header('level').count()).toBe(1);
  await sheet.go('E1');
  await sheet.press('ArrowRight');
  await sheet.active('F1');
});

habit(110, 'Pinned columns stay when the sheet scrolls', async (sheet) => {
  await sheet.page.setViewportSize(NARROW);
  try {
    await sheet.workbook.show(sheet.row(1), 'numerator');
    await sheet.header('numerator').hover();
    await sheet.workbook.get('menu-of-numerator').click();
    await sheet.workbook.get('pin').click();
    // It fades over the very cells: a wheel that turns meanwhile turns the menu.
    await sheet.workbook.get('pin').waitFor({ state: 'detached' });
    const left = async () =>
      await Promise.all(
        ['code', 'kpi', 'numerator'].map(
          async (column) => (await sheet.header(column).boundingBox())?.x,
        ),
      );
    const top = async () => (await sheet.header('code').boundingBox())?.y;
    await sheet.soon(async () => await left()).not.toContain(undefined);
    const [before, height] = [await left(), await top()];
    const { x, y } = await sheet.middle('E1');
    await sheet.page.mouse.move(x, y);
    await sheet.page.mouse.wheel(WHEEL, 0);
    await sheet.soon(async () => await sheet.header('level').count(), 'what scrolls').toBe(0);
    await sheet.page.mouse.wheel(0, WHEEL);
    await sheet.soon(async () => await sheet.isInView('E1')).toBe(false);
    expect(await left()).toEqual(before);
    expect(await top()).toBe(height);
  } finally {
    await sheet.header('numerator').hover();
    await sheet.workbook.get('menu-of-numerator').click();
    await sheet.workbook.get('pin').click();
    await sheet.page.setViewportSize(DESK);
  }
});

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
