/**
 * A file comes back filled in while somebody else has changed two of its cells: it is laid beside the sheet, decided cell
 * by cell, taken over with one undo, and named in the history.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId } from '@tallystick/domain/cells/ids';
import { DATABASE_FILE } from '@tallystick/server/server';
import { FILE_WAITS_MS } from '@tallystick/server/service/limits';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handedOut, type HandedRow } from '../import/handed-out.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { isNamed, plainText, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';
const DATA = 'open_data.number';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const COLUMNS = ['numerator', 'denominator', 'year', 'source', 'notes'] as const;

await describeInBrowser('bringing a file in', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  let api: ApiClient;
  beforeAll(async () => {
    server = await startServerProcess();
    api = await ApiClient.enter(server.url, 'p_wen');
    const enter = (person: string) => WorkbookPage.enter({ browser, url: server.url, person });
    [wen, bruno] = [await enter('p_wen'), await enter('p_bruno')];
  });
  afterAll(async () => {
    for (const each of [wen, bruno]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  /** A file of this moment, and what a person makes of it afterwards. */
  const handOut = async (rows: readonly string[]) => {
    const { head: number, edition } = await api.view();
    const exported = new Map<string, string>();
    const table: HandedRow[] = [];
    for (const row of rows) {
      const texts: HandedRow['texts'] = {};
      for (const column of COLUMNS) {
        const path = `/api/workbooks/${DEMO_WORKBOOK}/cells/${row}:${column}`;
        const { text } = (await (await api.get(path)).json()) as { text: string | null };
        if (text === null) continue;
        texts[column] = text;
        exported.set(`${row}:${column}` as CellId, text);
      }
      table.push({ row, texts });
    }
    const origin = { workbook: DEMO_WORKBOOK, number, edition };
    const fill = (row: string, texts: HandedRow['texts']): void => {
      const found = table.find((each) => each.row === row);
      if (found) Object.assign(found.texts, texts);
    };
    const notes: Record<string, string> = {};
    const bytes = () =>
      Buffer.from(handedOut({ catalogue: loadCatalogue(), origin, rows: table, exported, notes }));
    const takeOut = (row: string): void => {
      table.splice(
        table.findIndex((each) => each.row === row),
        1,
      );
    };
    return { fill, notes, takeOut, bytes };
  };
  const choose = async (who: WorkbookPage, name: string, buffer: Buffer): Promise<void> => {
    await who.get('versions-open').click();
    await give(who, { by: 'import-file', name, buffer });
  };
  type Given = { by: 'import-file' | 'import-open'; name: string; buffer: Buffer };
  const give = async (who: WorkbookPage, { by, name, buffer }: Given): Promise<void> => {
    const chooser = who.page.waitForEvent('filechooser');
    await who.get(by).press('Enter');
    await (await chooser).setFiles({ name, mimeType: XLSX, buffer });
  };
  const counts = async (who: WorkbookPage): Promise<string[]> =>
    await who.get('incoming-counts').locator('li').allInnerTexts();
  const told = async (who: WorkbookPage, words: string[]): Promise<void> =>
    await until(async () => (await counts(who)).join() === words.join(), `counts ${words.join()}`);
  const detail = async (row: string, column: string): Promise<string> =>
    await plainText((await wen.show(row, column)).locator('.ts-detail'));

  test('a file filled in with mistakes, from choosing it to the history', async () => {
    await wen.type(METERS, 'source', 'Meter list');
    await wen.type(LOSS, 'source', 'Billing');
    await wen.saved();
    const file = await handOut([METERS, LOSS, DATA]);
    await bruno.type(LOSS, 'source', 'Billing of 2026');
    await bruno.saved();
    file.fill(METERS, { source: 'Meter list of May', numerator: '1,234', notes: 'From the file' });
    file.fill(LOSS, { source: 'Billing, corrected' });
    file.fill(DATA, { source: 'Not ours to say' });

    await part('it is laid beside the sheet, and nothing is changed', async () => {
      await choose(wen, 'water.xlsx', file.bytes());
      await told(wen, ['2 new values', '1 conflict', '1 not readable', '1 not yours to edit']);
      expect(await wen.get('incoming-heard').textContent()).toBe(
        '2 new values, 1 conflict, 1 not readable, 1 not yours to edit',
      );
      expect(await detail(METERS, 'source')).toBe('Meter list of May');
      expect(await wen.text(METERS, 'source')).toBe('Meter list');
      await isNamed(
        await wen.show(METERS, 'source'),
        'In the file (KPI data, G2): Meter list of May',
      );
      await isNamed(
        await wen.show(METERS, 'numerator'),
        'Not readable in the file (KPI data, D2): 1,234',
      );
      expect(await wen.get('take-over').innerText()).toBe('Take over 2 values');
      expect(await graveFaults(wen.page)).toEqual([]);
    });

    await part(
      'a conflict is decided at its cell, with the three values side by side',
      async () => {
        await wen.focus(LOSS, 'source');
        const asked = wen.get('incoming-at-cell');
        expect(await asked.locator('dd').allInnerTexts()).toEqual([
          'Billing of 2026',
          expect.stringContaining('Billing, corrected'),
          'Billing',
        ]);
        await wen.get('incoming-take').click();
        await until(
          async () => (await wen.get('take-over').innerText()) === 'Take over 3 values',
          'the conflict to be among those taken over',
        );
      },
    );

    await part(
      'it is there again after the page, with what was chosen, beside what stands now',
      async () => {
        await bruno.type(METERS, 'notes', 'By Bruno');
        await bruno.saved();
        await wen.page.reload();
        await wen.saved();
        await told(wen, ['1 new value', '2 conflicts', '1 not readable', '1 not yours to edit']);
        expect(await wen.get('take-over').innerText()).toBe('Take over 2 values');
      },
    );

    await part(
      'what somebody types meanwhile makes it a conflict anew, and ours stays',
      async () => {
        await bruno.type(LOSS, 'source', 'Billing of 2027');
        await bruno.saved();
        await until(
          async () => (await wen.get('take-over').innerText()) === 'Take over 1 value',
          'the conflict to be undecided',
        );
        await told(wen, ['1 new value', '2 conflicts', '1 not readable', '1 not yours to edit']);
      },
    );

    await part('its list is made lower by keys, stays so, and can be folded away', async () => {
      const edge = wen.get('incoming-splitter');
      const height = async () => (await wen.get('incoming-list').boundingBox())?.height ?? 0;
      const before = await height();
      for (const key of ['ArrowUp', 'ArrowUp']) await edge.press(key);
      expect(Math.round(before - (await height()))).toBe(48);
      await wen.get('incoming-list-toggle').click();
      expect([await edge.count(), await wen.get('incoming-list').count()]).toEqual([0, 0]);
      await wen.get('incoming-list-toggle').click();
      expect(Math.round(before - (await height()))).toBe(48);
    });

    await part('by the keyboard all conflicts are taken, and the whole by one press', async () => {
      await wen.focus(METERS, 'source');
      const area = () =>
        wen.page.evaluate(
          () => document.activeElement?.closest<HTMLElement>('[data-area]')?.dataset.area,
        );
      // From the sheet backwards over its tools to the file, and at once back to the cell.
      for (const [key, wanted] of [
        [undefined, 'sheet'],
        ['Shift+F6', 'tools'],
        ['Shift+F6', 'incoming'],
        ['Escape', 'sheet'],
      ] as const) {
        if (key) await wen.page.keyboard.press(key);
        await until(async () => (await area()) === wanted, `the keyboard in: ${wanted}`);
      }
      await wen.get('take-all-conflict').focus();
      await wen.page.keyboard.press('Enter');
      await wen.get('take-over').focus();
      await wen.page.keyboard.press('Enter');
      // Said at once to who does not see the sheet.
      const said = wen.page.getByRole('alert').filter({ hasText: '3 values were taken over' });
      await said.waitFor();
      await wen.shows(METERS, 'source', 'Meter list of May');
      await wen.shows(LOSS, 'source', 'Billing, corrected');
      await bruno.shows(METERS, 'notes', 'From the file');
      await told(wen, ['1 not readable', '1 not yours to edit']);
      expect(await wen.text(DATA, 'source')).not.toBe('Not ours to say');
    });

    await part('one undo takes all of it back', async () => {
      await wen.get('incoming-close').click();
      expect(await wen.get('undo').getAttribute('aria-label')).toBe('Undo taking over of 3 cells');
      await wen.get('undo').click();
      await wen.shows(METERS, 'source', 'Meter list');
      await wen.shows(LOSS, 'source', 'Billing of 2027');
      await wen.shows(METERS, 'notes', 'By Bruno');
      await wen.saved();
    });

    await part('the history names the file in one line, from which it can be fetched', async () => {
      await wen.get('versions-open').click();
      await wen.get('open-history').click();
      const line = wen.page.getByText('Took 3 values over from the file “water.xlsx”');
      await line.waitFor();
      const whole = wen.page.getByTestId('history-moment').filter({ has: line });
      expect(await whole.locator('[data-cell]').count()).toBe(3);
      // Its edit has no line of its own beside it.
      const number = Number(await whole.getAttribute('data-number'));
      expect(await wen.page.locator(`[data-number="${number - 1}"]`).count()).toBe(0);
      const fetched = wen.page.waitForEvent('download');
      await wen.get('file-of-line').first().click();
      expect((await fetched).suggestedFilename()).toBe('water.xlsx');
    });
    expect([...wen.errors, ...bruno.errors]).toEqual([]);
  });

  test('Import stands beside Export, and what stands in the file is told in its own words', async () => {
    const enter = (person: string) => WorkbookPage.enter({ browser, url: server.url, person });
    const amara = await enter('p_amara');
    const refused = amara.get('incoming-refused');
    for (const [name, bytes, says] of [
      ['cut.xlsx', '', 'This file is damaged or incomplete.'],
      ['photo.xlsx', '\x89PNG\r\n\x1a\n\0\0', 'This file is no spreadsheet'],
    ] as const) {
      await give(amara, { by: 'import-open', name, buffer: Buffer.from(bytes, 'latin1') });
      await until(async () => (await refused.innerText()).startsWith(says), says);
      expect(await refused.innerText()).toMatch(/choose (?:it again|that file)\.$/);
    }
    // On a usual screen the tools with their names are one line.
    expect((await amara.page.locator('.ts-toolbar').boundingBox())?.height).toBeLessThan(48);
    const file = await handOut([METERS, LOSS]);
    file.takeOut(LOSS);
    file.fill(METERS, { denominator: 'n/a', notes: 'long '.repeat(1200), numerator: '1.234,5' });
    file.notes['G2'] = 'From which list?';
    await give(amara, { by: 'import-open', name: 'water.xlsx', buffer: file.bytes() });
    const line = (column: string) => amara.get(`incoming-line-${METERS}:${column}`).innerText();
    await told(amara, [
      '1 new value',
      '2 not readable',
      '1 row not in the file',
      '1 comment in the file',
    ]);
    expect(await line('numerator')).toContain('1.234,5');
    expect(await amara.get('incoming-absent').innerText()).toContain('Water Supply Loss');
    expect(await line('denominator')).toContain('shown as n/a');
    expect(await line('notes')).toContain('in the file:');
    expect((await line('notes')).length).toBeLessThan(400);
    expect(await graveFaults(amara.page)).toEqual([]);
    await part(
      'a comment of the file leads to its cell, and becomes one of the workbook',
      async () => {
        await amara.get('incoming-notes').locator('.incoming-go').click();
        const asked = amara.get('incoming-at-cell');
        expect(await asked.locator('q').innerText()).toBe('From which list?');
        await asked.getByTestId('take-note').click();
        await asked.getByTestId('note-taken').waitFor();
        await isNamed(await amara.show(METERS, 'source'), 'Open comment');
      },
    );
    await part('what could not be read and is typed by hand is dealt with', async () => {
      await amara.type(METERS, 'numerator', '1234');
      await told(amara, [
        '1 new value',
        '1 not readable',
        '1 row not in the file',
        '1 comment in the file',
        '1 typed by hand since',
      ]);
      expect(await amara.get('incoming-done').locator('summary').innerText()).toBe(
        '1 typed by hand since',
      );
    });
    // Left undecided for a day, it is not kept.
    const beside = new Database(join(server.dataDir, DATABASE_FILE));
    beside.prepare('UPDATE file SET at = at - ? WHERE kept_at IS NULL').run(FILE_WAITS_MS);
    beside.close();
    await amara.page.reload();
    const gone = amara.get('incoming-gone');
    await until(
      async () => (await gone.innerText()).startsWith('This file waited for a day.'),
      'the file to be told as gone',
    );
    await amara.get('incoming-close').click();
    expect(await amara.get('incoming-ribbon').count()).toBe(0);
    const henrik = await enter('p_henrik');
    await henrik.get('export-open').waitFor();
    expect(await henrik.get('import-open').count()).toBe(0);
    // A file that is let go on the page does not take its place, also where it is not taken.
    const kept = await henrik.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'water.xlsx'));
      const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    });
    expect(kept).toBe(true);
    expect(await henrik.get('incoming-ribbon').count()).toBe(0);
    await henrik.page.getByText('This file is not taken').waitFor();
    expect([...amara.errors, ...henrik.errors]).toEqual([]);
    for (const each of [amara, henrik]) await each.close();
  });
});
