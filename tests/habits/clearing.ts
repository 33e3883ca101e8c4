/** Clearing cells: habits 65 to 68. */
import { habit } from './habit.ts';

const FIVE = { P1: '1', P2: '2', P3: '3', P4: '4', P5: '5' };

habit(65, 'Delete clears the cell', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.press('Delete');
  await sheet.shows({ P1: '' });
  await sheet.active('P1');
  await sheet.editsNothing();
});

habit(66, 'Delete clears the whole selection', async (sheet) => {
  await sheet.given(FIVE);
  await sheet.select('P1:P3');
  await sheet.press('Delete');
  await sheet.shows({ P1: '', P2: '', P3: '', P4: '4' });
});

habit(67, 'Delete clears several blocks', async (sheet) => {
  await sheet.given(FIVE);
  await sheet.go('P1');
  await sheet.click('P3', 'Control');
  await sheet.selected('P1 P3');
  await sheet.press('Delete');
  await sheet.shows({ P1: '', P2: '2', P3: '', P4: '4', P5: '5' });
});

habit(68, 'Delete leaves protected cells', async (sheet, { contributor }) => {
  const given = { P5: '5', P6: '6' };
  await sheet.given(given);
  const wen = await contributor();
  await wen.given(given);
  await wen.select('P5:P6');
  await wen.press('Delete');
  await wen.shows({ P5: '', P6: '6' });
  await wen.saysLeftOut('Solid Waste Collection');
});
