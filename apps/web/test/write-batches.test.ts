/** A block is written in as few updates as the gate takes, and none of them is larger than it takes. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { CELLS_PER_UPDATE, UPDATE_BYTES } from '@tallystick/room/limits';
import { createRoom, setCells } from '@tallystick/room/shape';
import { expect, test } from 'vitest';
import { type CellWrite, writeBatches } from '../src/live/cells/write-batches.ts';

/** As long as the keys of the catalogue are. */
const block = (cells: number, text: string | null): CellWrite[] =>
  Array.from({ length: cells }, (_, n) => [
    `drainage_storm_water_system_ict_monitoring.${n}:notes`,
    text,
  ]);

/** Bytes of the updates that Yjs makes of these batches, one after the other over a filled room. */
function updatesOf(batches: readonly CellWrite[][]): number[] {
  const room = createRoom();
  setCells(
    room,
    batches.flat().map(([cell]) => [cell as CellId, 'old']),
    'before',
  );
  const bytes: number[] = [];
  room.on('update', (update) => bytes.push(update.length));
  for (const batch of batches) setCells(room, batch as [CellId, string | null][], 'now');
  return bytes;
}

test('two thousand cells are one update', () => {
  const batches = writeBatches(block(CELLS_PER_UPDATE, 'Pasted at once, 2024'));
  expect(batches.length).toBe(1);
  const [bytes, ...more] = updatesOf(batches);
  expect(more).toEqual([]);
  expect(bytes).toBeLessThan(UPDATE_BYTES);
});

test('one cell more begins another, and nothing is lost between them', () => {
  const cells = block(CELLS_PER_UPDATE + 1, '1');
  const batches = writeBatches(cells);
  expect(batches.map((batch) => batch.length)).toEqual([CELLS_PER_UPDATE, 1]);
  expect(batches.flat()).toEqual(cells);
});

test.each([
  ['Latin', 'x'.repeat(2_000)],
  ['Arabic', 'م'.repeat(2_000)],
  ['Chinese', '水'.repeat(2_000)],
])('long %s texts are cut by their bytes, each update within the bound', (_, text) => {
  const batches = writeBatches(block(300, text));
  const bytes = updatesOf(batches);
  expect(bytes.length).toBeGreaterThan(1);
  expect(Math.max(...bytes)).toBeLessThanOrEqual(UPDATE_BYTES);
});
