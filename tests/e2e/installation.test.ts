/** A real installation from nothing: first administrator, workbook, people by one-time links. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { hasKeyboard } from './workbook-page.ts';

const FILLED_IN = new URL('../fixtures/workbooks/fil_prefix.xlsx', import.meta.url).pathname;
const PASSWORD = 'seven herons over the weir';
const ADMIN = { name: 'Ottoline', email: 'ottoline@city.example' };
const HEAD = { name: 'Hedda', email: 'hedda@city.example', role: 'Project head' };
const COORDINATOR = { name: 'Corin', email: 'corin@city.example', role: 'Coordinator' };
const AUDITOR = { name: 'Audrey', email: 'audrey@city.example', role: 'Auditor' };
const CONTRIBUTOR = { name: 'Willem', email: 'willem@city.example', role: 'Contributor' };
type Added = typeof HEAD;

await describeInBrowser('an installation', (browser: Browser) => {
  let server: ServerProcess;
  let admin: Page;
  const links = new Map<string, string>();
  beforeAll(async () => {
    server = await startServerProcess({ args: ['--empty'] });
    admin = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const firstLink = (): string => {
    const link = /first administrator here, once: (http\S+)/.exec(server.output())?.[1];
    if (link === undefined) throw new Error(`no link was printed: ${server.output()}`);
    return link;
  };
  const setPassword = async (page: Page): Promise<void> => {
    await page.getByTestId('link-password').fill(PASSWORD);
    await page.getByTestId('link-password-again').fill(PASSWORD);
    await page.getByTestId('link-submit').click();
  };
  const signIn = async (email: string, password: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByTestId('email').fill(email);
    await page.getByTestId('password').fill(password);
    await page.getByTestId('sign-in').click();
    return page;
  };

  /** Adds a person in the open dialog and keeps the link that it shows. */
  const add = async (page: Page, person: Added, entity?: string): Promise<void> => {
    await page.getByTestId('person-new').click();
    await page.getByTestId('person-name').fill(person.name);
    await page.getByTestId('person-email').fill(person.email);
    await page.getByTestId('person-role').click();
    await page.getByRole('option', { name: person.role, exact: true }).click();
    if (entity !== undefined) {
      await page.getByTestId('person-entity').click();
      await page.getByRole('option', { name: entity }).click();
    }
    await page.getByTestId('person-add').click();
    await page.getByText(`${person.name} was added`, { exact: true }).waitFor();
    links.set(person.email, await page.getByTestId('one-time-link').inputValue());
    await page.getByTestId('member-line').filter({ hasText: person.name }).waitFor();
  };
  /** Sets a password with the person's link and opens the workbook, whose first view says `sees`. */
  const join = async (person: Added, sees?: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(links.get(person.email) ?? '');
    await page.getByRole('heading', { name: `Welcome, ${person.name}` }).waitFor();
    expect(await page.getByTestId('link-email').inputValue()).toBe(person.email);
    await hasKeyboard(page.getByTestId('link-password'), 'the password, as the e-mail is fixed');
    await setPassword(page);
    await page.getByText('Lakeside').click();
    const first = sees === undefined ? page.getByRole('grid') : page.getByText(sees);
    await first.waitFor();
    return page;
  };

  test('from the first link to everybody who takes part', async () => {
    await part('the link printed at the first start makes the first administrator', async () => {
      await admin.goto(firstLink());
      await admin.getByRole('heading', { name: 'The first administrator' }).waitFor();
      const name = admin.getByTestId('link-name');
      await hasKeyboard(name, 'the name');
      // The button is never grey: pressed too early it says at the field what is missing, and goes there.
      await admin.getByTestId('link-password-again').focus();
      await admin.getByTestId('link-submit').click();
      expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
      expect(await name.getAttribute('aria-invalid')).toBe('true');
      await admin.getByText('Type a name.').waitFor();
      await admin.getByText('Type at least 12 characters.').waitFor();
      await name.fill(ADMIN.name);
      expect(await admin.getByText('Type a name.').count()).toBe(0);
      await admin.getByTestId('link-email').fill(ADMIN.email);
      await setPassword(admin);
      await admin.getByText('Open one, then add its coordinator.').waitFor();
      const toOthers = admin.getByRole('link', { name: 'To Administration' });
      expect(await toOthers.getAttribute('href')).toBe('/admin');
      expect(new URL(admin.url()).pathname).toBe('/');
    });

    await part('the sign-in page of an installation offers no people to enter as', async () => {
      const page = await browser.newPage();
      await page.goto(server.url);
      await hasKeyboard(page.getByTestId('email'), 'the e-mail');
      expect(await page.getByRole('button', { name: /Enter as/ }).count()).toBe(0);
      await page.keyboard.press('Enter');
      await page.getByText('Type your password.').waitFor();
      expect(await page.getByTestId('email').getAttribute('aria-invalid')).toBe('true');
      await page.close();
    });

    await part('the same link opened a second time is refused', async () => {
      const page = await browser.newPage();
      await page.goto(firstLink());
      await page.getByTestId('link-unusable').waitFor();
      expect(await page.getByTestId('link-form').count()).toBe(0);
      await page.close();
    });

    await part('the administrator opens a workbook for a city', async () => {
      await admin.getByTestId('workbook-new').click();
      // What is missing is said at each field, and the keyboard goes to the first of them.
      const city = admin.getByTestId('workbook-city');
      await admin.getByTestId('workbook-day').fill('2027-03-14');
      await admin.getByTestId('workbook-hour').fill('');
      await admin.getByTestId('workbook-create').click();
      await admin.getByText('Type the name of the city.').waitFor();
      await admin.getByText('Type the hour of the due date.').waitFor();
      await hasKeyboard(city, 'the city');
      await city.fill('Lakeside');
      expect(await admin.getByText('Type the name of the city.').count()).toBe(0);
      await admin.getByTestId('workbook-hour').fill('23:59');
      await admin.getByTestId('workbook-title').fill('2026 assessment');
      // Enter takes what the list has come down to, and not the form with the zone from before.
      await admin.getByTestId('workbook-zone').click();
      await admin.getByTestId('workbook-zone').fill('amm');
      await admin.keyboard.press('Enter');
      expect(await admin.getByTestId('workbook-zone').inputValue()).toBe('Asia/Amman');
      await admin.getByTestId('workbook-lead').getByText('I do').click();
      await admin.locator('input[type=file]').setInputFiles(FILLED_IN);
      await admin.getByTestId('workbook-create').click();
      await admin.getByRole('grid', { name: 'KPI data of Lakeside' }).waitFor();
      expect(await admin.getByTestId('phase').textContent()).toContain('11:59 PM GMT+3');
      expect(new URL(admin.url()).pathname).toMatch(/^\/w\/.+/);
    });

    await part('the file that was chosen for the new workbook lies beside its sheet', async () => {
      const counts = admin.getByTestId('incoming-counts');
      await counts.or(admin.getByTestId('incoming-refused')).waitFor();
      expect(await counts.textContent()).toMatch(/\d{3}/);
      await admin.getByTestId('incoming-close').first().click();
      await counts.waitFor({ state: 'detached' });
    });

    await part(
      'the administrator adds a project head, a coordinator and an auditor, each with a link of their own',
      async () => {
        await admin.getByTestId('people-open').click();
        await admin.getByTestId('people-tab').click();
        await add(admin, HEAD);
        await add(admin, COORDINATOR);
        await add(admin, AUDITOR);
        expect(new Set(links.values()).size).toBe(3);
      },
    );

    await part(
      'the coordinator joins by the link, adds an entity and its contributor',
      async () => {
        const corin = await join(COORDINATOR);
        await corin.getByRole('button', { name: 'Add entities' }).click();
        await hasKeyboard(corin.getByTestId('entity-name'), 'the name of the first entity');
        await corin.getByTestId('entity-add').click();
        await corin.getByText('Type the name of the entity.').waitFor();
        await hasKeyboard(corin.getByTestId('entity-name'), 'the name that is missing');
        await corin.keyboard.type('Water works');
        await corin.keyboard.press('Enter');
        await corin.getByTestId('entity-line').filter({ hasText: 'Water works' }).waitFor();
        // Emptied by what was sent, the field does not ask for the next.
        expect(await corin.getByText('Type the name of the entity.').count()).toBe(0);
        await corin.getByTestId('people-tab').click();
        await add(corin, CONTRIBUTOR, 'Water works');
        await corin.close();
      },
    );

    await part('an auditor reads that nothing is reported, not that all is judged', async () => {
      const audrey = await join(AUDITOR, 'Nothing is reported yet.');
      expect(await audrey.getByText('is judged').count()).toBe(0);
      await audrey.close();
    });

    await part('the contributor joins by the link, and the link is spent', async () => {
      const willem = await join(CONTRIBUTOR);
      expect(await willem.getByTestId('view-mine').count()).toBe(1);
      await willem.goto(links.get(CONTRIBUTOR.email) ?? '');
      await willem.getByTestId('link-unusable').waitFor();
      await willem.close();
    });

    await part('a wrong password and an unknown e-mail get the same answer', async () => {
      const wrong = await signIn(ADMIN.email, 'not the password at all');
      const unknown = await signIn('nobody@city.example', 'not the password at all');
      const [one, other] = await Promise.all(
        [wrong, unknown].map(
          async (page) => await page.getByTestId('sign-in-refusal').textContent(),
        ),
      );
      expect(one).toMatch(/\w.*\.$/);
      expect(other).toBe(one);
      await Promise.all([wrong.close(), unknown.close()]);
    });

    await part('who signs out comes in again with the password they chose', async () => {
      await admin.close();
      const page = await signIn(ADMIN.email, PASSWORD);
      await page.getByRole('heading', { name: 'My workbooks' }).waitFor();
      await page.close();
    });
  });
});
