/** From an empty installation to a workbook with everybody in it: each by a link, each by clicks and keys of their own. */
import type { Browser, Page } from 'playwright';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { CITY, LAST_TITLE, layEarlier } from './earlier.ts';

export const PASSWORD = 'five lighthouses before dawn';
const TITLE = 'Stavanger 2021';

export const NAMES = {
  admin: 'Ottoline',
  coordinator: 'Corin',
  head: 'Hedda',
  auditor: 'Audrey',
  itu: 'Ines',
  observer: 'Olaf',
} as const;
type Lead = Exclude<keyof typeof NAMES, 'admin'>;
const LEADS = ['coordinator', 'head', 'auditor', 'itu', 'observer'] as const;

/** The city’s entities, each with somebody who reports: the dimension that is theirs, and who they are. */
export const ENTITIES = [
  { name: 'Technical services', who: 'Tove', dimension: 'Economy' },
  { name: 'Environment office', who: 'Eskil', dimension: 'Environment' },
  { name: 'Health and culture', who: 'Kari', dimension: 'Society and Culture' },
] as const;

export type Pilot = {
  server: ServerProcess;
  browser: Browser;
  /** By their names. */
  people: Map<string, WorkbookPage>;
  workbook: string;
  close: () => Promise<void>;
};

const emailOf = (name: string): string => `${name.toLowerCase()}@pilot.example`;

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  return await context.newPage();
}

/** Joins by a link as somebody new, and waits for the workbook. */
async function join(browser: Browser, link: string, name: string): Promise<WorkbookPage> {
  const page = await newPage(browser);
  const who = WorkbookPage.of(page.context(), page);
  await page.goto(link);
  await who.get('join-name').fill(name);
  await who.get('join-email').fill(emailOf(name));
  await who.get('join-password').fill(PASSWORD);
  await who.get('join-password-again').fill(PASSWORD);
  await who.get('join-submit').click();
  await page.waitForURL(/\/w\//);
  return who;
}

/** The first administrator, by the link that the server prints. */
async function firstAdmin(browser: Browser, server: ServerProcess): Promise<Page> {
  let link: string | undefined;
  while (link === undefined) {
    link = /first administrator here, once: (http\S+)/.exec(server.output())?.[1];
    await new Promise((turn) => setTimeout(turn, 5));
  }
  const page = await newPage(browser);
  WorkbookPage.of(page.context(), page);
  await page.goto(link);
  await page.getByTestId('link-name').fill(NAMES.admin);
  await page.getByTestId('link-email').fill(emailOf(NAMES.admin));
  await page.getByTestId('link-password').fill(PASSWORD);
  await page.getByTestId('link-password-again').fill(PASSWORD);
  await page.getByTestId('link-submit').click();
  await page.getByTestId('workbook-new').waitFor();
  return page;
}

/** Opens the workbook; answers the link that brings its coordinator. */
async function openWorkbook(admin: Page): Promise<string> {
  await admin.getByTestId('workbook-new').click();
  await admin.getByTestId('workbook-city').fill(CITY);
  await admin.getByTestId('workbook-title').fill(TITLE);
  await admin.getByTestId('workbook-create').click();
  const link = await admin.getByTestId('lead-link').inputValue();
  await admin.getByTestId('workbook-made').click();
  return link;
}

/** On the page of the administration: a link for a role in one of the city’s workbooks. */
async function inviteLead(admin: Page, title: string, role: string): Promise<string> {
  const line = admin.getByTestId('admin-workbook').filter({ hasText: title });
  await line.getByTestId('invite-lead').click();
  await admin.getByTestId(`invite-lead-${role}`).click();
  const link = await line.getByTestId('lead-link').inputValue();
  await line.getByTestId('lead-link-close').click();
  return link;
}

/** The coordinator names an entity, invites its contributor, and gives it the rows of a dimension. */
async function addEntity(pilot: Pilot, entity: (typeof ENTITIES)[number]): Promise<void> {
  const corin = await at(pilot, NAMES.coordinator);
  const { page } = corin;
  await corin.get('people-open').click();
  await page.getByRole('tab', { name: /^Entities/ }).click();
  await corin.get('entity-name').fill(entity.name);
  await corin.get('entity-add').click();
  await corin.get('entity-line').filter({ hasText: entity.name }).waitFor();
  await corin.get('people-tab').click();
  await corin.get('invite-open').click();
  await corin.get('invite-entity').click();
  await page.getByRole('option', { name: entity.name }).click();
  await corin.get('invite-make').click();
  const link = await corin.get('invite-link').inputValue();
  await page.keyboard.press('Escape');
  await corin.get('people-tab').waitFor({ state: 'detached' });
  await assign(corin, entity);
  pilot.people.set(entity.who, await join(pilot.browser, link, entity.who));
  await onlyAt(pilot, [NAMES.coordinator]);
}

/** Everything of a dimension at once, from its heading in the sheet; folded, it makes place for the next one. */
async function assign(corin: WorkbookPage, entity: (typeof ENTITIES)[number]): Promise<void> {
  const heading = corin.page.locator('.ts-group-0', { hasText: entity.dimension });
  await heading.getByTestId('assign-open').click();
  await corin.page.getByRole('option', { name: entity.name }).click();
  await heading.getByTestId('assign-open').filter({ hasText: entity.name }).waitFor();
  await heading.locator('[aria-expanded]').first().click();
}

/** Nobody sits before the workbook for a month: who has nothing to do leaves it. */
const AWAY = 'about:blank';

/** Somebody at the workbook, who comes back to it where they had left. */
export async function at(pilot: Pilot, name: string): Promise<WorkbookPage> {
  const found = pilot.people.get(name);
  if (!found) throw new Error(`${name} has not joined`);
  if (!found.page.url().includes('/w/')) {
    await found.page.goto(`${pilot.server.url}/w/${pilot.workbook}`);
    const opened = found.page.locator('[data-testid="save-state"][data-state="saved"]');
    await opened.or(found.get('sign-in')).first().waitFor();
    // A session ends when nobody has used it for a while.
    if (await found.get('sign-in').isVisible()) await signIn(found, name);
    await opened.waitFor();
  }
  return found;
}

async function signIn(who: WorkbookPage, name: string): Promise<void> {
  await who.get('email').fill(emailOf(name));
  await who.get('password').fill(PASSWORD);
  await who.get('sign-in').click();
}

/** Everybody but these leaves. */
export async function onlyAt(pilot: Pilot, names: readonly string[]): Promise<void> {
  for (const [name, { page }] of pilot.people)
    if (!names.includes(name) && page.url() !== AWAY) await page.goto(AWAY);
}

export async function setUp(browser: Browser): Promise<Pilot> {
  const dataDir = await temporaryDataDir();
  await layEarlier(dataDir);
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  const people = new Map<string, WorkbookPage>();
  const pilot: Pilot = {
    server,
    browser,
    people,
    workbook: '',
    close: async () => {
      for (const each of people.values()) await each.context.close();
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
  const admin = await firstAdmin(browser, server);
  people.set(NAMES.admin, WorkbookPage.of(admin.context(), admin));
  const links = new Map<Lead, string>([['coordinator', await openWorkbook(admin)]]);
  await admin.goto(`${server.url}/admin`);
  for (const role of LEADS.slice(1)) links.set(role, await inviteLead(admin, TITLE, role));
  for (const [role, link] of links) people.set(NAMES[role], await join(browser, link, NAMES[role]));
  await onlyAt(pilot, [NAMES.coordinator]);
  const corin = await at(pilot, NAMES.coordinator);
  pilot.workbook = /\/w\/([^/?]+)/.exec(corin.page.url())?.[1] ?? '';
  // The same person led the last assessment, which the screening will hold this one against.
  const before = await inviteLead(admin, LAST_TITLE, 'coordinator');
  const own = corin.page.url();
  await corin.page.goto(before);
  await corin.get('join').click();
  await corin.page.waitForURL(/\/w\//);
  await corin.page.goto(own);
  await corin.saved();
  for (const entity of ENTITIES) await addEntity(pilot, entity);
  // The profile's rows are those of the office that keeps the registers.
  await corin.openSheet('profile');
  await corin.page.locator('.assign-profile').getByTestId('assign-open').click();
  await corin.page.getByRole('option', { name: ENTITIES[0].name }).click();
  await corin.page
    .locator('.assign-profile')
    .getByTestId('assign-open')
    .filter({ hasText: ENTITIES[0].name })
    .waitFor();
  await corin.openSheet('kpi');
  for (const { dimension } of ENTITIES.toReversed())
    await corin.page
      .locator('.ts-group-0', { hasText: dimension })
      .locator('[aria-expanded]')
      .first()
      .click();
  return pilot;
}
