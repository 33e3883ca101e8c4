/** Who is a member, and for which entity. */
import type { Member } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { EventNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';

export const MEMBER_FIELDS: FieldsOf<Member> = { person: 'all', role: 'all', entity: 'all' };

export const MEMBER_EVENTS: EventNouns<'member-added' | 'member-removed' | 'member-changed'> = {
  'member-added': { isSeen: byRoomReaders, fields: MEMBER_FIELDS },
  'member-removed': { isSeen: byRoomReaders, fields: { person: 'all' } },
  'member-changed': { isSeen: byRoomReaders, fields: MEMBER_FIELDS },
};
