/** The check that a browser makes of a locked version. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import { snapshotOf } from '@tallystick/domain/snapshot';
import { emptyState } from '@tallystick/domain/fold';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkHash, own, rowsThatDiffer } from '../src/versions/snapshot-check.ts';

const catalogue = loadCatalogue();
const ROW = 'household_internet_access.value';
const cells = new Map<CellId, string>([
  [`${ROW}:numerator` as CellId, '84210'],
  ['city.households_total:value' as CellId, '110300'],
]);

function locked() {
  const state = { ...emptyState(), city: 'Riverton', edition: '2017' };
  const head = { workbook: 'wb_1' as WorkbookId, submission: 1, upTo: 7 };
  return snapshotOf({ catalogue, state }, cells, head);
}

describe('the check of a version', () => {
  test('the hash of the untouched text is the same, of a changed text it differs', async () => {
    const text = JSON.stringify(locked());
    const hash = createHash('sha256').update(text).digest('hex');
    expect(await checkHash(text, hash)).toBe('same');
    expect(await checkHash(text.replace('84210', '84211'), hash)).toBe('differs');
  });

  test('an honest snapshot has no result that does not follow from its cells', () => {
    const snapshot = locked();
    expect(snapshot.results[ROW]?.text).toBe('76.35');
    expect(rowsThatDiffer(catalogue, snapshot)).toEqual([]);
  });

  test('a result that was changed, and one that was left out, are found by row', () => {
    const snapshot = locked();
    const result = snapshot.results[ROW];
    if (!result) throw new Error('the sample has no result');
    result.text = '86.35';
    delete snapshot.results['open_data.number'];
    expect(rowsThatDiffer(catalogue, snapshot)).toEqual([ROW, 'open_data.number']);
  });

  test('a key of the prototype is not taken for a cell', () => {
    expect(own({}, 'toString')).toBeUndefined();
  });
});
