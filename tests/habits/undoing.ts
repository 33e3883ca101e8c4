/** Undo and redo: habits 98 to 102. */
import { habit } from './habit.ts';

const THREE = { P1: '1', P2: '2', P3: '3' };
const NONE = { P1: '', P2: '', P3: '' };

habit(98, 'Ctrl+Z takes back the last value', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('Enter');
  await sheet.shows({ P1: '7' });
  await sheet.press('Control+z');
  await sheet.shows({ P1: '5' });
});

habit(99, 'Ctrl+Y does it again', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('Enter');
  await sheet.shows({ P1: '7' });
  await sheet.press('Control+z');
  await sheet.shows({ P1: '5' });
  await sheet.press('Control+y');
  await sheet.shows({ P1: '7' });
});

habit(100, 'A whole gesture is undone at once', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '1\n2\n3' });
  await sheet.go('P1');
  await sheet.press('Control+v');
  await sheet.shows(THREE);
  await sheet.select('P1:P3');
  await sheet.press('Delete');
  await sheet.shows(NONE);
  await sheet.press('Control+z');
  await sheet.shows(THREE);
  await sheet.press('Control+z');
  await sheet.shows(NONE);
  await sheet.press('Control+y');
  await sheet.shows(THREE);
});

habit(101, 'Undo shows what it changes', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('Enter');
  await sheet.shows({ P1: '7' });
  await sheet.go('W3');
  await sheet.press('Control+z');
  await sheet.shows({ P1: '' });
  await sheet.active('P1');
});

habit(102, 'Undo leaves what others typed', async (sheet, { contributor }) => {
  await sheet.given();
  const wen = await contributor();
  await wen.given();
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('Enter');
  await wen.go('P2');
  await wen.type('8');
  await wen.press('Enter');
  await sheet.shows({ P1: '7', P2: '8' });
  await sheet.press('Control+z');
  await sheet.shows({ P1: '', P2: '8' });
});
