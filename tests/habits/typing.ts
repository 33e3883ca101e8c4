/** Typing and editing: habits 45 to 64. */
import { expect } from 'vitest';
import { habit } from './habit.ts';

habit(45, 'Typing replaces what was there', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('Enter');
  await sheet.shows({ P1: '7' });
});

habit(46, 'F2 edits at the end of the text', async (sheet) => {
  await sheet.given({ P1: '12' });
  await sheet.go('P1');
  await sheet.press('F2');
  await sheet.edits('12');
  await sheet.type('3');
  await sheet.press('Enter');
  await sheet.shows({ P1: '123' });
});

habit(47, 'A double click edits the cell', async (sheet) => {
  await sheet.given({ P1: '12' });
  await sheet.at('P1').dblclick();
  await sheet.edits('12');
  await sheet.press('End');
  await sheet.type('3');
  await sheet.press('Enter');
  await sheet.shows({ P1: '123' });
});

habit(48, 'Escape gives up what was typed', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.type('99');
  await sheet.edits('99');
  await sheet.press('Escape');
  await sheet.editsNothing();
  await sheet.shows({ P1: '5' });
  await sheet.active('P1');
});

habit(49, 'Escape gives up after F2', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.press('F2');
  await sheet.type('9');
  await sheet.edits('59');
  await sheet.press('Escape');
  await sheet.editsNothing();
  await sheet.shows({ P1: '5' });
});

habit(50, 'Enter takes what was typed and goes down', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('Enter');
  await sheet.active('P2');
  await sheet.shows({ P1: '7', P2: '' });
});

habit(51, 'Shift+Enter takes it and goes up', async (sheet) => {
  await sheet.given();
  await sheet.go('P2');
  await sheet.type('7');
  await sheet.press('Shift+Enter');
  await sheet.active('P1');
  await sheet.shows({ P1: '', P2: '7' });
});

habit(52, 'Tab takes it and goes right', async (sheet) => {
  await sheet.given();
  await sheet.go('V1');
  await sheet.type('a');
  await sheet.press('Tab');
  await sheet.active('W1');
  await sheet.type('b');
  await sheet.press('Shift+Tab');
  await sheet.active('V1');
  await sheet.shows({ V1: 'a', W1: 'b' });
});

habit(53, 'An arrow key takes what was typed and moves', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('ArrowDown');
  await sheet.active('P2');
  await sheet.shows({ P1: '7' });
});

habit(54, 'After F2 the arrow keys move in the text', async (sheet) => {
  await sheet.given({ P1: '12' });
  await sheet.go('P1');
  await sheet.press('F2', 'ArrowLeft');
  await sheet.type('3');
  await sheet.edits('132');
  await sheet.press('Enter');
  await sheet.shows({ P1: '132' });
});

habit(55, 'F2 while typing turns the arrow keys to the text', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.type('12');
  await sheet.press('F2', 'ArrowLeft');
  await sheet.type('3');
  await sheet.edits('132');
  await sheet.press('Enter');
  await sheet.shows({ P1: '132' });
});

habit(56, 'A click on another cell takes what was typed', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.edits('7');
  await sheet.click('P3');
  await sheet.active('P3');
  await sheet.editsNothing();
  await sheet.shows({ P1: '7' });
});

habit(57, 'Alt+Enter breaks a line', async (sheet) => {
  await sheet.given();
  await sheet.go('W1');
  await sheet.type('a');
  await sheet.press('Alt+Enter');
  await sheet.type('b');
  await sheet.edits('a\nb');
  await sheet.press('Enter');
  await sheet.holds('W1', 'a\nb');
});

habit(58, 'Ctrl+Enter takes what was typed and stays', async (sheet) => {
  await sheet.given();
  await sheet.go('P1');
  await sheet.type('7');
  await sheet.press('Control+Enter');
  await sheet.editsNothing();
  await sheet.active('P1');
  await sheet.shows({ P1: '7' });
});

habit(59, 'Home and End go to the ends of the text', async (sheet) => {
  await sheet.given({ P1: '12' });
  await sheet.go('P1');
  await sheet.press('F2', 'Home');
  await sheet.type('3');
  await sheet.press('End');
  await sheet.type('4');
  await sheet.edits('3124');
  await sheet.press('Enter');
  await sheet.shows({ P1: '3 124' });
});

habit(60, 'Backspace empties the cell and waits for a text', async (sheet) => {
  await sheet.given({ P1: '5' });
  await sheet.go('P1');
  await sheet.press('Backspace');
  await sheet.edits('');
  await sheet.press('Escape');
  await sheet.editsNothing();
  await sheet.shows({ P1: '5' });
});

habit(61, 'Typing into a selection goes on inside it', async (sheet) => {
  await sheet.given();
  await sheet.select('P1:P3');
  for (const digit of ['1', '2', '3']) {
    await sheet.type(digit);
    await sheet.press('Enter');
  }
  await sheet.shows({ P1: '1', P2: '2', P3: '3' });
  await sheet.active('P1');
  await sheet.selected('P1:P3');
});

habit(62, 'Ctrl+’ takes over what stands above', async (sheet) => {
  await sheet.given({ P1: '8' });
  await sheet.go('P2');
  await sheet.press("Control+'", 'Enter');
  await sheet.shows({ P1: '8', P2: '8' });
});

habit(63, 'Figures stand at the right, words at the left', async (sheet) => {
  await sheet.given({ P1: '5', V1: 'a' });
  const figure = await sheet.textEdges('P1');
  const word = await sheet.textEdges('V1');
  expect(figure.before).toBeGreaterThan(figure.after);
  expect(word.after).toBeGreaterThan(word.before);
});

habit(64, 'A protected cell takes nothing and says why', async (sheet, { contributor }) => {
  await sheet.given();
  const wen = await contributor();
  await wen.given();
  await wen.go('P6');
  await wen.type('7');
  await wen.says(/assigned|entity|not yours/i);
  await wen.editsNothing();
  await wen.shows({ P6: '' });
});
