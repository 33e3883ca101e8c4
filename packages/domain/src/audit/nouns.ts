/** All nouns of the audit side. The compiler fails where a command, an event or a part is left out. */
import type { AuditCommandType } from './commands.ts';
import type { AuditEventOf, AuditEventType } from './events.ts';
import type {
  AuditCommandNoun,
  AuditCommandNouns,
  AuditEventNoun,
  AuditEventNouns,
  AuditPartNouns,
} from './noun.ts';
import { DISMISSAL_COMMANDS, DISMISSAL_EVENTS, DISMISSAL_PART } from './screening-dismissal.ts';
import type { AuditPartName } from './state.ts';
import { FINDING_COMMANDS, FINDING_EVENTS, FINDING_PART } from './finding.ts';
import { INTERVIEW_COMMANDS, INTERVIEW_EVENTS, INTERVIEW_PART } from './interview.ts';
import { PAPER_COMMANDS, PAPER_EVENTS, PAPER_PART } from './working-paper.ts';

const COMMANDS: AuditCommandNouns<AuditCommandType> = {
  ...PAPER_COMMANDS,
  ...INTERVIEW_COMMANDS,
  ...FINDING_COMMANDS,
  ...DISMISSAL_COMMANDS,
};

const EVENTS: AuditEventNouns<AuditEventType> = {
  ...PAPER_EVENTS,
  ...INTERVIEW_EVENTS,
  ...FINDING_EVENTS,
  ...DISMISSAL_EVENTS,
};

/** Of what an audit holds many. */
export const AUDIT_PARTS: AuditPartNouns<AuditPartName> = {
  ...PAPER_PART,
  ...INTERVIEW_PART,
  ...FINDING_PART,
  ...DISMISSAL_PART,
};

/** What the noun of an event says of it; undefined for a kind that this program does not know. */
export function nounOfAuditEvent<T extends AuditEventType>(
  event: AuditEventOf<T>,
): AuditEventNoun<T> | undefined {
  const type = event.type as T;
  return Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined;
}

/** What the noun of a command says of it. */
export function nounOfAuditCommand<T extends AuditCommandType>(type: T): AuditCommandNoun<T> {
  return COMMANDS[type];
}
