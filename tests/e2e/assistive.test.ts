/** Text spacing, forced colours and screen readers: what a person's own settings change must not hide or double anything. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
/** The spacing of WCAG 1.4.12. */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

/** In the page: names on buttons and tabs, and lines of cells, that are cut by what they stand in. */
function cutTexts(): string[] {
  const named = [...document.querySelectorAll<HTMLElement>('button, [role="tab"], a')].filter(
    (each) => {
      const { width, height } = each.getBoundingClientRect();
      if (width < 4 || height < 4) return false;
      const parts = [each, ...each.querySelectorAll<HTMLElement>('*')];
      return parts.some(
        (part) =>
          getComputedStyle(part).overflowX === 'hidden' &&
          part.className !== 'ts-hidden' &&
          (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1),
      );
    },
  );
  const lines = [...document.querySelectorAll<HTMLElement>('.ag-row .ag-cell')].filter((cell) => {
    const text = cell.querySelector('.ts-text');
    const [inner, outer] = [text?.getBoundingClientRect(), cell.getBoundingClientRect()];
    return inner && inner.height > outer.height + 0.5;
  });
  const figures = [...document.querySelectorAll<HTMLElement>('.ag-row .ag-cell.ts-num')].filter(
    (cell) => {
      const text = cell.querySelector<HTMLElement>('.ts-text');
      return text !== null && text.scrollWidth > text.clientWidth + 1;
    },
  );
  return [
    ...named.map((each) => `name: ${each.textContent}`),
    ...lines.map((each) => `line: ${each.textContent}`),
    ...figures.map((each) => `figure: ${each.textContent}`),
  ];
}

/** Sets down what the live regions of the page are given to say, from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const isSaid = (node: Node): Element | null => {
      const at = node instanceof Element ? node : node.parentElement;
      return at?.closest('[aria-live], [role="status"], [role="alert"], output') ?? null;
    };
    new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target } of changes) {
        const region = isSaid(target);
        if (region && region.getAttribute('aria-live') !== 'off') regions.add(region);
      }
      for (const region of regions) if (region.textContent) said.push(region.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return async () => await page.evaluate(() => (window as unknown as { said: string[] }).said);
}

await describeInBrowser('assistive', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  const enter = (options: object = {}) =>
    WorkbookPage.enter({ browser, url: server.url, person: 'p_wen', options });

  test('wider letters and lines cut no name, no line of a cell and no figure', async () => {
    const wen = await enter({ viewport: { width: 1280, height: 800 } });
    await wen.focus(METERS, 'numerator');
    const row = wen.page.locator(`[row-id="${METERS}"]`).first();
    const before = (await row.boundingBox())?.height ?? 0;
    const cutBefore = await wen.page.evaluate(cutTexts);
    await wen.page.addStyleTag({ content: SPACING });
    await until(
      async () => ((await row.boundingBox())?.height ?? 0) > before,
      'the rows did not grow with their lines',
    );
    const cut = await wen.page.evaluate(cutTexts);
    expect(cut.filter((each) => !cutBefore.includes(each))).toEqual([]);
    await wen.close();
  });

  test('an edit is said once', async () => {
    const wen = await enter();
    await wen.show(METERS, 'notes');
    const said = await listen(wen.page);
    await wen.type(METERS, 'notes', 'counted in May');
    await wen.shows(METERS, 'notes', 'counted in May');
    await wen.saved();
    await until(async () => (await said()).length > 0, 'nothing was said of the edit');
    expect(await said()).toEqual([expect.stringMatching(/^All saved/u)]);
    await wen.type(METERS, 'notes', 'counted in June');
    await wen.shows(METERS, 'notes', 'counted in June');
    await until(async () => (await said()).length > 1, 'the second edit was not said');
    expect(await said()).toHaveLength(2);
    await wen.close();
  });

  test('the grid tells that several cells can be selected, and what has nothing to press is scrolled by keys', async () => {
    const wen = await enter({ viewport: { width: 1280, height: 640 } });
    await wen.page.locator('[role="grid"][aria-multiselectable="true"]').waitFor();
    await wen.focus(METERS, 'numerator');
    const card = wen.page.locator('.panel-body[role="tabpanel"]').first();
    await card.focus();
    await wen.page.keyboard.press('PageDown');
    await until(
      async () => (await card.evaluate((each) => each.scrollTop)) > 0,
      'it did not scroll',
    );
    await wen.close();
  });

  test('what is said beside the pointer stays with it, a line a sentence, and Escape takes it away', async () => {
    const lucia = await WorkbookPage.enter({ browser, url: server.url, person: 'p_lucia' });
    // Another entity's, and with an open comment.
    const cell = await lucia.show('water_supply_loss.value', 'numerator');
    // The keyboard is elsewhere: the key is for whatever lies over the sheet.
    await lucia.get('people-open').focus();
    await lucia.page.clock.install();
    await cell.hover();
    await lucia.page.clock.runFor(1_000);
    const tip = lucia.page.getByRole('tooltip');
    await tip.waitFor();
    const { lines, width } = await tip.evaluate((it) => ({
      lines: (it as HTMLElement).innerText.split('\n').length,
      width: it.getBoundingClientRect().width,
    }));
    expect(lines).toBeGreaterThan(1);
    expect(width).toBeLessThanOrEqual(380);
    await lucia.page.clock.runFor(60_000);
    expect(await tip.isVisible()).toBe(true);
    await lucia.page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await lucia.close();
  });

  test('in forced colours each state of a cell is drawn, not only filled', async () => {
    const wen = await enter({ forcedColors: 'active', deviceScaleFactor: 1 });
    const cell = await wen.show(METERS, 'numerator');
    const picture = async (state: string): Promise<string> => {
      await cell.evaluate((each, name) => each.classList.add(...name.split(' ')), state);
      const taken = await cell.screenshot();
      await cell.evaluate((each, name) => each.classList.remove(...name.split(' ')), state);
      return taken.toString('base64');
    };
    // What only fills is no state to this person: the page's own fills are all replaced by one.
    const plain = await picture('ts-fits');
    const states =
      'refused stale overwritten locked not-yours absent reopened changed proposed unset comment comment-open asks';
    const alike = [];
    for (const state of states.split(' '))
      if ((await picture(`ts-${state}`)) === plain) alike.push(state);
    expect(alike).toEqual([]);
    expect(await picture('ts-life ts-life-in-progress')).not.toBe(await picture('ts-life'));
    const current = wen.get('view-all');
    expect(await current.evaluate((each) => getComputedStyle(each).borderBlockEndStyle)).toBe(
      'solid',
    );
    await wen.close();
  });
});
