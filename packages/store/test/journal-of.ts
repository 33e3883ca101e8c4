/** Made-up requests for the store's tests. */
import { createHash } from 'node:crypto';
import type { CellChange, Door, NewEntry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import type { CellId, CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';

export const WATER = 'wb_water' as WorkbookId;
export const ROADS = 'wb_roads' as WorkbookId;
export const AMAL = 'p_amal' as PersonId;
export const BENE = 'p_bene' as PersonId;

export type EditOptions = {
  workbook?: WorkbookId;
  by?: PersonId;
  client?: number;
  at?: number;
  door?: Door;
};

/** An edit of one cell, or of several. */
export function edit(changes: CellChange | CellChange[], options: EditOptions = {}): NewEntry {
  return {
    v: 1,
    kind: 'edit',
    workbook: options.workbook ?? WATER,
    at: options.at ?? 1_700_000_000_000,
    by: options.by ?? AMAL,
    door: options.door ?? 'socket',
    generation: 1,
    client: options.client ?? 7,
    cells: Array.isArray(changes) ? changes : [changes],
    update: 'AQHk8t+DDwAHAQVjZWxscwRrZXkxAnQBMQA=',
  };
}

export function change(cell: string, before: string | null, after: string | null): CellChange {
  return { cell: cell as CellId, before, after };
}

/** An event under its command's id. */
export function event(
  what: Event,
  command: string,
  options: { workbook?: WorkbookId; by?: PersonId; at?: number } = {},
): NewEntry {
  return {
    v: 1,
    kind: 'event',
    workbook: options.workbook ?? WATER,
    at: options.at ?? 1_700_000_000_000,
    by: options.by ?? AMAL,
    door: 'api',
    command: command as CommandId,
    event: what,
  };
}

export function opened(title = 'Water'): Event {
  return { type: 'workbook-opened', city: 'Riverton', title, edition: '2017', due: null };
}

/** The lock that goes with a snapshot's text. */
export function locked(submission: number, upTo: number, snapshot: string): Event {
  return {
    type: 'locked',
    submission,
    upTo,
    snapshot: createHash('sha256').update(snapshot).digest('hex'),
    generation: submission + 1,
    reported: 1,
    missing: 0,
  };
}

export function unlocked(submission: number): Event {
  return { type: 'unlocked', submission, reason: 'A figure was read in the wrong unit.' };
}
