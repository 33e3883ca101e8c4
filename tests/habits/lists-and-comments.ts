/** Lists, validation, comments and fingers: habits 117 to 120. */
import { expect } from 'vitest';
import { habit } from './habit.ts';

habit(117, 'Alt+Down opens the list and Enter chooses', async (sheet) => {
  await sheet.given({ T1: '' });
  await sheet.go('T1');
  await sheet.press('Alt+ArrowDown');
  await sheet.soon(async () => await sheet.list.count(), 'the list').toBeGreaterThan(0);
  await sheet.press('ArrowDown', 'Enter');
  await sheet.soon(async () => await sheet.list.count(), 'the list').toBe(0);
  await sheet.soon(async () => await sheet.text('T1'), 'the choice').not.toBe('');
  const chosen = await sheet.text('T1');
  await sheet.go('T1');
  await sheet.press('Alt+ArrowDown');
  await sheet.soon(async () => await sheet.list.count(), 'the list').toBeGreaterThan(0);
  await sheet.press('Escape');
  await sheet.soon(async () => await sheet.list.count(), 'the list').toBe(0);
  expect(await sheet.text('T1')).toBe(chosen);
});

habit(118, 'A value that does not fit is stopped', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.type('about forty');
  await sheet.press('Enter');
  await sheet.says(/Type a number/);
  await sheet.shows({ P1: 'about forty' });
  await sheet.holds('P1', '5');
});

habit(119, 'Shift+F2 begins a comment', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.press('Shift+F2');
  await sheet
    .soon(async () => await sheet.page.evaluate(() => document.activeElement?.tagName))
    .toBe('TEXTAREA');
  await sheet.type('Is this the net figure?');
  await sheet.press('Control+Enter');
  await sheet
    .soon(async () => await sheet.at('P1').getAttribute('class'), 'the mark')
    .toContain('ts-comment-open');
  await sheet.press('Escape');
  await sheet.active('P1');
});

habit(120, 'A tap selects, a second tap edits', async (sheet, { tablet }) => {
  const given = { P1: '12' };
  await sheet.given(given);
  const wen = await tablet();
  await wen.given(given);
  // On a narrow screen the result stands over what is scrolled under it.
  await wen
    .at('P1')
    .evaluate((cell) => cell.scrollIntoView({ inline: 'center', block: 'nearest' }));
  const { x, y } = await wen.middle('P1');
  await wen.page.touchscreen.tap(x, y);
  await wen.active('P1');
  await wen.editsNothing();
  await wen.page.touchscreen.tap(x, y);
  await wen.page.touchscreen.tap(x, y);
  await wen.edits('12');
});
