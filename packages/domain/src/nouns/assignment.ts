/** Which entity reports which rows. */
import type { EventNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';

export const ASSIGNMENT_EVENTS: EventNouns<'rows-assigned'> = {
  'rows-assigned': { isSeen: byRoomReaders, fields: { rows: 'all', entity: 'all' } },
};
