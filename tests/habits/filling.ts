/** Filling: habits 90 to 97. */
import { habit } from './habit.ts';

habit(90, 'Ctrl+D fills down', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.select('P1:P3');
  await sheet.press('Control+d');
  await sheet.shows({ P1: '5', P2: '5', P3: '5', P4: '' });
});

habit(91, 'Ctrl+R fills to the right', async (sheet) => {
  await sheet.given({ V1: 'a' });
  await sheet.select('V1:W1');
  await sheet.press('Control+r');
  await sheet.shows({ V1: 'a', W1: 'a' });
});

habit(92, 'Ctrl+D on one cell copies from above', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P2');
  await sheet.press('Control+d');
  await sheet.shows({ P1: '5', P2: '5', P3: '' });
});

habit(93, 'The handle drags a value down', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.drag(await sheet.handle(), 'P3');
  await sheet.shows({ P1: '5', P2: '5', P3: '5', P4: '' });
  await sheet.selected('P1:P3');
});

habit(94, 'The handle goes on with a series', async (sheet) => {
  await sheet.given({ P1: '1', P2: '2' });
  await sheet.select('P1:P2');
  await sheet.drag(await sheet.handle(), 'P4');
  await sheet.shows({ P1: '1', P2: '2', P3: '3', P4: '4', P5: '' });
});

habit(95, 'A double click on the handle fills as far as the neighbours', async (sheet) => {
  await sheet.given({ V1: 'x', V2: 'y', V3: 'z', W1: 'a' });
  await sheet.go('W1');
  const { x, y } = await sheet.handle();
  await sheet.page.mouse.dblclick(x, y);
  await sheet.shows({ W1: 'a', W2: 'a', W3: 'a', W4: '' });
});

habit(96, 'Ctrl+Enter fills the selection with what was typed', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P3');
  await sheet.type('9');
  await sheet.press('Control+Enter');
  await sheet.shows({ P1: '9', P2: '9', P3: '9', P4: '' });
  await sheet.selected('P1:P3');
});

habit(97, 'Filling leaves protected cells', async (sheet, { contributor }) => {
  const given = { P4: '5' };
  await sheet.given(given);
  const wen = await contributor();
  await wen.given(given);
  await wen.select('P4:P6');
  await wen.press('Control+d');
  await wen.shows({ P4: '5', P5: '5', P6: '' });
  await wen.saysLeftOut('Solid Waste Collection');
});
