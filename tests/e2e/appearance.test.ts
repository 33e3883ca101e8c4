/** How people set the product to their eyes: density, contrast, zoom, language. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { colourFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const TALLER_PX = 5;
/** Few cells are drawn: axe looks at each of them. */
const SMALL = { width: 1280, height: 640 };

await describeInBrowser('appearance', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  const enter = (options: object) =>
    WorkbookPage.enter({ browser, url: server.url, person: 'p_wen', options });

  test('rows stand as close as a person chooses, and still do after a reload', async () => {
    const wen = await enter({});
    const height = async () =>
      (await wen.page.locator(`[row-id="${METERS}"]`).first().boundingBox())?.height ?? 0;
    const choose = async (name: string) => {
      await wen.page.getByTestId('me-menu').click();
      await wen.page.getByText(name, { exact: true }).click();
      await wen.page.keyboard.press('Escape');
    };
    const normal = await height();
    await choose('Roomy');
    await until(async () => (await height()) > normal + TALLER_PX, 'no room was made');
    await choose('Compact');
    await until(
      async () => (await height()) < normal - TALLER_PX,
      'the rows did not move together',
    );
    const compact = await height();
    await wen.page.reload();
    await until(async () => (await height()) === compact, 'the choice was forgotten');
    expect(wen.errors).toEqual([]);
    await wen.close();
  });

  test.for([
    ['dark', { colorScheme: 'dark' }],
    ['more contrast, dark', { contrast: 'more', colorScheme: 'dark' }],
    ['more contrast, light', { contrast: 'more', colorScheme: 'light' }],
    ['forced colours', { forcedColors: 'active' }],
  ] as const)('axe finds no colours that are too close: %s', async ([, options]) => {
    const wen = await enter({ ...options, viewport: SMALL });
    await wen.focus(METERS, 'numerator');
    expect(await colourFaults(wen.page)).toEqual([]);
    await wen.close();
  });

  test('at 200 % zoom the page does not scroll sideways, and a row is still filled in', async () => {
    const wen = await enter({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await wen.get('as-form').click();
    await wen.get('form-row').selectOption(METERS);
    const field = wen.get('field-numerator');
    await field.focus();
    const wider = await wen.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    const box = await field.boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(400);
    expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(640);
    await wen.close();
  });

  test('nothing moves for those who asked for less motion', async () => {
    const wen = await enter({ reducedMotion: 'reduce' });
    const moving = await wen.page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((each) => {
          const { animationDuration, animationName } = getComputedStyle(each);
          return animationName !== 'none' && Number.parseFloat(animationDuration) > 0.01;
        })
        .map((each) => each.className.toString()),
    );
    expect(moving).toEqual([]);
    await wen.close();
  });
});
