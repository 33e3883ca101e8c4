/** Files are read in threads with bounds: what takes too long or too much is refused, and others go on. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { FileReader } from '@tallystick/server/files/file-reader';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const WORKBOOK = readFileSync(
  join(import.meta.dirname, '../fixtures/workbooks/fil_openpyxl_text.xlsx'),
);
const errors: unknown[] = [];
const log = { error: (...said: unknown[]) => void errors.push(said) };
const reader = new FileReader({ log });
const hasty = new FileReader({ log, most_ms: 1 });
const left = new AbortController().signal;
const asked = { name: 'a.xlsx', edition: '2017', person: 'p_one' as PersonId, left };

afterAll(async () => {
  await reader.close();
  await hasty.close();
});

test('a file is read in a thread, and the next one by the same', async () => {
  for (const _ of [1, 2]) {
    const read = await reader.read(WORKBOOK, asked);
    if (!read.ok) throw new Error(read.refusal.code);
    expect(read.value.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['City profile', 5],
      ['KPI data', 112],
    ]);
  }
});

test('what takes too long is refused, and the next file is read all the same', async () => {
  const late = await hasty.read(WORKBOOK, asked);
  expect(!late.ok && late.refusal.code).toBe('file-too-slow');
  expect((await reader.read(WORKBOOK, asked)).ok).toBe(true);
});

test('one person has few places, and the others have theirs', async () => {
  const mine = Array.from({ length: 8 }, () => reader.read(WORKBOOK, asked));
  const other = reader.read(WORKBOOK, { ...asked, person: 'p_two' as PersonId });
  const codes = (await Promise.all(mine)).map((read) => (read.ok ? 'read' : read.refusal.code));
  // Whether a file is read in time is the machine's matter here; whether it had a place is not.
  expect(codes.filter((code) => code === 'too-many-files').length).toBe(4);
  expect(codes).toContain('read');
  const theirs = await other;
  expect(theirs.ok || theirs.refusal.code).not.toBe('too-many-files');
  expect(errors).toEqual([]);
});

test('a reader that is closed ends what it was reading', async () => {
  const closing = new FileReader({ log });
  const reading = closing.read(WORKBOOK, asked);
  await closing.close();
  const read = await reading;
  expect(!read.ok && read.refusal.code).toBe('unavailable');
});
