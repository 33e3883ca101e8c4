/** Reading the status line: habits 112 and 113. */
import { habit } from './habit.ts';

habit(112, 'The status line shows count, sum, average, least and greatest', async (sheet) => {
  await sheet.given({ P1: '2', P2: '4', P3: '9' });
  await sheet.select('P1:P3');
  await sheet
    .soon(async () => await sheet.figures(), 'the status line')
    .toEqual({
      count: '3',
      sum: '15',
      average: '5',
      least: '2',
      greatest: '9',
    });
});

habit(113, 'Words and empty cells are not added up', async (sheet) => {
  await sheet.given({ P1: '2', P3: '4', V1: 'a' });
  await sheet.select('P1:P3');
  await sheet.page.keyboard.down('Control');
  await sheet.drag('V1', 'V2');
  await sheet.page.keyboard.up('Control');
  await sheet.selected('P1:P3 V1:V2');
  await sheet
    .soon(async () => await sheet.figures(), 'the status line')
    .toMatchObject({ count: '3', sum: '6', average: '3' });
});
