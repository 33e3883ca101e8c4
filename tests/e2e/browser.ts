/**
 * The browser of the browser tests: one a process, which all its files share; pages and contexts are each file's own.
 * One for both processes was tried: every message then passes two more processes, a fifth of all processor time. Without
 * any browser the suites are skipped by name, with the reason, instead of failing.
 */
import type { Browser } from 'playwright';
import { afterAll, describe } from 'vitest';
import { findBrowser, launchBrowser } from '../stage/chromium.ts';
import { askStage } from '../stage/stage.ts';

/** What one test has to end within, in milliseconds: browsers on a busy machine are slow, and none waits for long. */
const TEST_MS = 180_000;

type Opened = { browser: Browser } | { reason: string };

/** Opens the first browser that starts here, or says why none did. */
export async function openBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Opened> {
  const found = (await askStage('browser')) ?? (await findBrowser(env));
  return 'reason' in found ? found : { browser: await launchBrowser(found) };
}

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
