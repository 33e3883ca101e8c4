/** Pasting: habits 73 to 80, 84 to 86, 88 and 89. */
import { habit } from './habit.ts';

const TABLE = '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>';

habit(73, 'Ctrl+V lays a block out from the active cell', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: 'a\tb\nc\td' });
  await sheet.go('V1');
  await sheet.press('Control+v');
  await sheet.shows({ V1: 'a', W1: 'b', V2: 'c', W2: 'd', V3: '' });
});

habit(74, 'A quoted line break stays in one cell', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '"a\nb"\nc\n' });
  await sheet.go('W1');
  await sheet.press('Control+v');
  await sheet.shows({ W2: 'c', W3: '' });
  await sheet.holds('W1', 'a\nb');
});

habit(75, 'A table copied from a spreadsheet is pasted from its HTML', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ html: TABLE });
  await sheet.go('V1');
  await sheet.press('Control+v');
  await sheet.shows({ V1: 'a', W1: 'b', V2: 'c', W2: 'd' });
});

habit(76, 'The last line break makes no row', async (sheet) => {
  await sheet.given({ W3: 'x' });
  await sheet.clipboard.put({ text: 'a\r\nb\r\n' });
  await sheet.go('W1');
  await sheet.press('Control+v');
  await sheet.shows({ W1: 'a', W2: 'b', W3: 'x' });
});

habit(77, 'Figures of either decimal mark are understood', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '1.234,5\n1 234.5' });
  await sheet.go('P1');
  await sheet.press('Control+v');
  await sheet.shows({ P1: '1 234.5', P2: '1 234.5' });
});

habit(78, 'A percent sign is understood', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '12.5%' });
  await sheet.go('P1');
  await sheet.press('Control+v');
  await sheet.soon(async () => await sheet.text('O1'), 'the result').toMatch(/^12[.,]50?( ?%)?$/);
});

habit(79, 'One value fills the whole selection', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '7' });
  await sheet.select('P1:P3');
  await sheet.press('Control+v');
  await sheet.shows({ P1: '7', P2: '7', P3: '7', P4: '' });
});

habit(80, 'A block is repeated over a selection that is a multiple', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '1\n2' });
  await sheet.select('P1:P4');
  await sheet.press('Control+v');
  await sheet.shows({ P1: '1', P2: '2', P3: '1', P4: '2', P5: '' });
});

habit(84, 'The pasted block is selected', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '1\n2\n3' });
  await sheet.go('P1');
  await sheet.press('Control+v');
  await sheet.shows({ P1: '1', P2: '2', P3: '3' });
  await sheet.selected('P1:P3');
});

habit(85, 'A pasted block steps over group rows', async (sheet) => {
  await sheet.given();
  await sheet.clipboard.put({ text: '1\n2' });
  await sheet.go('P5');
  await sheet.press('Control+v');
  await sheet.shows({ P5: '1', P6: '2' });
});

habit(
  86,
  'A block that meets protected cells pastes what it may',
  async (sheet, { contributor }) => {
    await sheet.given();
    const wen = await contributor();
    await wen.given();
    await wen.clipboard.put({ text: '1\n2\n3' });
    await wen.go('P4');
    await wen.press('Control+v');
    await wen.shows({ P4: '1', P5: '2', P6: '' });
    await wen.saysLeftOut('Solid Waste Collection');
  },
);

habit(88, 'An empty cell of the block empties its place', async (sheet) => {
  await sheet.given({ V1: 'a', W1: 'b' });
  await sheet.clipboard.put({ text: 'c\t\n' });
  await sheet.go('V1');
  await sheet.press('Control+v');
  await sheet.shows({ V1: 'c', W1: '' });
});

habit(89, 'Inside an editor Ctrl+V pastes into the text', async (sheet) => {
  await sheet.given({ P1: '12' });
  await sheet.clipboard.put({ text: '34' });
  await sheet.go('P1');
  await sheet.press('F2', 'Control+v');
  await sheet.edits('1234');
  await sheet.press('Enter');
  await sheet.shows({ P1: '1 234' });
});
