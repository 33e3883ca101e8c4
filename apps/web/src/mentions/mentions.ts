/** Names after an `@` in what somebody writes: what is being typed there, and who is meant in the whole text. Pure. */
import type { EntityId, PersonId } from '@tallystick/domain/cells/ids';
import type { Mentioned } from '@tallystick/domain/mentioned';
import { folded } from '../texts/folded-text.ts';

/** Who can be mentioned. `about` stands beside the name: what a person is here, or that it is an entity. */
export type Mentionable = { name: string; about: string } & (
  | { kind: 'person'; id: PersonId }
  | { kind: 'entity'; id: EntityId }
);

/** The `@` and what was typed behind it, up to the caret: it is no address of mail, and ends with the line. */
const BEFORE_CARET = /(?:^|[\s([{«"'’،/])@([^\n@]{0,80})$/u;
const AFTER_NAME = /^[\p{L}\p{N}_]/u;
const BEFORE_NAME = /[\p{L}\p{N}_]$/u;

/** Where a name is being typed before the caret: from its `@`, and the words so far. */
export function nameAt(text: string, caret: number): { from: number; words: string } | undefined {
  const words = BEFORE_CARET.exec(text.slice(0, caret))?.[1];
  return words === undefined ? undefined : { from: caret - words.length - 1, words };
}

/** Those whose name, or a word of it, begins with the words; `many` at most. */
export function mentionable(
  all: readonly Mentionable[],
  words: string,
  many: number,
): Mentionable[] {
  const wanted = folded(words);
  if (wanted.startsWith(' ')) return [];
  return all
    .filter(({ name }) => {
      const own = folded(name);
      return own.startsWith(wanted) || own.includes(` ${wanted}`);
    })
    .slice(0, many);
}

/** The text with a name in the place of what was typed, and where the caret goes on. */
export function withName(
  text: string,
  { from, caret, name }: { from: number; caret: number; name: string },
): { text: string; caret: number } {
  const rest = text.slice(caret);
  const head = `${text.slice(0, from)}@${name}${/^\s/u.test(rest) ? '' : ' '}`;
  return { text: head + rest, caret: head.length + (/^\s/u.test(rest) ? 1 : 0) };
}

/** All who are named after an `@`: of names that begin alike the longest, of those that are alike all. */
export function mentionedBy(text: string, all: readonly Mentionable[]): Mentioned {
  const people = new Set<PersonId>();
  const entities = new Set<EntityId>();
  for (const { index } of text.matchAll(/@/gu)) {
    if (BEFORE_NAME.test(text.slice(0, index))) continue;
    const rest = text.slice(index + 1);
    const named = all.filter(
      ({ name }) =>
        name !== '' && rest.startsWith(name) && !AFTER_NAME.test(rest.slice(name.length)),
    );
    const longest = Math.max(...named.map(({ name }) => name.length));
    for (const { kind, id, name } of named) {
      if (name.length !== longest) continue;
      if (kind === 'person') people.add(id);
      else entities.add(id);
    }
  }
  return {
    ...(people.size > 0 && { mentions: [...people] }),
    ...(entities.size > 0 && { mentionedEntities: [...entities] }),
  };
}
