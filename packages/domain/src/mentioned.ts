/** People and entities whose names stand in a text after an `@`: they are told of it, whoever they are to the row. */
import type { EntityId, PersonId } from './cells/ids.ts';
import { TEXT_LIMITS } from './cells/text-limits.ts';
import { no, type Outcome, yes } from './refusals.ts';
import { type Act, actorOf, may } from './rights.ts';
import type { WorkbookState } from './state.ts';
import type { FieldsOf } from './nouns/fields.ts';
import { membersOfEntities, type Telling } from './nouns/telling.ts';

/** By id: a name may change, and an erased person has none. */
export type Mentioned = {
  mentions?: PersonId[];
  /** All who fill rows for it by then. */
  mentionedEntities?: EntityId[];
};

export const MENTIONED_FIELDS: FieldsOf<Mentioned> = { mentions: 'all', mentionedEntities: 'all' };

/** Who left meanwhile, or may not read it (`read`), is not mentioned: the text stands all the same. */
export function mentionedIn(
  state: WorkbookState,
  { mentions = [], mentionedEntities = [] }: Mentioned,
  read: Act,
): Outcome<Mentioned> {
  const people = [...new Set(mentions)].filter(
    (person) => may(actorOf(state, person), read, { state }) === undefined,
  );
  const entities = [...new Set(mentionedEntities)].filter((entity) => state.entities.has(entity));
  if (people.length > TEXT_LIMITS.mentions) return no('bad-request', 'mentions');
  if (entities.length > TEXT_LIMITS.mentions) return no('bad-request', 'mentionedEntities');
  return yes({
    ...(people.length > 0 && { mentions: people }),
    ...(entities.length > 0 && { mentionedEntities: entities }),
  });
}

export function tellMentioned(
  state: WorkbookState,
  { mentions = [], mentionedEntities = [] }: Mentioned,
): Telling {
  const to = [...mentions, ...membersOfEntities(state, new Set(mentionedEntities))];
  return { kind: 'mention', to };
}
