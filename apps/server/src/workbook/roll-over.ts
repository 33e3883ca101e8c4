/**
 * A new generation for a room that has grown long without a lock, begun while nobody is in it. The edits are not read
 * for it: the cells are projected.
 */
import type { CommandId, WorkbookId } from '@tallystick/domain/cells/ids';
import { baseUpdate } from '@tallystick/room/shape';
import type { JournalStore } from '@tallystick/store/port-journal';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GENERATION_EDITS_MAX } from '../service/limits.ts';
import { SYSTEM } from './deps.ts';
import type { Loaded } from './load.ts';

/** Begins the next generation where the present one is long. True where it did, and the workbook is to be read anew. */
export async function rollOver(
  made: { store: JournalStore & WorkbookStore; now: () => number },
  workbook: WorkbookId,
  loaded: Loaded,
): Promise<boolean> {
  if (loaded.edits <= GENERATION_EDITS_MAX) return false;
  const generation = loaded.generation + 1;
  const cells = await made.store.cells(workbook);
  const base = baseUpdate(cells.map((row) => [row.cell, row.text]));
  // A full sheet takes some milliseconds; what comes next is another turn's.
  await nextTurn();
  const [result] = await made.store.append([
    {
      workbook,
      expected: loaded.head,
      entries: [
        {
          v: 1,
          kind: 'event',
          workbook,
          at: made.now(),
          by: SYSTEM,
          door: 'system',
          command: `generation-${workbook}-${generation}` as CommandId,
          event: { type: 'generation-started', generation, upTo: loaded.head },
        },
      ],
      generation: {
        generation,
        upTo: loaded.head + 1,
        base,
      },
    },
  ]);
  return result?.ok ?? false;
}
