/** Keys, input methods and the page around them: the cases of `input-cases.ts` that are more than a text. */
import Fastify from 'fastify';
import { readFile } from 'node:fs/promises';
import { asFile, fileNameOf } from '@tallystick/server/edge/archive-reply';
import type { InputCase, InputDesk } from './input-desk.ts';

const AREA = 'wireless_broadband_coverage.3g:numerator';
const NEXT_AREA = 'wireless_broadband_coverage.4g:numerator';
const SHARE = 'household_internet_access.value:override';
const SOURCE = 'household_internet_access.value:source';
const NOTES = 'household_internet_access.value:notes';
const QUALITY = 'household_internet_access.value:quality';
const ANSWER = 'urban_development_and_spatial_planning.compact:numerator';

const OPTION_N = { key: 'ń', code: 'KeyN', text: 'ń', keyCode: 78, alt: true };
const OPTION_R = { key: '®', code: 'KeyR', text: '®', keyCode: 82, alt: true };
const DEAD = { key: 'Dead', code: 'KeyN', keyCode: 229, alt: true };

async function nationalLetters(desk: InputDesk): Promise<void> {
  const find = desk.workbook.get('find-words');
  await desk.go(SOURCE);
  const head = await desk.head();
  await desk.page.keyboard.press('Control+F');
  await find.waitFor();
  for (const press of [OPTION_N, OPTION_R, DEAD]) await desk.press(press);
  await desk.soon(async () => await find.inputValue(), 'ń®', 'the words to find');
  await desk.page.keyboard.press('Escape');
  for (const cell of [SOURCE, AREA]) {
    await desk.go(cell);
    await desk.page.keyboard.press('F2');
    await desk.editor.waitFor();
    for (const press of [OPTION_N, OPTION_R, DEAD]) await desk.press(press);
    await desk.edits('ń®');
    await desk.page.keyboard.press('Escape');
  }
  await desk.page.keyboard.press('Shift+F2');
  const comment = desk.page.locator('textarea:focus');
  await comment.waitFor();
  for (const press of [OPTION_N, OPTION_R, DEAD]) await desk.press(press);
  await desk.soon(async () => await comment.inputValue(), 'ń®', 'the comment');
  await comment.fill('');
  desk.is((await desk.head()) === head, 'a letter marked a row');
}

async function lamAlef(desk: InputDesk): Promise<void> {
  const keys = [
    // A key of two characters has no name in this browser, and the same event.
    { key: '', code: 'KeyB', text: 'لا', keyCode: 66 },
    { key: 'Unidentified', code: 'KeyB', text: 'لا', keyCode: 66 },
  ];
  for (const press of keys) {
    await desk.go(NOTES);
    await desk.press(press);
    await desk.edits('لا');
    await desk.insert(' يوجد');
    await desk.page.keyboard.press('Enter');
    await desk.holds(NOTES, 'لا يوجد');
    await desk.clear(NOTES);
    await desk.go(ANSWER);
    await desk.press(press);
    await desk.page.keyboard.press('Enter');
    await desk.shows(ANSWER, 'No');
    await desk.clear(ANSWER);
  }
}

async function otherLayouts(desk: InputDesk): Promise<void> {
  const ctrl = (key: string, code: string) => desk.press({ key, code, ctrl: true });
  await desk.type(AREA, '5');
  await desk.holds(AREA, '5');
  for (const [undo, redo] of [
    ['ئ', 'غ'],
    ['я', 'н'],
    ['ζ', 'υ'],
  ] as const) {
    await ctrl(undo, 'KeyZ');
    await desk.shows(AREA, '');
    await ctrl(redo, 'KeyY');
    await desk.shows(AREA, '5');
  }
  await desk.go(NEXT_AREA);
  await ctrl('ي', 'KeyD');
  await desk.shows(NEXT_AREA, '5');
  await desk.type(SOURCE, 'census');
  await desk.go(NOTES);
  await ctrl('ق', 'KeyR');
  await desk.shows(NOTES, 'census');
  await ctrl('ش', 'KeyA');
  const selected = desk.page.locator('.ag-cell[aria-selected="true"]');
  await desk.soon(async () => (await selected.count()) > 20, true, 'the selection of all');
  await desk.go(AREA);
  await ctrl('ب', 'KeyF');
  await desk.workbook.get('find-words').waitFor();
  await desk.page.keyboard.press('Escape');
  await desk.workbook.get('keys-open').focus();
  await desk.press({ key: '؟', code: 'Slash', shift: true });
  await desk.page.getByRole('dialog').waitFor();
  await desk.page.keyboard.press('Escape');
  await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.clear(AREA, NEXT_AREA, SOURCE, NOTES);
}

async function deadKeys(desk: InputDesk): Promise<void> {
  await desk.go(SOURCE);
  await desk.press({ key: 'Dead', code: 'Quote', keyCode: 222 });
  await desk.press({ key: 'é', code: 'KeyE', text: 'é', keyCode: 69 });
  await desk.edits('é');
  await desk.page.keyboard.press('Enter');
  await desk.holds(SOURCE, 'é');
  await desk.go(SOURCE);
  await desk.press({ key: '€', code: 'Digit2', text: '€', keyCode: 50, alt: true });
  await desk.edits('€');
  await desk.page.keyboard.press('Enter');
  await desk.holds(SOURCE, '€');
  await desk.clear(SOURCE);
}

async function inputMethods(desk: InputDesk): Promise<void> {
  await desk.go(SOURCE);
  await desk.press({ key: 'Process', code: 'KeyN', keyCode: 229 });
  for (const text of ['n', 'に', 'にほん']) await desk.compose(text);
  for (const key of ['ArrowDown', 'ArrowUp', 'Tab', 'Enter', 'Escape'])
    await desk.press({ key, code: key, keyCode: 229 });
  await desk.edits('にほん');
  await desk.insert('日本');
  // Some browsers tell the Enter that ended a composition after its end.
  await desk.press({ key: 'Enter', code: 'Enter', keyCode: 229 });
  await desk.edits('日本');
  await desk.page.keyboard.press('Enter');
  await desk.holds(SOURCE, '日本');
  await desk.clear(SOURCE);
}

async function blankAndArrow(desk: InputDesk): Promise<void> {
  await desk.go(SOURCE);
  await desk.page.keyboard.press('Space');
  await desk.editor.waitFor();
  await desk.insert('a');
  await desk.page.keyboard.press('Enter');
  await desk.holds(SOURCE, 'a');
  await desk.clear(SOURCE);
  const list = desk.page.locator('.ts-choices:visible');
  for (const cell of [QUALITY, ANSWER]) {
    await desk.go(cell);
    await desk.page.keyboard.press('Space');
    await list.waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    const box = await desk.at(cell).boundingBox();
    desk.is(box !== null, `${cell} is not on the screen`);
    if (box) await desk.page.mouse.click(box.x + box.width - 8, box.y + box.height / 2);
    await list.waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Escape');
  }
}

async function phone(desk: InputDesk): Promise<void> {
  await desk.go(AREA);
  await desk.page.keyboard.press('F2');
  await desk.editor.waitFor();
  const mode = await desk.editor.evaluate((editor: HTMLElement) => editor.inputMode);
  desk.is(
    mode === 'text',
    `the keyboard for figures is ${mode}, which has no minus on some phones`,
  );
  await desk.page.keyboard.press('Escape');
}

async function fileNames(desk: InputDesk): Promise<void> {
  const app = Fastify();
  app.get('/:city', (request, reply) => {
    const { city } = request.params as { city: string };
    const workbook = { id: `wb_${city.length}`, state: { city } };
    return asFile(reply, fileNameOf({ workbook } as never, '7.csv'), 'text/csv').send('a');
  });
  const page = await desk.workbook.context.newPage();
  try {
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    for (const [city, own, ascii] of [
      ['عمّان', 'tallystick-عمّان-7.csv', 'tallystick-wb_5-7.csv'],
      ['東京', 'tallystick-東京-7.csv', 'tallystick-wb_2-7.csv'],
      ['São Paulo', 'tallystick-são-paulo-7.csv', 'tallystick-sao-paulo-7.csv'],
      ['Riverton', 'tallystick-riverton-7.csv', 'tallystick-riverton-7.csv'],
    ] as const) {
      const address = `${url}/${encodeURIComponent(city)}`;
      const saved = page.waitForEvent('download');
      // A download is no page: the browser says that it went nowhere.
      await page.goto(address).catch(() => undefined);
      const name = (await saved).suggestedFilename();
      desk.is(name.normalize('NFC') === own, `${city} is saved as ${name}`);
      const head = (await fetch(address)).headers.get('content-disposition') ?? '';
      desk.is(head.includes(`filename="${ascii}"`), `${city} in ASCII: ${head}`);
    }
  } finally {
    await page.close();
    await app.close();
  }
}

/** In the page: every text in an element of a translator, as browsers do that translate a page. */
function wrapTexts(): number {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const isKept = text.parentElement?.closest('script, style, [translate="no"]');
    if (text.data.trim() !== '' && !isKept) texts.push(text);
  }
  for (const text of texts) {
    const outer = document.createElement('font');
    text.replaceWith(outer);
    outer.appendChild(document.createElement('font')).append(text);
  }
  return texts.length;
}

async function translation(desk: InputDesk): Promise<void> {
  await desk.go(SHARE);
  const wrapped = await desk.page.evaluate(wrapTexts);
  desk.is(wrapped > 100, `only ${wrapped} texts were wrapped`);
  await desk.page.keyboard.type('9');
  await desk.edits('9');
  await desk.page.keyboard.press('Enter');
  await desk.shows(SHARE, '9');
  await desk.go(SOURCE);
  await desk.page.keyboard.press('Control+F');
  await desk.workbook.get('find-words').fill('water');
  await desk.page.keyboard.press('Escape');
  for (const tab of await desk.page.getByRole('tab').all()) await tab.click();
  await desk.workbook.openSheet('profile');
  await desk.workbook.openSheet('kpi');
  desk.is(desk.workbook.errors.length === 0, desk.workbook.errors.join('; '));
  const bare = await desk.page.evaluate(
    (cells) =>
      cells.filter((cell) => {
        const [row, column] = cell.split(':');
        const text = document.querySelector(`[row-id="${row}"] [col-id="${column}"] .ts-text`);
        return text?.closest('[translate="no"]') === null;
      }),
    [SHARE, SHARE.replace('override', 'code'), SHARE.replace('override', 'result')],
  );
  desk.is(bare.length === 0, `may be translated: ${bare}`);
  await desk.clear(SHARE);
}

async function swipeBack(desk: InputDesk): Promise<void> {
  const found = await desk.page.evaluate(() => [
    getComputedStyle(document.documentElement).overscrollBehaviorX,
    getComputedStyle(document.querySelector('.ag-grid-viewport') ?? document.body)
      .overscrollBehaviorX,
  ]);
  desk.is(found.join() === 'none,contain', `a swipe over the edge goes on: ${found}`);
}

async function eviction(desk: InputDesk): Promise<void> {
  const asked = async (): Promise<number> =>
    await desk.page.evaluate(
      () => (window as unknown as { counted: { asked: number } }).counted.asked,
    );
  desk.is((await asked()) === 0, 'storage was asked for with nothing unsent');
  await desk.workbook.goOffline();
  await desk.type(SOURCE, 'typed without a line');
  await desk.soon(async () => (await asked()) > 0, true, 'persistent storage asked for');
  const saving = desk.page.waitForEvent('download');
  await desk.workbook.get('save-waiting').click();
  const text = await readFile(await (await saving).path(), 'utf8');
  desk.is(text.includes(`"${SOURCE}"`) && text.includes('"typed without a line"'), text);
  await desk.workbook.goOnline();
  await desk.holds(SOURCE, 'typed without a line');
  await desk.clear(SOURCE);
}

async function account(desk: InputDesk): Promise<void> {
  const choose = async (mark: string): Promise<void> => {
    await desk.workbook.get('me-menu').click();
    await desk.workbook.get('account-open').click();
    const loaded = desk.page.waitForEvent('load');
    await desk.workbook.get('decimal-mark').selectOption(mark);
    await loaded;
    await desk.workbook.saved();
  };
  await desk.type(AREA, '1,234');
  await desk.shows(AREA, '1 234');
  await choose(',');
  await desk.type(AREA, '1,234');
  await desk.shows(AREA, '1,234');
  await choose('');
  await desk.shows(AREA, '1.234');
  await desk.clear(AREA);
}

/** The page is loaded anew by the last ones. */
export const HAND_CASES: readonly InputCase[] = [
  { kind: 'national letters', run: nationalLetters },
  { kind: 'lam-alef', run: lamAlef },
  { kind: 'shortcuts on Arabic, Russian and Greek layouts', run: otherLayouts },
  { kind: 'dead keys, Option as first key', run: deadKeys },
  { kind: 'input methods', run: inputMethods },
  { kind: 'blank as first key, arrows of lists', run: blankAndArrow },
  { kind: 'keyboard of a phone', run: phone },
  { kind: 'file names', run: fileNames },
  { kind: 'swipe back', run: swipeBack },
  { kind: 'eviction', run: eviction },
  { kind: 'account', run: account },
  { kind: 'page translation', run: translation },
];
