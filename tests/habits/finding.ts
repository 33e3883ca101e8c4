/** Find and filter: habits 103 to 106. */
import { expect } from 'vitest';
import { reads } from '../e2e/workbook-page.ts';
import { habit } from './habit.ts';
import type { HabitSheet } from './habit-sheet.ts';

/** The cell that a search has come to. */
const HERE = '.ts-found-now';

async function find(sheet: HabitSheet, words: string): Promise<void> {
  await sheet.press('Control+f');
  await sheet.soon(async () => await sheet.workbook.get('find-words').count()).toBe(1);
  await sheet.workbook.get('find-words').fill(words);
}

async function filter(sheet: HabitSheet, kind: string): Promise<void> {
  await sheet.workbook.get('filter-menu').click();
  await sheet.workbook.get(`filter-${kind}`).click();
  await sheet.press('Escape');
}

habit(103, 'Ctrl+F finds and Enter goes on', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await find(sheet, 'sanitation');
  const name = async (): Promise<string> =>
    (await sheet.page.locator(HERE).first().getAttribute('aria-label')) ?? '';
  const goes = async (key: string, from: string): Promise<string> => {
    await sheet.press(key);
    await sheet.soon(name, 'another hit').not.toBe(from);
    // What the cell does not show itself, the bar does.
    const where = (await sheet.workbook.get('find-where').textContent()) ?? '';
    expect(((await name()) + where).toLowerCase()).toContain('sanitation');
    return await name();
  };
  await sheet.press('Enter');
  await sheet.soon(async () => await sheet.page.locator(HERE).count()).toBe(1);
  const first = await name();
  const second = await goes('Enter', first);
  expect(await goes('Shift+Enter', second)).toBe(first);
  await sheet.press('Escape');
});

habit(104, 'Escape ends the search at the cell found', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await find(sheet, 'Household Sanitation');
  await sheet.press('Enter');
  await sheet.soon(async () => await sheet.page.locator(HERE).count()).toBe(1);
  await sheet.press('Escape');
  await sheet.soon(async () => await sheet.activeName(), 'the active cell').toMatch(/^[A-Z]5$/);
  expect(await sheet.workbook.get('find-bar').count()).toBe(0);
  const name = await sheet.activeName();
  await sheet.press('ArrowUp');
  await sheet.active(name.replace('5', '4'));
});

habit(105, 'A filter leaves the rows that fit, and says so', async (sheet) => {
  await sheet.given();
  const before = (await sheet.columnTexts('result')).length;
  await filter(sheet, 'empty');
  await sheet
    .soon(async () => [...new Set(await sheet.columnTexts('result'))], 'results')
    .toEqual(['NR']);
  const said = (await sheet.workbook.get('filter-words').textContent()) ?? '';
  const rows = Number(/\d+/.exec(said)?.[0]);
  await sheet.press('Control+End');
  const drawn = await sheet.columnTexts('result');
  expect(rows).toBeGreaterThanOrEqual(new Set(drawn).size);
  expect(rows).toBeLessThan(112);
  await sheet.workbook.get('clear-filter').click();
  await sheet.given();
  await sheet
    .soon(async () => (await sheet.columnTexts('result')).length)
    .toBeGreaterThanOrEqual(before);
  expect(new Set(await sheet.columnTexts('result')).size).toBeGreaterThan(1);
});

habit(106, 'Filling and pasting keep to the rows that are shown', async (sheet) => {
  await sheet.given();
  await sheet.commented('J1');
  await sheet.commented('J3');
  await sheet.clipboard.put({ text: '1\n2' });
  await sheet.soon(async () => await sheet.at('J3').getAttribute('class')).toContain('ts-comment');
  await filter(sheet, 'commented');
  try {
    await sheet.soon(async () => await sheet.at('P2').count(), 'row 2').toBe(0);
    await (await sheet.workbook.show(sheet.row(1), 'override')).click();
    await sheet.active('P1');
    await sheet.press('Control+v');
    await reads(sheet.at('P3').locator('.ts-text'), '2');
  } finally {
    await sheet.workbook.get('clear-filter').click();
  }
  await sheet.workbook.show(sheet.row(2), 'override');
  await sheet.shows({ P1: '1', P2: '', P3: '2', P4: '' });
});
