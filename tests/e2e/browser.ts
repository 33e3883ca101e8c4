/**
 * The browser of the browser tests: one for the whole run, to which each file connects; its pages and contexts are its
 * own. Without any browser the suites are skipped by name, with the reason, instead of failing.
 */
import { type Browser, chromium } from 'playwright';
import { afterAll, describe } from 'vitest';
import { launchBrowser } from '../stage/chromium.ts';
import { askStage } from '../stage/stage.ts';

/** What one test has to end within, in milliseconds: browsers on a busy machine are slow, and none waits for long. */
const TEST_MS = 180_000;

type Opened = { browser: Browser } | { reason: string };

/** A connection to the browser of this run; where there is none, the first browser that starts, or why none did. */
export async function openBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Opened> {
  const place = await askStage('browser');
  if (place === undefined) {
    const launched = await launchBrowser(env);
    return 'reason' in launched ? launched : { browser: launched.started };
  }
  return 'reason' in place ? place : { browser: await chromium.connect(place.address) };
}

/** Files of one process share their connection. */
let shared: Promise<Opened> | undefined;

/** A suite in a browser; without one its tests are skipped by name, and the name says why. */
export async function describeInBrowser(
  name: string,
  suite: (browser: Browser) => void,
): Promise<void> {
  shared ??= openBrowser();
  const opened = await shared;
  if ('reason' in opened) {
    // The tests are only collected: none of them, nor their hooks, ever touches the browser.
    describe.skip(`${name} (${opened.reason})`, () => suite(undefined as never));
    return;
  }
  const { browser } = opened;
  describe(name, { timeout: TEST_MS }, () => {
    // What a file that failed left open must not cost the next one.
    afterAll(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    });
    suite(browser);
  });
}
