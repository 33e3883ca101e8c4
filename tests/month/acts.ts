/** What people of the pilot do again and again, each as they would: by clicks and keys on their own page. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { expect } from 'vitest';
import type { WorkbookPage } from '../e2e/workbook-page.ts';
import type { Cells } from '../screening/planted.ts';
import { filledFile } from './filled-file.ts';
import { PASSWORD, type Pilot } from './set-up.ts';

export const catalogue = loadCatalogue('2017');
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `row:column` in its two parts. */
export const parts = (cell: string): [row: string, column: string] => {
  const at = cell.lastIndexOf(':');
  return [cell.slice(0, at), cell.slice(at + 1)];
};

export const isProfile = (row: string): boolean => catalogue.rows.get(row)?.kind === 'profile';

/** Of which entity a row is: by the dimension that was given to it. */
export function dimensionOf(row: string): string {
  const known = catalogue.rows.get(row);
  return known?.kind === 'data-point' ? known.kpi.dimension : '';
}

/** Hands a filled-in file in and takes all of it over. */
export async function bringFile(
  pilot: Pilot,
  who: WorkbookPage,
  { name, rows, cells }: { name: string; rows: readonly string[]; cells: Cells },
): Promise<void> {
  const answer = await who.context.request.get(
    `${pilot.server.url}/api/workbooks/${pilot.workbook}`,
  );
  const { head, edition } = (await answer.json()) as { head: number; edition: string };
  const origin = { workbook: pilot.workbook, number: head, edition };
  // A formula is no value that a file brings; it is typed.
  const values = Object.entries(cells).filter(([, text]) => !text.startsWith('='));
  const buffer = filledFile({ catalogue, origin }, { rows, cells: Object.fromEntries(values) });
  const chooser = who.page.waitForEvent('filechooser');
  await who.get('import-open').click();
  await (await chooser).setFiles({ name, mimeType: XLSX, buffer });
  await who.get('take-over').filter({ hasText: /\d/ }).click();
  await who.page.getByRole('alert').filter({ hasText: 'taken over' }).waitFor();
  const counts = await who.get('incoming-counts').locator('li').allInnerTexts();
  expect(
    counts.filter((each) => /not readable|conflict|not yours/.test(each)),
    name,
  ).toEqual([]);
  await who.get('incoming-close').first().click();
  const formulas = Object.entries(cells).filter(
    ([cell, text]) => text.startsWith('=') && rows.includes(parts(cell)[0]),
  );
  await typeAll(who, Object.fromEntries(formulas));
}

/** Types each of the cells, on the sheet that it stands on; an empty text empties it. */
export async function typeAll(who: WorkbookPage, cells: Cells): Promise<void> {
  const sorted = Object.entries(cells).toSorted(
    ([a], [b]) => Number(isProfile(parts(b)[0])) - Number(isProfile(parts(a)[0])),
  );
  let sheet: 'kpi' | 'profile' | undefined;
  for (const [cell, text] of sorted) {
    const [row, column] = parts(cell);
    const on = isProfile(row) ? 'profile' : 'kpi';
    if (on !== sheet) await who.openSheet(on);
    sheet = on;
    if (text === '') {
      await who.focus(row, column);
      await who.page.keyboard.press('Delete');
    } else await who.type(row, column, text);
    await who.saved();
  }
}

/** Presses what ends a form. Where that asks first, for the password or for a conflict of interest, it is said. */
export async function press(who: WorkbookPage, button: string): Promise<void> {
  const pressed = who.get(button);
  await pressed.click();
  const password = who.get('password-again-field');
  const interest = who.get('interest-none');
  for (;;) {
    await who.page.waitForFunction(
      (id) =>
        document.querySelector(`[data-testid="${id}"]`) === null ||
        document.querySelector(
          '[data-testid="password-again-field"], [data-testid="interest-none"]',
        ) !== null,
      button,
    );
    if (await interest.isVisible()) await declareNone(who);
    else if (await password.isVisible()) {
      await password.fill(PASSWORD);
      await password.press('Enter');
      await password.waitFor({ state: 'detached' });
    } else break;
  }
  await pressed.waitFor({ state: 'detached' });
}

/** Before the first verdict somebody says that nothing binds them to the city. */
export async function declareNone(who: WorkbookPage): Promise<void> {
  await who.get('interest-none').click();
  await who.get('interest').click();
  await who.get('interest-none').waitFor({ state: 'detached' });
}

/** The version is locked by the head. */
export async function lock(head: WorkbookPage, version: number): Promise<void> {
  await head.get('lock-open').click();
  const locked = head.get('phase').filter({ hasText: `locked, version ${version}` });
  await press(head, 'lock-confirm');
  await locked.waitFor();
}

/** The head reopens all that is asked about, an entity’s rows, and rows that the answers name besides. */
export async function reopen(
  head: WorkbookPage,
  { rows, entity }: { rows: readonly string[]; entity?: string },
): Promise<void> {
  await head.get('reopen-open').click();
  // Nothing is opened because a cell happened to have the focus.
  const selected = head.get('reopen-selected');
  if ((await selected.count()) > 0 && (await selected.isChecked())) await selected.click();
  await head.get('reopen-queried').click();
  if (entity !== undefined) {
    await head.get('reopen-entity').click();
    await head.page.getByRole('option', { name: entity }).click();
  }
  for (const row of rows) {
    const line = catalogue.rows.get(row);
    const name = line?.kind === 'data-point' ? line.kpi.name : (line?.label ?? row);
    await head.get('reopen-names').fill(name);
    await head.page.locator(`[role="option"][value="${row}"]`).click();
  }
  await head.get('reopen-reason').fill('The auditor’s questions are answered in the figures.');
  await press(head, 'reopen-confirm');
  await head.get('reopened-ribbon').waitFor();
}
