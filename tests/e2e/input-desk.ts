/**
 * A person's desk for the cases of `input-cases.ts`: one sheet under real key, composition and clipboard events, and what
 * became of them on the screen and on the server. Needs no test runner: a measure works at it as well.
 */
import type { Browser, CDPSession, Locator, Page } from 'playwright';
import { setTimeout as after } from 'node:timers/promises';
import { type Board, putOnBoard } from '../clipboard/board.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { plainText, WorkbookPage } from './workbook-page.ts';

/** How long something may take to be so, in milliseconds: the machine may be busy. */
const SEE_MS = 20_000;
const POLL_MS = 40;

/** What a key tells (CDP `Input.dispatchKeyEvent`); `text` is what it writes. */
export type Press = {
  key: string;
  code: string;
  text?: string;
  keyCode?: number;
  alt?: boolean;
  ctrl?: boolean;
  shift?: boolean;
};

const [ALT, CTRL, SHIFT] = [1, 2, 8];

export type InputCase = { kind: string; run: (desk: InputDesk) => Promise<void> };

export class InputDesk {
  readonly workbook: WorkbookPage;
  readonly api: ApiClient;
  private readonly cdp: CDPSession;

  private constructor(workbook: WorkbookPage, api: ApiClient, cdp: CDPSession) {
    this.workbook = workbook;
    this.api = api;
    this.cdp = cdp;
  }

  /** The coordinator's sheet, wide enough that every column is drawn. */
  static async open(browser: Browser, url: string): Promise<InputDesk> {
    const workbook = await WorkbookPage.enter({
      browser,
      url,
      person: 'p_amara',
      options: { viewport: { width: 3200, height: 1000 }, locale: 'en-GB' },
      before: async (context) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
        await context.addInitScript(countPersist);
      },
    });
    const cdp = await workbook.context.newCDPSession(workbook.page);
    return new InputDesk(workbook, await ApiClient.enter(url, 'p_amara'), cdp);
  }

  get page(): Page {
    return this.workbook.page;
  }

  get editor(): Locator {
    return this.page.locator('.ts-editor');
  }

  /** Waits until an answer is the wanted one; else tells what it was. */
  async soon<T>(ask: () => Promise<T>, wanted: T, what: string): Promise<void> {
    const until = performance.now() + SEE_MS;
    let seen = await ask();
    while (JSON.stringify(seen) !== JSON.stringify(wanted)) {
      if (performance.now() > until)
        throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
      await after(POLL_MS);
      seen = await ask();
    }
  }

  /** As somebody leaves the sheet who goes on to something else: nothing open, the cells empty. */
  async clear(...cells: string[]): Promise<void> {
    for (let left = 3; left > 0; left -= 1) await this.page.keyboard.press('Escape');
    for (const cell of cells) {
      await this.go(cell);
      await this.page.keyboard.press('Delete');
      await this.shows(cell, '');
    }
  }

  /** Puts the focus on a cell, `row:column`. */
  async go(cell: string): Promise<void> {
    const [row = '', column = ''] = cell.split(':');
    await (await this.workbook.show(row, column)).click({ position: { x: 5, y: 5 } });
    await this.soon(async () => await this.page.evaluate(focusedCell), cell, 'the cell in focus');
  }

  at(cell: string): Locator {
    const [row = '', column = ''] = cell.split(':');
    return this.workbook.at(row, column);
  }

  async press(press: Press): Promise<void> {
    const { key, code, text, keyCode = 0, alt = false, ctrl = false, shift = false } = press;
    const modifiers = (alt ? ALT : 0) + (ctrl ? CTRL : 0) + (shift ? SHIFT : 0);
    const told = { key, code, modifiers, windowsVirtualKeyCode: keyCode };
    await this.cdp.send(
      'Input.dispatchKeyEvent',
      text === undefined ? { type: 'rawKeyDown', ...told } : { type: 'keyDown', text, ...told },
    );
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...told });
  }

  /** An input method shows what it has so far; `insert` ends the composition with a text. */
  async compose(text: string): Promise<void> {
    const end = text.length;
    await this.cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: end,
      selectionEnd: end,
    });
  }

  async insert(text: string): Promise<void> {
    await this.cdp.send('Input.insertText', { text });
  }

  /** Types a text over what stands in a cell, and takes it with Enter. */
  async type(cell: string, text: string): Promise<void> {
    await this.go(cell);
    await this.page.keyboard.press('F2');
    await this.editor.waitFor();
    await this.page.keyboard.press('Control+A');
    await this.insert(text);
    await this.page.keyboard.press('Enter');
  }

  async paste(cell: string, board: Partial<Board>): Promise<void> {
    await putOnBoard(this.page, { html: '', text: '', ...board });
    await this.go(cell);
    await this.page.keyboard.press('Control+V');
  }

  async shows(cell: string, text: string): Promise<void> {
    const ask = async (): Promise<string> => await plainText(this.at(cell).locator('.ts-text'));
    await this.soon(ask, text, `what ${cell} shows`);
  }

  /** What the server has of a cell; empty where nothing. */
  async kept(cell: string): Promise<string> {
    const path = `/api/workbooks/${DEMO_WORKBOOK}/cells/${encodeURIComponent(cell)}`;
    const view = (await (await this.api.get(path)).json()) as { text?: string | null };
    return view.text ?? '';
  }

  async holds(cell: string, text: string): Promise<void> {
    await this.soon(async () => await this.kept(cell), text, `what ${cell} holds`);
  }

  async edits(text: string): Promise<void> {
    const ask = async (): Promise<string | null> =>
      (await this.editor.count()) === 1 ? await this.editor.inputValue() : null;
    await this.soon(ask, text, 'the text in the editor');
  }

  /** The number of the journal's last entry: it stays where nothing was written or marked. */
  async head(): Promise<number> {
    const answer = await this.api.get(`/api/workbooks/${DEMO_WORKBOOK}/cells?limit=1`);
    return ((await answer.json()) as { head: number }).head;
  }

  is(isSo: boolean, what: string): void {
    if (!isSo) throw new Error(what);
  }
}

/** In the page, before its own scripts: how often persistent storage was asked for. */
function countPersist(): void {
  const counted = { asked: 0 };
  Object.assign(window, { counted });
  const storage = navigator.storage;
  const persist = storage.persist.bind(storage);
  storage.persist = async () => {
    counted.asked += 1;
    return await persist();
  };
}

/** In the page: the cell that has the keyboard, as `row:column`. */
function focusedCell(): string | null {
  const cell = document.activeElement?.closest('[col-id]');
  const row = cell?.closest('[row-id]')?.getAttribute('row-id');
  return cell && row ? `${row}:${cell.getAttribute('col-id')}` : null;
}
