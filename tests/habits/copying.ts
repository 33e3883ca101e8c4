/** Copying and cutting: habits 69 to 72, 81 to 83 and 87. */
import { expect } from 'vitest';
import { habit } from './habit.ts';
import type { HabitSheet } from './habit-sheet.ts';

const FOUR = { V1: 'a', W1: 'b', V2: 'c', W2: 'd' };

/** Copies what is selected and waits until another program could paste it. */
async function copied(sheet: HabitSheet): Promise<string> {
  await sheet.clipboard.clear();
  const before = await sheet.clipboard.text();
  await sheet.press('Control+c');
  await sheet.soon(async () => await sheet.clipboard.text(), 'the clipboard').not.toBe(before);
  return await sheet.clipboard.text();
}

habit(69, 'Ctrl+C puts a block on the clipboard as text', async (sheet) => {
  await sheet.given(FOUR);
  await sheet.select('V1:W2');
  expect(await copied(sheet)).toBe('a\tb\nc\td');
});

habit(70, 'Ctrl+C puts a table on the clipboard', async (sheet) => {
  await sheet.given(FOUR);
  await sheet.select('V1:W2');
  await copied(sheet);
  expect(await sheet.clipboard.table()).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

habit(71, 'A line break is copied in quotes', async (sheet) => {
  await sheet.given({ V1: 'a', W1: 'b\nc' });
  await sheet.select('V1:W1');
  expect(await copied(sheet)).toBe('a\t"b\nc"');
});

habit(72, 'A figure is copied without its thousands', async (sheet) => {
  await sheet.given({ P1: '1234.5' });
  await sheet.shows({ P1: '1 234.5' });
  await sheet.go('P1');
  expect(await copied(sheet)).toBe('1234.5');
});

habit(81, 'Ctrl+X and Ctrl+V move a block', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.press('Control+x');
  await sheet.go('P3');
  await sheet.press('Control+v');
  await sheet.shows({ P1: '', P3: '5' });
});

habit(82, 'Escape after Ctrl+X leaves all as it was', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.press('Control+x');
  await sheet.framed('P1');
  await sheet.press('Escape');
  await sheet.framed('');
  await sheet.shows({ P1: '5' });
});

habit(83, 'What was copied keeps a moving frame until Escape', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await copied(sheet);
  await sheet.framed('P1');
  await sheet.press('Escape');
  await sheet.framed('');
});

habit(87, 'Several blocks of one column are copied below each other', async (sheet) => {
  await sheet.given({ P1: '1', P2: '2', P3: '3' });
  await sheet.go('P1');
  await sheet.click('P3', 'Control');
  await sheet.selected('P1 P3');
  expect(await copied(sheet)).toBe('1\n3');
});
