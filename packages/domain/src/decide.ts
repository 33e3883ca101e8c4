/**
 * Decides commands: a state and what somebody asks for go in, one event or a refusal comes out. Pure: clock, hash and
 * cells are given.
 */
import type { PersonId } from './cells/ids.ts';
import type { Command, CommandOf, CommandType } from './commands.ts';
import type { Event } from './events.ts';
import type { Deciding } from './nouns/noun.ts';
import { nounOfCommand } from './nouns/nouns.ts';
import { no, type Outcome } from './refusals.ts';
import { actorOf } from './rights.ts';
import type { WorkbookState } from './state.ts';

export type DecideContext = Omit<Deciding, 'actor' | 'admins'> & {
  /** Who asks, and whether they administer the installation. */
  person: PersonId;
  admin: boolean;
  admins?: ReadonlySet<PersonId>;
};

const NO_ADMINS: ReadonlySet<PersonId> = new Set();

/** The one event of a command, or why not. Never throws for anything a person can send. */
export function decide(
  state: WorkbookState,
  command: Command,
  context: DecideContext,
): Outcome<Event> {
  const { person, admin, admins = NO_ADMINS, ...given } = context;
  const isThere = state.edition !== '' && !state.deleted;
  if (!isThere && command.type !== 'open-workbook') return no('not-found');
  const deciding = { ...given, actor: actorOf(state, person, admin), admins };
  return decideOne(state, command, deciding);
}

function decideOne<T extends CommandType>(
  state: WorkbookState,
  command: CommandOf<T>,
  deciding: Deciding,
): Outcome<Event> {
  return nounOfCommand(command.type as T).decide(state, command, deciding);
}
