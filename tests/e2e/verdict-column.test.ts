/** Column S under an auditor's hands: typed, chosen, cleared, pasted and filled, with a reason for every no. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { plainText, until, WorkbookPage } from './workbook-page.ts';

const S = 'verified';
const DRAINAGE = 'drainage_storm_water_system_ict_monitoring.value';

await describeInBrowser('column S', (browser: Browser) => {
  let server: ServerProcess;
  let yara: WorkbookPage;
  let mei: WorkbookPage;
  let wen: WorkbookPage;
  let rows: string[];
  beforeAll(async () => {
    server = await startServerProcess();
    const enter = (person: string) => WorkbookPage.enter({ browser, url: server.url, person });
    [yara, mei, wen] = await Promise.all([enter('p_yara'), enter('p_mei'), enter('p_wen')]);
    await yara.page.locator(`[row-id$=".value"] [col-id="${S}"]`).first().waitFor();
    rows = await yara.page.evaluate(() =>
      [...document.querySelectorAll('[row-id]:has([col-id="code"])')]
        .map((row) => ({
          id: row.getAttribute('row-id') ?? '',
          at: Number(row.getAttribute('row-index')),
        }))
        .sort((a, b) => a.at - b.at)
        .map(({ id }) => id),
    );
  });
  afterAll(async () => {
    for (const each of [yara, mei, wen]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const row = (at: number): string => {
    const found = rows[at];
    if (found === undefined) throw new Error(`the first view has no row ${at}`);
    return found;
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await yara.page.keyboard.press(key);
  };
  /** The cell that has the keyboard, as `row:column`. */
  const keyboardIn = (who = yara): Promise<string> =>
    who.page.evaluate(() => {
      const cell = document.activeElement?.closest('[col-id]');
      const line = cell?.closest('[row-id]')?.getAttribute('row-id');
      return `${line}:${cell?.getAttribute('col-id')}`;
    });
  const keyboardComesTo = async (cell: string): Promise<void> => {
    await until(async () => (await keyboardIn()) === cell, `the keyboard in ${cell}`);
  };
  const paste = async (text: string): Promise<void> => {
    await yara.page.evaluate((given) => {
      const data = new DataTransfer();
      data.setData('text/plain', given);
      const event = new ClipboardEvent('paste', {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }, text);
  };
  /** Goes so many rows down, so that each row on the way is opened in the panel. */
  const openDown = async (many: number): Promise<void> => {
    for (let step = 0; step < many; step += 1) await press('ArrowDown');
    await until(async () => {
      const shown = await yara.get('side-panel').getAttribute('data-row');
      return (await keyboardIn()).startsWith(`${shown}:`);
    }, 'the row of the keyboard in the panel');
  };
  const judged = (): Promise<string> => plainText(yara.get('judged'));

  test('is filled as any column, and verdicts are what comes of it', async () => {
    await part('an auditor begins with what is reported and not verified', async () => {
      expect(await judged()).toMatch(/^0 of \d+ judged$/);
      expect(await yara.get('view-unverified').getAttribute('aria-current')).toBe('true');
    });

    await part('y and Enter verify and go down', async () => {
      await yara.focus(row(0), S);
      await press('y', 'Enter');
      await keyboardComesTo(`${row(1)}:${S}`);
      await mei.shows(row(0), S, 'Yes');
    });

    await part('n and Enter ask why, and the reason is the note', async () => {
      await press('n', 'Enter');
      await yara.get('reason-text').waitFor();
      await yara.page.keyboard.type('Counts flats, not meters.');
      expect(await mei.text(row(1), S)).toBe('');
      await press('Enter');
      await keyboardComesTo(`${row(2)}:${S}`);
      await mei.shows(row(1), S, 'No');
      await mei.focus(row(1), S);
      await mei.page.getByText('Counts flats, not meters.').first().waitFor();
    });

    await part('one key verifies the row and goes to the next one to judge', async () => {
      await press('Alt+v');
      await keyboardComesTo(`${row(3)}:${S}`);
      await mei.shows(row(2), S, 'Yes');
      await press('Home', 'Alt+v');
      await mei.shows(row(3), S, 'Yes');
      await until(async () => (await keyboardIn()).startsWith(`${row(4)}:`), 'the next row');
      await until(async () => (await judged()).startsWith('4 of '), 'four to be judged');
    });

    await part('Delete takes a verdict back, and the list gives another', async () => {
      await yara.focus(row(0), S);
      await press('Delete');
      await mei.shows(row(0), S, '');
      await keyboardComesTo(`${row(0)}:${S}`);
      await (await yara.show(row(0), S)).dblclick();
      await yara.page.getByRole('option', { name: 'Yes', exact: true }).click();
      await mei.shows(row(0), S, 'Yes');
    });

    await part('a pasted column is judged row by row, with its reasons', async () => {
      await yara.focus(row(4), S);
      await paste('YES\nYES');
      await yara.get('left-out-list').click();
      await yara.page.getByText('Open the row first').first().waitFor();
      await yara.get('left-out-close').click();
      expect(await mei.text(row(5), S)).toBe('');
      await yara.focus(row(4), S);
      await openDown(5);
      await yara.focus(row(4), S);
      await paste('YES\nNo: no source is given\nno\nno\nmaybe');
      await yara.get('reason-text').waitFor();
      await mei.shows(row(4), S, 'Yes');
      await mei.shows(row(5), S, 'No');
      expect(await plainText(yara.get('refusal'))).toContain('For 2 data points together.');
      await yara.page.keyboard.type('The year is missing.');
      await press('Enter');
      await mei.shows(row(6), S, 'No');
      await mei.shows(row(7), S, 'No');
      expect(await mei.text(row(8), S)).toBe('');
      await yara.get('left-out-list').click();
      await yara.page.getByText('Type yes or no.').first().waitFor();
      await yara.get('left-out-close').click();
    });

    await part('a verdict is filled down over several rows', async () => {
      await yara.focus(row(4), S);
      for (let at = 0; at < 5; at += 1) await press('Shift+ArrowDown');
      await press('Control+d');
      for (const at of [5, 6, 7, 8, 9]) await mei.shows(row(at), S, 'Yes');
      await yara.focus(row(9), S);
      await press('Delete');
      await mei.shows(row(9), S, '');
    });

    await part('the panel shows what stands behind, and gives the keyboard back', async () => {
      await yara.focus(row(9), 'result');
      await yara.get('behind-result').waitFor();
      await yara.get('verify-no').click();
      await yara.page.getByText('Say why it is not verified.').waitFor();
      await yara.get('verify-yes').click();
      await keyboardComesTo(`${row(9)}:result`);
      await mei.shows(row(9), S, 'Yes');
    });

    await part(
      'the key goes on to what was reported since, and says when nothing is left',
      async () => {
        const all = Number(/of (\d+)/.exec(await judged())?.[1]);
        await yara.focus(row(0), S);
        await openDown(all - 1);
        await yara.focus(row(0), S);
        await paste(Array.from({ length: all }, () => 'YES').join('\n'));
        // The figures stand where no block is selected.
        await yara.focus(row(0), S);
        await until(async () => (await judged()) === `${all} of ${all} judged`, 'all to be judged');
        await press('Alt+v');
        await yara.page.getByText('Everything that is reported is judged').waitFor();
        await wen.type(DRAINAGE, 'override', '12');
        await until(async () => (await judged()) === `${all} of ${all + 1} judged`, 'one more');
        expect(await yara.page.locator(`[row-id="${DRAINAGE}"]`).count()).toBe(0);
        // A window in which other tools are icons alone.
        await yara.page.setViewportSize({ width: 1280, height: 800 });
        await yara.get('filter-again').getByText('Update', { exact: true }).waitFor();
        await press('Alt+v');
        await keyboardComesTo(`${DRAINAGE}:${S}`);
        expect(await yara.get('view-unverified').getAttribute('aria-current')).toBe('true');
        await press('Alt+v');
        await mei.shows(DRAINAGE, S, 'Yes');
        await yara.page.setViewportSize({ width: 1600, height: 950 });
      },
    );

    await part('everybody else is told whose column it is', async () => {
      const says = wen.get('refusal');
      await wen.focus(row(0), S);
      await wen.page.keyboard.type('YES');
      await says.waitFor();
      expect(await plainText(says)).toContain('for the auditor to say');
      await wen.focus(row(0), 'kpi');
      await wen.page.keyboard.type('x');
      await wen.page.getByText('This column comes from the KPI set.').first().waitFor();
    });
  });
});
