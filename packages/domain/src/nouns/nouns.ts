/**
 * All nouns. The compiler fails where a command or an event is left out. Code that has to know something of a command
 * or an event by its kind asks here. A new noun is a file of its own and a line in each of these lists.
 */
import type { CommandType } from '../commands.ts';
import type { EventOf, EventType } from '../events.ts';
import type { PartName } from '../state.ts';
import { ARCHIVE_COMMANDS, ARCHIVE_EVENTS } from './archive.ts';
import {
  ATTESTATION_COMMANDS,
  ATTESTATION_EVENTS,
  ATTESTATION_PART,
} from './sign-off/attestation.ts';
import { ASSIGNMENT_COMMANDS, ASSIGNMENT_EVENTS } from './assignment.ts';
import {
  CLARIFICATION_COMMANDS,
  CLARIFICATION_EVENTS,
  CLARIFICATION_PART,
} from './clarify/clarification.ts';
import { CALL_COMMANDS, CALL_EVENTS, CALL_PART } from './clarify/call.ts';
import { RULING_COMMANDS, RULING_EVENTS, RULING_PART } from './clarify/ruling.ts';
import { COMMENT_COMMANDS, COMMENT_EVENTS, COMMENT_PART } from './comment.ts';
import { CONSENT_COMMANDS, CONSENT_EVENTS } from './consent.ts';
import {
  RELEASED_FINDING_COMMANDS,
  RELEASED_FINDING_EVENTS,
  RELEASED_FINDING_PART,
} from './finding.ts';
import { EVIDENCE_COMMANDS, EVIDENCE_EVENTS, EVIDENCE_PART } from './evidence/evidence.ts';
import { IMPORT_COMMANDS, IMPORT_EVENTS } from './import.ts';
import { INTEREST_COMMANDS, INTEREST_EVENTS, INTEREST_PART } from './sign-off/interest.ts';
import { LOCK_COMMANDS, LOCK_EVENTS } from './lock.ts';
import { MARK_COMMANDS, MARK_EVENTS, MARK_PART } from './mark.ts';
import { MEMBER_COMMANDS, MEMBER_EVENTS } from './member.ts';
import type { CommandNoun, CommandNouns, EventNoun, EventNouns, PartNouns } from './noun.ts';
import { MISSION_COMMANDS, MISSION_EVENTS, MISSION_PART } from './pilot/mission.ts';
import { PERIOD_COMMANDS, PERIOD_EVENTS, PERIOD_PART } from './pilot/period.ts';
import { QUERY_COMMANDS, QUERY_EVENTS, QUERY_PART } from './query.ts';
import { REOPEN_COMMANDS, REOPEN_EVENTS } from './reopen.ts';
import { ENTITY_COMMANDS, ENTITY_EVENTS } from './set-up/entity.ts';
import { HEADING_COMMANDS, HEADING_EVENTS } from './set-up/heading.ts';
import { PROPOSAL_COMMANDS, PROPOSAL_EVENTS, PROPOSAL_PART } from './sign-off/proposal.ts';
import { VERIFICATION_COMMANDS, VERIFICATION_EVENTS } from './verification.ts';

const COMMANDS = {
  ...HEADING_COMMANDS,
  ...ENTITY_COMMANDS,
  ...MEMBER_COMMANDS,
  ...ASSIGNMENT_COMMANDS,
  ...LOCK_COMMANDS,
  ...REOPEN_COMMANDS,
  ...COMMENT_COMMANDS,
  ...VERIFICATION_COMMANDS,
  ...RELEASED_FINDING_COMMANDS,
  ...PROPOSAL_COMMANDS,
  ...INTEREST_COMMANDS,
  ...ATTESTATION_COMMANDS,
  ...CONSENT_COMMANDS,
  ...CLARIFICATION_COMMANDS,
  ...RULING_COMMANDS,
  ...CALL_COMMANDS,
  ...PERIOD_COMMANDS,
  ...MISSION_COMMANDS,
  ...QUERY_COMMANDS,
  ...MARK_COMMANDS,
  ...EVIDENCE_COMMANDS,
  ...IMPORT_COMMANDS,
  ...ARCHIVE_COMMANDS,
} satisfies CommandNouns<CommandType>;

const EVENTS = {
  ...HEADING_EVENTS,
  ...ENTITY_EVENTS,
  ...MEMBER_EVENTS,
  ...ASSIGNMENT_EVENTS,
  ...LOCK_EVENTS,
  ...REOPEN_EVENTS,
  ...COMMENT_EVENTS,
  ...VERIFICATION_EVENTS,
  ...RELEASED_FINDING_EVENTS,
  ...PROPOSAL_EVENTS,
  ...INTEREST_EVENTS,
  ...ATTESTATION_EVENTS,
  ...CONSENT_EVENTS,
  ...CLARIFICATION_EVENTS,
  ...RULING_EVENTS,
  ...CALL_EVENTS,
  ...PERIOD_EVENTS,
  ...MISSION_EVENTS,
  ...QUERY_EVENTS,
  ...MARK_EVENTS,
  ...EVIDENCE_EVENTS,
  ...IMPORT_EVENTS,
  ...ARCHIVE_EVENTS,
} satisfies EventNouns<EventType>;

export const COMMAND_TYPES = Object.keys(COMMANDS) as CommandType[];
export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];

/** Of what a workbook holds many. */
export const PARTS: PartNouns<PartName> = {
  ...COMMENT_PART,
  ...CLARIFICATION_PART,
  ...RULING_PART,
  ...CALL_PART,
  ...PERIOD_PART,
  ...MISSION_PART,
  ...QUERY_PART,
  ...MARK_PART,
  ...EVIDENCE_PART,
  ...RELEASED_FINDING_PART,
  ...PROPOSAL_PART,
  ...INTEREST_PART,
  ...ATTESTATION_PART,
};

type Events = typeof EVENTS;
/** The events from which something follows in the store. */
export type EventWith<What extends 'tables' | 'listing'> = {
  [T in EventType]: What extends Events[T]['follows'][number] ? T : never;
}[EventType];

type Commands = typeof COMMANDS;
/** The commands that may wait for a connection. */
export type WaitingType = {
  [T in CommandType]: Commands[T]['mayWait'] extends true ? T : never;
}[CommandType];

/** What the noun of an event says of it; undefined for a kind that this program does not know. */
export function nounOf<T extends EventType>(event: EventOf<T>): EventNoun<T> | undefined {
  const all: EventNouns<EventType> = EVENTS;
  const type = event.type as T;
  return Object.hasOwn(all, type) ? all[type] : undefined;
}

/** What the noun of a command says of it. */
export function nounOfCommand<T extends CommandType>(type: T): CommandNoun<T> {
  const all: CommandNouns<CommandType> = COMMANDS;
  return all[type];
}
