/** All nouns: the compiler holds that no event is left out. What asks anything of an event by its kind asks here. */
import { ARCHIVE_EVENTS } from './archive.ts';
import { ASSIGNMENT_EVENTS } from './assignment.ts';
import { CLARIFICATION_EVENTS } from './clarification.ts';
import { COMMENT_EVENTS } from './comment.ts';
import { CONSENT_EVENTS } from './consent.ts';
import { LOCK_EVENTS } from './lock.ts';
import { MARK_EVENTS } from './mark.ts';
import { MEMBER_EVENTS } from './member.ts';
import type { EventNoun, EventNouns, EventType } from './noun.ts';
import { REOPEN_EVENTS } from './reopen.ts';
import { ENTITY_EVENTS } from './set-up/entity.ts';
import { HEADING_EVENTS } from './set-up/heading.ts';
import { VERIFICATION_EVENTS } from './verification.ts';

const EVENTS: EventNouns<EventType> = {
  ...HEADING_EVENTS,
  ...ENTITY_EVENTS,
  ...MEMBER_EVENTS,
  ...ASSIGNMENT_EVENTS,
  ...LOCK_EVENTS,
  ...REOPEN_EVENTS,
  ...COMMENT_EVENTS,
  ...VERIFICATION_EVENTS,
  ...CONSENT_EVENTS,
  ...CLARIFICATION_EVENTS,
  ...MARK_EVENTS,
  ...ARCHIVE_EVENTS,
};

/** What the noun of an event says of it; undefined for a kind that this program does not know. */
export function nounOf<T extends EventType>(event: { type: T }): EventNoun<T> | undefined {
  return Object.hasOwn(EVENTS, event.type) ? EVENTS[event.type] : undefined;
}
