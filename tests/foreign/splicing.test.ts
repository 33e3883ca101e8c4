/**
 * Random cells of every workbook by another program are written and read back by another library: each holds what was
 * written, no other cell is other than it was, and every member that is not named in the report is the same byte for byte.
 */
import { placeOf } from '@tallystick/exchange/book/book';
import { editBook } from '@tallystick/exchange/xlsx/edit/edit-book';
import type { CellWrite, EditReport } from '@tallystick/exchange/xlsx/edit/writes';
import { readZip } from '@tallystick/exchange/zip/read-zip';
import { describe, expect, test } from 'vitest';
import { read } from 'xlsx';
import { randomWrites } from './random-writes.ts';
import { cellsBySheetJs, FILLED, fileBytes, MISREAD, TEMPLATES } from './workbook-files.ts';

const SEEDS = [1, 2, 3];
const WRITES = 200;
const keyOf = ({ sheet, address }: Pick<CellWrite, 'sheet' | 'address'>) => `${sheet}!${address}`;

/** What the other library has to read afterwards, by what it read before. */
function expected(before: Map<string, string>, writes: CellWrite[], report: EditReport) {
  const cells = new Map(before);
  const refused = new Set(report.refused.filter(({ why }) => why !== 'twice').map(keyOf));
  const seen = new Set<string>();
  for (const write of writes) {
    const key = keyOf(write);
    if (seen.has(key) || refused.has(key)) continue;
    seen.add(key);
    const [, formula = ''] = / (=.*)$/s.exec(before.get(key) ?? '') ?? [];
    const { value } = write;
    if (value.kind === 'empty' && formula && write.keepsFormula) continue;
    const plain =
      value.kind === 'number' ? `n ${value.value}` : value.kind === 'text' ? `s ${value.text}` : '';
    const left = formula && write.keepsFormula ? ` ${formula}` : '';
    if (plain + left === '') cells.delete(key);
    else cells.set(key, plain + left);
  }
  return cells;
}

function edit(bytes: Uint8Array, writes: CellWrite[]) {
  const done = editBook(bytes, writes, { oldResults: 'keep' });
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value;
}

function rawMembers(bytes: Uint8Array): Map<string, Buffer> {
  const zip = readZip(bytes);
  if (!zip.ok) throw new Error(zip.refusal.code);
  return new Map(zip.value.members.map(({ name, raw }) => [name, Buffer.from(raw)]));
}

describe.each([...TEMPLATES, ...FILLED])('%s', (file) => {
  const bytes = fileBytes(file);
  const book = read(bytes, { bookSheets: true });
  const before = cellsBySheetJs(bytes);

  test.each(SEEDS)('takes random values of seed %i and nothing else becomes other', (seed) => {
    const writes = randomWrites(seed, book.SheetNames, WRITES);
    const { bytes: after, report } = edit(bytes, writes);
    expect(report.written).toBeGreaterThan(WRITES / 2);
    if (file !== MISREAD) expect(cellsBySheetJs(after)).toEqual(expected(before, writes, report));
    const changed = new Set(report.changedParts.map(({ part }) => part));
    const [was, is] = [rawMembers(bytes), rawMembers(after)];
    for (const name of changed) {
      was.delete(name);
      is.delete(name);
    }
    expect([...is.keys()]).toEqual([...was.keys()]);
    expect([...is].every(([name, raw]) => was.get(name)?.equals(raw))).toBe(true);
  });

  // Sheetjs does not see its merged cells where they are.
  if (file === MISREAD) return;
  test('refuses what lies within merged cells, and nothing else as merged', () => {
    const { Sheets } = read(bytes);
    const writes = randomWrites(9, book.SheetNames, 2_000);
    const { report } = edit(bytes, writes);
    const inner = writes.filter(({ sheet, address }) => {
      const place = placeOf(address);
      return (Sheets[sheet]?.['!merges'] ?? []).some(
        ({ s, e }) =>
          place &&
          place.row - 1 >= s.r &&
          place.row - 1 <= e.r &&
          place.column - 1 >= s.c &&
          place.column - 1 <= e.c &&
          (place.row - 1 !== s.r || place.column - 1 !== s.c),
      );
    });
    const merged = report.refused.filter(({ why }) => why === 'merged').map(keyOf);
    expect(new Set(merged)).toEqual(new Set(inner.map(keyOf)));
  });
});
