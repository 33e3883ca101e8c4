/**
 * The measure of the clipboard: what LibreOffice Calc writes is pasted in a real browser and compared cell by cell, and
 * what is copied in the sheet is read by Calc.
 */
import { BLOCK_ROWS, type BlockName, BLOCKS } from '../clipboard/calc-block.ts';
import { calcVersion, fixture, readByCalc, writtenByCalc } from '../clipboard/calc.ts';
import { readBoard } from '../clipboard/board.ts';
import { pasteAndCompare } from '../clipboard/pasted-block.ts';
import { openBrowser } from '../e2e/browser.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { atLeast, exactly, type Figure, informative, type Measure } from './measure.ts';

type Say = (line: string) => void;
const NAMES = Object.keys(BLOCKS) as BlockName[];

async function pasted(page: WorkbookPage, isHere: boolean, say: Say): Promise<Figure[]> {
  let [cells, wrong, pastes, edits] = [0, 0, 0, 0];
  for (const name of NAMES) {
    const board = isHere ? await writtenByCalc(name) : await fixture(name);
    const ways = [
      { board, by: 'fromHtml', words: 'table and text' },
      { board: { html: '', text: board.text }, by: 'fromText', words: 'text alone' },
    ] as const;
    for (const { words, ...way } of ways) {
      const compared = await pasteAndCompare(page, { name, ...way });
      say(`${name}, ${words}: ${compared.cells} cells, ${compared.wrong.length} wrong`);
      for (const line of compared.wrong) say(`  ${line}`);
      cells += compared.cells;
      wrong += compared.wrong.length;
      pastes += 1;
      edits += compared.edits;
    }
  }
  return [
    atLeast('cells pasted and compared', cells, 'cells', 100),
    exactly('cells that differ', wrong, 'cells', 0),
    exactly('edits beyond one a paste', edits - pastes, 'edits', 0),
  ];
}

/** A figure, a text that looks like a formula and one with a line break, copied here and given to Calc. */
async function copied(page: WorkbookPage, say: Say): Promise<Figure[]> {
  const [row] = BLOCK_ROWS;
  await page.type(row, 'override', '1234.5');
  await page.type(row, 'source', '=1+1');
  await page.focus(row, 'override');
  for (let step = 0; step < 6; step += 1) await page.page.keyboard.press('Shift+ArrowRight');
  await page.page.keyboard.press('Control+C');
  const { html } = await readBoard(page.page);
  const held = await readByCalc(html);
  const isNumber = held.includes('office:value="1234.5"');
  const isText = /office:value-type="string"[^>]*>\s*<text:p>=1\+1<\/text:p>/.test(held);
  const formulas = held.match(/table:formula=/g)?.length ?? 0;
  say(
    `given to Calc: a figure ${isNumber ? 'as' : 'not as'} a number, a text ${isText ? 'as' : 'not as'} a text`,
  );
  return [
    exactly('figures that Calc takes as numbers', Number(isNumber), 'of 1', 1),
    exactly('texts that Calc takes as texts', Number(isText), 'of 1', 1),
    exactly('formulas that Calc would run', formulas, 'formulas', 0),
  ];
}

export const measure: Measure = {
  name: 'clipboard',
  about:
    'Pastes what LibreOffice Calc writes into a workbook in a real browser, and gives Calc what is copied here.',
  run: async (say) => {
    const version = await calcVersion();
    say(version ?? 'LibreOffice is not here: what it wrote once is pasted');
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const server = await startServerProcess();
    try {
      const { browser } = opened;
      const page = await WorkbookPage.enter({ browser, url: server.url, person: 'p_amara' });
      const figures = await pasted(page, version !== undefined, say);
      const given = version === undefined ? [] : await copied(page, say);
      const defects = page.errors.length;
      for (const error of page.errors) say(error);
      return [
        informative('LibreOffice here', Number(version !== undefined), 'yes'),
        ...figures,
        ...given,
        exactly('defects that the page met', defects, 'defects', 0),
      ];
    } finally {
      await opened.browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
  },
};
