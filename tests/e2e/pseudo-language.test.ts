/**
 * Every screen once in the pseudo-language, as the people who use it: no text of the product is left in English, and axe
 * finds nothing grave on the way.
 */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, openInstallation } from '../people/installation.ts';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { untranslated } from './untranslated.ts';
import { signIn } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LAPTOP = {
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 0.5,
  serviceWorkers: 'block',
  reducedMotion: 'reduce',
} as const;
/** What a demo holds that is nobody's text: names of the city, of what was typed in it, and of formats. */
const DATA = [
  'Riverton',
  '2026 assessment',
  '2025 assessment',
  'Tallystick',
  'sha-256',
  'Northam',
  'Southam',
  'Ada',
  'Chrome on Linux',
  'Ctrl + ',
  // Languages are called by their own names.
  'English',
  'العربية',
  'pseudo',
];

await describeInBrowser('the pseudo-language', (browser: Browser) => {
  let server: ServerProcess;
  let known: string[] = [];
  beforeAll(async () => {
    server = await startServerProcess();
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    await henrik.command({ type: 'lock' });
    await henrik.command({ type: 'unlock', reason: 'One figure was missing.' });
    const { members, entities } = await henrik.view();
    known = [...DATA, ...members.map(({ name }) => name), ...entities.map(({ name }) => name)];
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  /** Goes from screen to screen as one person; what is found is told with where it was. */
  class Tour {
    readonly page: Page;
    readonly found: string[] = [];
    private readonly context: BrowserContext;
    private readonly url: string;

    private constructor(context: BrowserContext, page: Page, url: string) {
      this.context = context;
      this.page = page;
      this.url = url;
    }

    static async begin(person?: string, options: object = LAPTOP): Promise<Tour> {
      const context = await browser.newContext(options);
      if (person !== undefined) await signIn(context, server.url, person);
      return new Tour(context, await context.newPage(), server.url);
    }

    static async as(url: string, cookie: string): Promise<Tour> {
      const context = await browser.newContext(LAPTOP);
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url }]);
      return new Tour(context, await context.newPage(), url);
    }

    async open(path: string, seen: string): Promise<void> {
      await this.page.goto(`${this.url}${path}${path.includes('?') ? '&' : '?'}lang=pseudo`);
      await this.page.locator(seen).first().waitFor();
      await this.look(path);
    }

    async click(testId: string): Promise<void> {
      await this.page.getByTestId(testId).first().click();
    }

    /** `part` is what has come to the screen, where the rest was looked at before. */
    async look(where: string, part?: string): Promise<void> {
      const texts = await untranslated(this.page, known);
      this.found.push(...texts.map((text) => `${where}: ${text}`));
      const first = await graveFaults(this.page, part);
      // The name of a cell follows its look by a moment; what stays is a fault.
      const faults = first.length === 0 ? [] : await graveFaults(this.page, part);
      this.found.push(...faults.map((fault) => `${where}: ${fault}`));
    }

    /** Opens something by its button, looks, and leaves it with Escape. */
    async peek(testId: string, seen: string): Promise<void> {
      await this.click(testId);
      await this.page.locator(seen).first().waitFor();
      await this.look(testId, seen);
      await this.page.keyboard.press('Escape');
      await this.page.locator(seen).first().waitFor({ state: 'detached' });
    }

    async end(): Promise<void> {
      await this.context.close();
      expect(this.found).toEqual([]);
    }
  }

  const cell = (row: string, column: string): string => `[row-id="${row}"] [col-id="${column}"]`;

  test('of nobody: sign-in, and addresses that lead nowhere', async () => {
    const tour = await Tour.begin();
    await tour.open('/', '[data-testid="enter-as-p_wen"]');
    await tour.open('/invite/nothing', '[data-testid="invite-unusable"]');
    await tour.open('/link/nothing', '[data-testid="link-unusable"]');
    await tour.open('/nowhere', 'h1');
    await tour.end();
  });

  test('of a head: the menus, the dialogs and the tabs of a workbook', async () => {
    const tour = await Tour.begin('p_henrik');
    await tour.open('/', '[data-testid="workbook-wb_riverton"]');
    await tour.open('/w/wb_riverton', cell(METERS, 'numerator'));
    const { page } = tour;
    await page.locator(cell(METERS, 'numerator')).click();
    await page.getByTestId('row-block').waitFor();
    await tour.look('the panel');
    await tour.click('tab-history');
    await page.getByTestId('history-tab').waitFor();
    await tour.look('the history of a cell', '[data-testid="side-panel"]');
    await tour.click('tab-comments');
    await tour.look('comments', '[data-testid="side-panel"]');
    const menu = '[role="menu"]';
    for (const id of ['columns-menu', 'filter-menu', 'link-menu', 'menu-of-numerator'])
      await tour.peek(id, menu);
    const dialog = '[role="dialog"]';
    for (const id of ['me-menu', 'lock-open', 'keys-open']) await tour.peek(id, dialog);
    await tour.peek('versions-open', '[data-testid="version-line"]');
    await tour.click('people-open');
    await page.getByTestId('people-tab').click();
    await page.getByTestId('member-line').first().waitFor();
    await tour.look('people', dialog);
    await page.getByRole('dialog').getByRole('tab').first().click();
    await page.getByTestId('entity-line').first().waitFor();
    await tour.look('entities', dialog);
    await page.keyboard.press('Escape');
    await tour.click('find-open');
    await page.keyboard.type('water');
    await page.getByTestId('find-count').waitFor();
    await tour.look('find', '[data-testid="find-bar"]');
    await page.keyboard.press('Escape');
    await page.locator('.ts-row-head').nth(2).click();
    await page.getByTestId('selection-figures').waitFor();
    await tour.look('a selection');
    await tour.click('sheet-profile-open');
    await page.getByTestId('sheet-profile').waitFor();
    await tour.look('the city profile');
    for (const id of ['account-open', 'tokens-open']) {
      await tour.click('me-menu');
      await tour.peek(id, dialog);
    }
    await tour.end();
  });

  test('of a contributor: what is refused, asked, not available, and the form', async () => {
    const tour = await Tour.begin('p_wen', { ...LAPTOP, viewport: { width: 3000, height: 900 } });
    await tour.open('/w/wb_riverton', cell(METERS, 'numerator'));
    const { page } = tour;
    await page.locator(cell(METERS, 'numerator')).click();
    await page.keyboard.type('many');
    await tour.look('a hint while typing');
    await page.keyboard.press('Enter');
    await page.getByTestId('refusal').waitFor();
    await tour.look('a refusal at its cell');
    await page.getByTestId('draft-drop').click();
    await page.getByTestId('tab-kpi').click();
    await tour.click('ask-open');
    await page.getByTestId('ask-text').waitFor();
    await tour.look('a question to ITU', '[data-testid="side-panel"]');
    await page
      .locator(cell('drainage_storm_water_system_ict_monitoring.value', 'numerator'))
      .click();
    await tour.peek('row-not-available', '[role="dialog"]');
    await page.locator(cell(METERS, 'quality')).click();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('listbox').waitFor();
    await tour.look('a list of choices', '[role="listbox"]');
    await page.keyboard.press('Escape');
    await tour.click('as-form');
    await page.getByTestId('form').waitFor();
    await tour.look('the form');
    await tour.end();
  });

  test('of an auditor and of ITU: verdicts, history, versions compared, questions', async () => {
    const yara = await Tour.begin('p_yara');
    await yara.open('/w/wb_riverton', cell(METERS, 'numerator'));
    await yara.page.locator(cell(METERS, 'numerator')).click();
    await yara.page.getByTestId('verify-yes').waitFor();
    await yara.look('a verdict', '[data-testid="side-panel"]');
    await yara.peek('release-open', '[role="dialog"]');
    await yara.open('/w/wb_riverton/history', '[data-testid="history-moment"]');
    await yara.open('/w/wb_riverton/compare', '[data-testid="compare-summary"]');
    await yara.open('/w/wb_riverton/v/1', '[data-testid="results-same"]');
    await yara.end();
    const mei = await Tour.begin('p_mei');
    await mei.open('/', '[data-testid="workbook-wb_riverton"]');
    await mei.open('/clarifications', '[data-testid="clarification"]');
    await mei.click('rule-open');
    await mei.page.getByTestId('rule-text').waitFor();
    await mei.look('a ruling');
    await mei.end();
  });

  test('of an administrator: people, targets, invitations, webhooks', async () => {
    const made: Installation = await openInstallation();
    const tour = await Tour.as(made.server.url, made.admin.cookie);
    await tour.open('/', `a[href^="/w/${made.workbooks[0]}"]`);
    await tour.peek('workbook-new', '[role="dialog"]');
    await tour.open('/admin', '[data-testid="admin-person"]');
    await tour.open(`/w/${made.workbooks[0]}`, '[role="grid"]');
    await tour.click('people-open');
    await tour.page.getByTestId('people-tab').click();
    await tour.click('invite-open');
    await tour.page.getByTestId('invite-make').waitFor();
    await tour.look('an invitation', '[role="dialog"]');
    await tour.click('webhooks-tab');
    await tour.look('webhooks', '[role="dialog"]');
    await tour.end();
    await made.close();
  });
});
