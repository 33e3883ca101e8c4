/** Formulas: habits 114 to 116. */
import { habit } from './habit.ts';
import type { HabitSheet } from './habit-sheet.ts';

/** Twice the inhabitants of the demonstration city. */
const TWICE_THE_INHABITANTS = '428 000';
const MISTAKES = ['=2+', '=nothing*2', '=1/0'];

async function entered(sheet: HabitSheet, typed: string): Promise<void> {
  await sheet.go('P7');
  await sheet.type(typed);
  await sheet.press('Enter');
}

habit(114, 'A cell that begins with = is computed', async (sheet) => {
  await sheet.given();
  await entered(sheet, '=4200+1350');
  await sheet.shows({ P7: '5 550' });
  await sheet.go('P7');
  await sheet.press('F2');
  await sheet.edits('=4200+1350');
  await sheet.press('Escape');
  await entered(sheet, '=2*(3+4)^2');
  await sheet.shows({ P7: '98' });
});

habit(115, 'A formula takes other cells by name and follows them', async (sheet) => {
  await sheet.given();
  await entered(sheet, '=population*2');
  await sheet.shows({ P7: TWICE_THE_INHABITANTS });
  try {
    await sheet.setProfile('city.population', '215000');
    await sheet.shows({ P7: '430 000' });
  } finally {
    await sheet.setProfile('city.population', '214000');
  }
});

habit(116, 'A mistake in a formula is said at the cell', async (sheet) => {
  await sheet.given();
  for (const typed of MISTAKES) {
    await entered(sheet, typed);
    await sheet.says(/\S+ \S+ \S+/);
    await sheet.shows({ P7: typed });
    await sheet.workbook.get('draft-drop').click();
    await sheet.shows({ P7: '' });
  }
});
