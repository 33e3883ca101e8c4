/**
 * One person's workbook in a browser: who is in, which cell, what it shows. Suites work in the sheet as people do, by
 * cells and keys, and only this file knows how the grid draws them.
 */
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  JSHandle,
  Locator,
  Page,
} from 'playwright';
import { expect } from 'vitest';
import { DEMO_WORKBOOK } from '../process/api-client.ts';

/** Longest wait for a state of the page, in milliseconds: a busy machine paints late. */
const WAIT_MS = 45_000;
const POLL_MS = 15;

/** Waits until something is so; the sentence is what failed. */
export async function until(isSo: () => Promise<boolean> | boolean, what: string): Promise<void> {
  await expect.poll(isSo, { timeout: WAIT_MS, interval: POLL_MS, message: what }).toBe(true);
}

/** Signs a demo person in, without the sign-in page. */
export async function signIn(context: BrowserContext, url: string, person: string): Promise<void> {
  const answer = await context.request.post(`${url}/api/session/demo`, {
    data: { person },
    headers: { origin: url },
  });
  expect(answer.ok(), `${person} could not sign in: ${answer.status()}`).toBe(true);
}

export type Entering = {
  browser: Browser;
  url: string;
  person: string;
  /** Path and query; the demo workbook where left out. */
  path?: string;
  options?: BrowserContextOptions;
  /** What stands between the page and its server from the first request on. */
  before?: (context: BrowserContext) => Promise<void>;
};

/** A place in the window, in CSS px. */
type Point = { x: number; y: number };

/** What the page under test tells of its sockets. */
type Line = { sockets: WebSocket[]; isCut: boolean };

/** In the page, before its own scripts: sockets that can be cut off from outside. */
function holdTheLine(): void {
  const line: Line = { sockets: [], isCut: false };
  const Plain = window.WebSocket;
  class Held extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      // Port 9 is "discard": nobody listens there.
      super(line.isCut ? 'ws://127.0.0.1:9' : url, protocols);
      line.sockets.push(this);
    }
  }
  Object.assign(window, { line, WebSocket: Held });
}

export class WorkbookPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages of defects that the page itself met: each is a failure. */
  readonly errors: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    // The grid only writes to the console where it was asked for what it cannot do.
    page.on('console', (message) => {
      if (message.type() === 'error' && message.text().startsWith('AG Grid'))
        this.errors.push(message.text());
    });
  }

  /** Opens the demo workbook as one of its people, in a browser context of their own. */
  static async enter({
    browser,
    url,
    person,
    path,
    options,
    before,
  }: Entering): Promise<WorkbookPage> {
    const context = await browser.newContext({
      viewport: { width: 1600, height: 950 },
      // A quarter of the pixels to draw: without a GPU they cost a seventh of all processor time, and nobody looks at them.
      deviceScaleFactor: 0.5,
      // Each of these contexts is a browser that was never here before; the worker has journeys of its own.
      serviceWorkers: 'block',
      ...options,
    });
    context.setDefaultTimeout(WAIT_MS);
    await signIn(context, url, person);
    await context.addInitScript(holdTheLine);
    await before?.(context);
    const page = await context.newPage();
    const entered = new WorkbookPage(context, page);
    await page.goto(url + (path ?? `/w/${DEMO_WORKBOOK}`));
    await entered.saved();
    return entered;
  }

  /** A person who came to the page by themselves: through a link, or signing in. */
  static of(context: BrowserContext, page: Page): WorkbookPage {
    context.setDefaultTimeout(WAIT_MS);
    return new WorkbookPage(context, page);
  }

  /** The same person on another page of the same browser. */
  on(page: Page): WorkbookPage {
    const other = new WorkbookPage(this.context, page);
    this.errors.forEach((error) => other.errors.push(error));
    return other;
  }

  get(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** Everything typed here is durable. */
  async saved(): Promise<void> {
    await this.page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  }

  /** A cell that is on the screen now; `show` brings one there. */
  at(row: string, column: string): Locator {
    return this.page.locator(`[row-id="${row}"] [col-id="${column}"]`);
  }

  /** Scrolls until the cell is drawn and stays, as a hand on the wheel would: the grid draws only what is near. */
  async show(row: string, column: string): Promise<Locator> {
    await this.restsInView(row, column);
    return this.at(row, column);
  }

  /** Brings a cell into view; answers where its middle is, in CSS px, once nothing lies over it. */
  private async restsInView(row: string, column: string): Promise<JSHandle<Point>> {
    try {
      return (await this.page.waitForFunction(bringIntoView, [row, column], {
        polling: 'raf',
        timeout: WAIT_MS,
      })) as JSHandle<Point>;
    } catch (why) {
      const seen = await this.page.evaluate(whereItStands, [row, column]);
      throw new Error(`${row} ${column} never came to rest in view: ${seen}`, { cause: why });
    }
  }

  /** The text that a cell shows, with plain spaces. */
  async text(row: string, column: string): Promise<string> {
    return await plainText((await this.show(row, column)).locator('.ts-text'));
  }

  /** Waits until the cell shows exactly this. */
  async shows(row: string, column: string, text: string): Promise<void> {
    const shown = await this.show(row, column);
    try {
      // Looked for by the page at each of its frames, which costs it less than being asked.
      await this.page.waitForFunction(showsText, [row, column, text], {
        polling: 'raf',
        timeout: WAIT_MS,
      });
    } catch {
      expect(await plainText(shown.locator('.ts-text')), `${row} ${column}`).toBe(text);
    }
  }

  /** Puts the focus on a cell. */
  async focus(row: string, column: string): Promise<Locator> {
    const cell = await this.show(row, column);
    await cell.click();
    return cell;
  }

  /** Types into a cell from the keyboard, over what was there, and leaves it with Enter. */
  async type(row: string, column: string, typed: string): Promise<void> {
    await this.focus(row, column);
    await this.page.keyboard.press('F2');
    const editor = this.page.locator('.ts-editor');
    await editor.fill(typed);
    await editor.press('Enter');
  }

  /** The network goes away under the person: requests fail, the socket is gone, and a new one finds nobody. */
  async goOffline(): Promise<void> {
    // An established socket outlives Chromium's offline mode, so it is closed by hand.
    await this.cutLine();
    await this.context.setOffline(true);
    await this.page.locator('[data-testid="save-state"][data-state="offline"]').waitFor();
  }

  async goOnline(): Promise<void> {
    await this.backOnline();
    await this.saved();
  }

  /** The network is there again; what comes of it is for the test to see. */
  async backOnline(): Promise<void> {
    await this.mendLine();
    await this.context.setOffline(false);
  }

  /** The socket is gone and a new one finds nobody; requests still reach the server. */
  async cutLine(): Promise<void> {
    await this.page.evaluate(() => {
      const line = (window as unknown as { line: Line }).line;
      line.isCut = true;
      for (const socket of line.sockets) socket.close();
    });
  }

  async mendLine(): Promise<void> {
    await this.page.evaluate(() => {
      (window as unknown as { line: Line }).line.isCut = false;
    });
  }

  async openSheet(sheet: 'kpi' | 'profile'): Promise<void> {
    await this.get(`sheet-${sheet}-open`).click();
    await this.get(`sheet-${sheet}`).waitFor();
  }

  async close(): Promise<void> {
    await this.context.close();
    expect(this.errors).toEqual([]);
  }
}

/** In the page: whether a cell shows exactly this text, with plain spaces. */
function showsText([row, column, text]: string[]): boolean {
  const shown = document.querySelector(`[row-id="${row}"] [col-id="${column}"] .ts-text`);
  return shown?.textContent?.replaceAll(/\s+/gu, ' ').trim() === text;
}

/** One step towards a cell, in the page; its middle once the cell has stood in view for some frames. */
function bringIntoView([row, column]: string[]): Point | false {
  const view = document.querySelector<HTMLElement>('.ag-grid-viewport');
  const line = document.querySelector(`[row-id="${row}"]`);
  const cell = line?.querySelector(`[col-id="${column}"]`);
  if (!view) return false;
  const seen = view.dataset;
  const settle = (frames: number): Point | false => {
    seen.settled = String(frames);
    if (!cell || frames <= 3) return false;
    const { x, y, width, height } = cell.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  // The grid draws what came into view a frame or two after the scroll: nobody scrolls on before having looked.
  const rest = Number(seen.rest ?? '0');
  if (rest > 0) {
    seen.rest = String(rest - 1);
    return settle(0);
  }
  const scrolled = (): Point | false => {
    seen.rest = '2';
    return settle(0);
  };
  if (!line) {
    const isAtEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - 1;
    view.scrollTop = isAtEnd ? 0 : view.scrollTop + view.clientHeight * 0.7;
    return scrolled();
  }
  const frame = view.getBoundingClientRect();
  const place = (cell ?? line).getBoundingClientRect();
  const header = document.querySelector('.ag-header')?.getBoundingClientRect().height ?? 0;
  const top = frame.top + header;
  if (place.top < top || place.bottom > frame.bottom) {
    view.scrollTop += place.top - (top + frame.bottom) / 2;
    return scrolled();
  }
  if (!cell) {
    // At half a pixel for each of the page's the end is rounded, and never quite reached.
    const isAtEnd = view.scrollLeft + view.clientWidth >= view.scrollWidth - 4;
    view.scrollLeft = isAtEnd ? 0 : view.scrollLeft + view.clientWidth * 0.4;
    return scrolled();
  }
  const pinned = [...document.querySelectorAll('[class*="ag-pinned-left"]')].map(
    (each) => each.getBoundingClientRect().right,
  );
  const left = cell.closest('[class*="pinned-left"]')
    ? frame.left
    : Math.max(frame.left, ...pinned);
  if (place.left < left - 1 || place.right > frame.right + 1) {
    view.scrollLeft += place.left - (left + frame.right) / 2;
    return scrolled();
  }
  return settle(Number(seen.settled ?? '0') + 1);
}

/** In the page: what there is of a cell that was looked for in vain, and whether the browser still draws. */
async function whereItStands([row, column]: string[]): Promise<string> {
  const view = document.querySelector<HTMLElement>('.ag-grid-viewport');
  const places: string[] = [];
  const note = (): void => {
    const cell = document.querySelector(`[row-id="${row}"] [col-id="${column}"]`);
    const at = cell?.getBoundingClientRect();
    places.push(
      [view?.scrollTop, view?.scrollLeft, at?.left, at?.top, view?.dataset.settled].join(' '),
    );
  };
  const until = performance.now() + 1_000;
  while (performance.now() < until) {
    const drawn = new Promise((done) => requestAnimationFrame(done));
    const given = new Promise((done) => setTimeout(done, 1_000));
    await Promise.race([drawn, given]);
    note();
  }
  const rows = document.querySelectorAll('[row-id]').length;
  const state = document.querySelector<HTMLElement>('[data-testid="save-state"]')?.dataset.state;
  return JSON.stringify({
    visibility: document.visibilityState,
    rows,
    state,
    size: [view?.clientWidth, view?.clientHeight, view?.scrollWidth, view?.scrollHeight],
    frames: places.length,
    places: [...new Set(places)].slice(0, 12),
    words: document.body.innerText.slice(0, 300),
  });
}

/** Waits until what is typed goes here. */
export async function hasKeyboard(field: Locator, what: string): Promise<void> {
  const isFocused = () => field.evaluate((it) => it === document.activeElement);
  await until(isFocused, `${what} to have the keyboard`);
}

/** Waits until a screen reader is told this of something: the names of many cells follow a moment after their look. */
export async function isNamed(shown: Locator, words: string): Promise<void> {
  await until(
    async () => (await shown.getAttribute('aria-label'))?.includes(words) ?? false,
    `a name with “${words}”`,
  );
}

/** Thousands stand apart by a space of their own kind; tests write plain ones. */
export async function plainText(shown: Locator): Promise<string> {
  return ((await shown.textContent()) ?? '').replaceAll(/\s+/gu, ' ').trim();
}

/** Waits until something shows exactly this text. */
export async function reads(shown: Locator, text: string): Promise<void> {
  await expect
    .poll(async () => await plainText(shown), { timeout: WAIT_MS, interval: POLL_MS })
    .toBe(text);
}

/** A text and nothing around it, whatever kind of space it has. */
export function exactly(text: string): RegExp {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^\\s*${escaped.replaceAll(' ', String.raw`\s`)}\\s*$`, 'u');
}
